import type { EventPlan } from './event-rows.ts'

/**
 * A percentile of a column by groups: what stands after FROM, and the aggregate over it. Interpolated between two values, the same
 * in engines that have no such aggregate. All names are quoted; `where` may be empty.
 */
export function quantile(
  { ctx: { dialect } }: EventPlan,
  { from, where, groups, value, percent }: { from: string; where: string; groups: readonly string[]; value: string; percent: number },
): { from: string; sql: string } {
  if (dialect.supports.percentileAggregate) {
    return { from: `${from}${where === '' ? '' : `\nWHERE ${where}`}`, sql: dialect.aggregate('percentile', value, { percentile: percent }) }
  }
  const by = groups.length === 0 ? '' : `PARTITION BY ${groups.join(', ')}`
  const rank = `ROW_NUMBER() OVER (${by} ORDER BY CASE WHEN ${value} IS NULL THEN 1 ELSE 0 END, ${value})`
  const place = `${dialect.numberLiteral(percent / 100)} * (COUNT(${value}) OVER (${by}) - 1)`
  const distance = dialect.quote('distance')
  const columns = [...groups, value, `${rank} - 1 - ${place} AS ${distance}`].join(',\n    ')
  const ranked = `(SELECT\n    ${columns}\n  FROM ${from}${where === '' ? '' : `\n  WHERE ${where}`}) AS ranked`
  const weight = `ABS(${distance})`
  return { from: ranked, sql: `SUM(CASE WHEN ${weight} < 1 THEN ${dialect.cast(value, 'number')} * (1 - ${weight}) END)` }
}
