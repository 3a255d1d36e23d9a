import type { ComparedField } from '../names/compared-fields.ts'
import type { FieldId } from '../types/metric-query.ts'
import type { ResolvedComparison } from './comparison.ts'
import type { PlanContext } from './plan-context.ts'
import type { Core } from './select-parts.ts'
import { columnOf, type Parts, sideBySide } from './side-by-side.ts'

/** An earlier part, aggregated like the present one. */
export type EarlierPart = { comparison: ResolvedComparison; core: Core }

const present = 'current_period'

/**
 * The present rows with their earlier ones beside them. With other groups than time, what there was earlier and is no
 * more keeps its row, within the periods that the present shows.
 */
export function printComparison(
  ctx: PlanContext,
  now: Core,
  columns: { groups: Parts['groups']; metrics: readonly FieldId[]; compared: readonly ComparedField[] },
  earlier: readonly EarlierPart[],
): Core {
  const { dialect } = ctx
  const ctes = [...now.ctes, { name: present, sql: now.select }]
  const onlyTime = earlier.every(({ comparison }) => columns.groups.every(({ fieldId }) => comparison.periods.includes(fieldId)))
  for (const { comparison, core } of earlier) {
    ctes.push(...core.ctes)
    if (onlyTime || comparison.periods.length === 0) {
      ctes.push({ name: comparison.id, sql: core.select })
      continue
    }
    const name = `${comparison.id}_all`
    const within = comparison.periods.map((fieldId) => `${dialect.quote(fieldId)} IN (SELECT ${dialect.quote(fieldId)} FROM ${dialect.quote(present)})`)
    ctes.push({ name, sql: core.select }, { name: comparison.id, sql: `SELECT\n  *\nFROM ${dialect.quote(name)}\nWHERE ${within.join('\n  AND ')}` })
  }
  const joined = sideBySide(dialect, {
    names: [present, ...earlier.map(({ comparison }) => comparison.id)],
    groups: columns.groups,
    keep: onlyTime ? 'first' : 'all',
  })
  const list = [
    ...columns.groups.map(({ fieldId }) => ({ fieldId, sql: joined.group(fieldId) })),
    ...columns.metrics.map((fieldId) => ({ fieldId, sql: columnOf(dialect, present, fieldId) })),
    ...columns.compared.map((column) => ({ fieldId: column.fieldId, sql: comparedSql(ctx, column) })),
  ].map(({ fieldId, sql }) => `  ${sql} AS ${dialect.quote(fieldId)}`)
  return { ctes, select: `SELECT\n${list.join(',\n')}\n${joined.from}` }
}

/** The change in percent is of the size of what was, so that a loss that shrinks is a rise. From nothing there is none. */
function comparedSql({ dialect }: PlanContext, { comparisonId, metricId, kind }: ComparedField): string {
  const was = columnOf(dialect, comparisonId, metricId)
  const change = `${columnOf(dialect, present, metricId)} - ${was}`
  if (kind === 'value') return was
  if (kind === 'change') return change
  return `${dialect.cast(change, 'number')} / NULLIF(ABS(${was}), 0)`
}
