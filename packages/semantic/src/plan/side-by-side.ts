import type { Dialect } from '../types/dialect.ts'
import type { DimensionType } from '../types/field.ts'
import type { FieldId } from '../types/metric-query.ts'

/** Aggregated parts with the same group columns, to be joined on all of them. */
export type Parts = {
  /** CTE names; the first one leads. */
  names: readonly string[]
  groups: readonly { fieldId: FieldId; type: DimensionType }[]
  /** `same`: the parts hold the same groups. `first`: those of the first part. `all`: those of any. */
  keep: 'same' | 'first' | 'all'
}

const joinWords = { same: 'INNER JOIN', first: 'LEFT OUTER JOIN', all: 'FULL OUTER JOIN' } as const

/** One column of one part. */
export function columnOf(dialect: Dialect, part: string, fieldId: FieldId): string {
  return `${dialect.quote(part)}.${dialect.quote(fieldId)}`
}

/** The joined parts: FROM with its JOINs, and each group column over all parts. */
export type SideBySide = { from: string; group(fieldId: FieldId): string }

/** FROM and JOINs over the parts, and each group column over all of them. A group that is null meets the same null. */
export function sideBySide(dialect: Dialect, { names, groups, keep }: Parts): SideBySide {
  if (keep === 'all' && groups.length > 0 && names.length > 1 && !dialect.supports.fullOuterJoin) return besideAllGroups(dialect, names, groups)
  const over = (fieldId: FieldId, parts: readonly string[]): string => {
    const columns = (keep === 'all' ? parts : parts.slice(0, 1)).map((part) => columnOf(dialect, part, fieldId))
    return columns.length === 1 ? (columns[0] ?? '') : `COALESCE(${columns.join(', ')})`
  }
  const joins = names.map((name, place) => {
    if (place === 0) return `FROM ${dialect.quote(name)}`
    if (groups.length === 0) return `CROSS JOIN ${dialect.quote(name)}`
    const on = groups.map(({ fieldId, type }) => dialect.nullSafeEquals(over(fieldId, names.slice(0, place)), columnOf(dialect, name, fieldId), type))
    return `${joinWords[keep]} ${dialect.quote(name)}\n  ON ${on.join('\n  AND ')}`
  })
  return { from: joins.join('\n'), group: (fieldId) => over(fieldId, names) }
}

const allGroups = 'all_groups'

/** What a full join gives, where there is none: every part beside the union of their groups. */
function besideAllGroups(dialect: Dialect, names: readonly string[], groups: Parts['groups']): SideBySide {
  const group = (fieldId: FieldId): string => columnOf(dialect, allGroups, fieldId)
  const list = groups.map(({ fieldId }) => dialect.quote(fieldId)).join(', ')
  const union = names.map((name) => `  SELECT ${list} FROM ${dialect.quote(name)}`).join('\n  UNION\n')
  const joins = names.map((name) => {
    const on = groups.map(({ fieldId, type }) => dialect.nullSafeEquals(group(fieldId), columnOf(dialect, name, fieldId), type))
    return `LEFT OUTER JOIN ${dialect.quote(name)}\n  ON ${on.join('\n  AND ')}`
  })
  return { from: [`FROM (\n${union}\n) AS ${dialect.quote(allGroups)}`, ...joins].join('\n'), group }
}
