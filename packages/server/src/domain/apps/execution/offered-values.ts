import type { CellOf, Scalar } from '@atrium/documents'
import { duckdb } from '@atrium/semantic'
import { AppError } from '../../../platform/errors.ts'
import { askerOf, sourceOf, tableOf, type Execution } from './execution.ts'

/** One thing to choose. */
export type OfferedValue = { value: Scalar; label: string }

/** Values that one input offers at most. */
const mostOffered = 10_000

/** What a result offers for an input, in the order of its rows; null for an input that offers what its author listed, or nothing. */
export async function offeredValues(execution: Execution, { id, input }: CellOf<'input'>): Promise<OfferedValue[] | null> {
  if ((input.type !== 'dropdown' && input.type !== 'multi_select') || !('of' in input.options)) return null
  const { of, column, labelColumn } = input.options
  const source = sourceOf(execution, id, of)
  if (source === null) return null
  const result = await tableOf(execution, source)
  const names = result.columns.map(({ name }) => name)
  const value = column ?? names[0] ?? ''
  const label = labelColumn ?? value
  for (const name of [value, label]) {
    if (!names.includes(name)) {
      throw new AppError('invalid', `“${source.name}” has no column “${name.slice(0, 100)}”. It has: ${names.slice(0, 20).join(', ')}.`, {
        reason: 'column_missing',
      })
    }
  }
  const [valueSql, labelSql, table] = [value, label, source.name].map(duckdb.quote)
  const sql = `SELECT ${valueSql} AS value, any_value(CAST(${labelSql} AS VARCHAR)) AS label
    FROM (SELECT *, row_number() OVER () AS place FROM ${table}) WHERE ${valueSql} IS NOT NULL GROUP BY 1 ORDER BY min(place)`
  const scope = { projectId: result.projectId, audience: result.audience }
  const { data } = await execution.ctx.results.ask(scope, { sql, tables: { [source.name]: result } }, { ...askerOf(execution), maxRows: mostOffered })
  const [values = [], labels = []] = JSON.parse(data.toString('utf8')) as unknown[][]
  return values.flatMap((one, place) => {
    const scalar = asScalar(one)
    return scalar === null ? [] : [{ value: scalar, label: String(labels[place] ?? scalar).slice(0, 500) }]
  })
}

/** What inputs take: text, numbers, yes and no. Everything else as its text. */
function asScalar(value: unknown): Scalar | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.length <= 10_000 ? value : null
  return typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value)
}
