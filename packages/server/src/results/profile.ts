import { duckdb } from '@atrium/semantic'
import type { StoredResult } from './result-store.ts'

/** What there is to see of a column before anybody asks. Values are texts; null where there are none, or no such thing. */
export type ColumnProfile = {
  name: string
  nulls: number
  /** Different values, estimated where there are many. */
  distinct: number
  min: string | null
  max: string | null
  mean: number | null
}

/** Asks for five values of each column, in one row. */
export function profileSql({ columns }: Pick<StoredResult, 'columns'>, rows: string): string {
  const parts = columns.flatMap(({ name, type, engineType }) => {
    const value = duckdb.quote(name)
    const isOrdered = !/[[(](?!\d+,\d+\)$)/.test(engineType) && !/^(JSON|BLOB|BIT)$/.test(engineType)
    const bound = (of: 'min' | 'max'): string => (isOrdered ? `CAST(${of}(${value}) AS VARCHAR)` : 'NULL')
    const mean = type === 'number' ? `avg(CAST(${value} AS DOUBLE)) FILTER (isfinite(CAST(${value} AS DOUBLE)))` : 'NULL'
    return [`count(*) - count(${value})`, `least(approx_count_distinct(${value}), count(${value}))`, bound('min'), bound('max'), mean]
  })
  return `SELECT ${parts.join(', ')} FROM (${rows})`
}

/** The answer of `profileSql`, by column. */
export function readProfile({ columns }: Pick<StoredResult, 'columns'>, answer: readonly (readonly unknown[])[]): ColumnProfile[] {
  return columns.map(({ name }, index) => {
    const [nulls, distinct, min, max, mean] = answer.slice(5 * index, 5 * index + 5).map((column) => column[0] ?? null)
    return {
      name,
      nulls: Number(nulls),
      distinct: Number(distinct),
      min: min as string | null,
      max: max as string | null,
      mean: mean === null ? null : Number(mean),
    }
  })
}
