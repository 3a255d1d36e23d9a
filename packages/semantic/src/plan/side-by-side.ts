import type { Dialect } from '../types/dialect.ts'
import type { FieldId } from '../types/metric-query.ts'

/** Aggregated parts with the same group columns, to be joined on all of them. */
export type Parts = {
  /** CTE names; the first one leads. */
  names: readonly string[]
  groups: readonly FieldId[]
  /** `same`: the parts hold the same groups. `first`: those of the first part. `all`: those of any. */
  keep: 'same' | 'first' | 'all'
}

const joinWords = { same: 'INNER JOIN', first: 'LEFT OUTER JOIN', all: 'FULL OUTER JOIN' } as const

/** One column of one part. */
export function columnOf(dialect: Dialect, part: string, fieldId: FieldId): string {
  return `${dialect.quote(part)}.${dialect.quote(fieldId)}`
}

/** FROM and JOINs over the parts, and each group column over all of them. A group that is null meets the same null. */
export function sideBySide(dialect: Dialect, { names, groups, keep }: Parts): { from: string; group(fieldId: FieldId): string } {
  const over = (fieldId: FieldId, parts: readonly string[]): string => {
    const columns = (keep === 'all' ? parts : parts.slice(0, 1)).map((part) => columnOf(dialect, part, fieldId))
    return columns.length === 1 ? (columns[0] ?? '') : `COALESCE(${columns.join(', ')})`
  }
  const joins = names.map((name, place) => {
    if (place === 0) return `FROM ${dialect.quote(name)}`
    if (groups.length === 0) return `CROSS JOIN ${dialect.quote(name)}`
    const on = groups.map((fieldId) => dialect.nullSafeEquals(over(fieldId, names.slice(0, place)), columnOf(dialect, name, fieldId)))
    return `${joinWords[keep]} ${dialect.quote(name)}\n  ON ${on.join('\n  AND ')}`
  })
  return { from: joins.join('\n'), group: (fieldId) => over(fieldId, names) }
}
