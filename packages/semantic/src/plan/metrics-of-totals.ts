import { fieldIdOf } from '../names/field-id.ts'
import type { FieldId, Item, MetricQuery } from '../types/metric-query.ts'
import { activeRules } from './filters/render-group.ts'
import { fieldReferences } from './sql-template.ts'

/** Metrics one behind the other that are looked through. */
const deepest = 20

/**
 * True for a metric that looks back over a time which its totals do not have: neither among `dimensions` nor filtered by.
 * How much it was "a month before" cannot be said of all time.
 */
export function hasNoTotal(
  query: MetricQuery,
  fieldId: FieldId,
  { itemOf, dimensions = [] }: { itemOf: (fieldId: FieldId) => Item | undefined; dimensions?: readonly FieldId[] },
): boolean {
  const times = timesOf(fieldId, itemOf, 0)
  if (times.length === 0) return false
  const given = [...dimensions, ...activeRules(query.filters.dimensions).flatMap((rule) => rule.target?.fieldId ?? [])]
  return times.some((time) => !given.some((one) => one === time || one.startsWith(`${time}_`)))
}

/** Ids of the time dimensions that a metric, or what it is made of, looks back over. */
function timesOf(fieldId: FieldId, itemOf: (fieldId: FieldId) => Item | undefined, depth: number): FieldId[] {
  const item = itemOf(fieldId)
  if (item === undefined || !('table' in item) || !('sql' in item) || depth > deepest) return []
  const { table } = item
  const idOf = (named: { table: string | undefined; name: string }): FieldId => fieldIdOf(named.table ?? table, named.name)
  const own = 'offset' in item && item.offset !== undefined ? [idOf(namedTime(item.offset.time))] : []
  const isFormula = 'type' in item && item.type === 'number'
  return [...own, ...(isFormula ? fieldReferences(item.sql).flatMap((reference) => timesOf(idOf(reference), itemOf, depth + 1)) : [])]
}

function namedTime(time: string): { table: string | undefined; name: string } {
  const dot = time.indexOf('.')
  return dot === -1 ? { table: undefined, name: time } : { table: time.slice(0, dot), name: time.slice(dot + 1) }
}
