import type { CompiledMetric, Explore, FieldId, FilterGroupItem, FilterRule, Item, MetricQuery } from '@atrium/semantic'
import type { ResultRow } from '../api/results.ts'
import { fieldIdOf, itemsOfExplore } from './items-of-query.ts'

const rowLimit = 500

export type UnderlyingRequest = {
  explore: Explore
  query: MetricQuery
  items: Readonly<Record<FieldId, Item>>
  /** The clicked row, and the metric whose rows are wanted. */
  row: ResultRow
  fieldId: FieldId
  newId: () => string
}

/**
 * The question for the rows behind one number: the filters of the query, the row's own dimensions, and the metric's own
 * filters, without any grouping. Shows what the metric declares, else the dimensions of its table.
 */
export function underlyingQuery({ explore, query, items, row, fieldId, newId }: UnderlyingRequest): MetricQuery {
  const clicked = items[fieldId]
  const table = clicked !== undefined && 'table' in clicked ? clicked.table : explore.baseTable
  const rules: FilterGroupItem[] = [
    ...(query.filters.dimensions === undefined ? [] : [query.filters.dimensions]),
    ...rulesOfRow(query, row, newId),
    ...metricRules(clicked, table, newId),
  ]
  const { timezone, parameters } = query
  return {
    exploreName: query.exploreName,
    dimensions: shownDimensions(explore, clicked, table),
    metrics: [],
    filters: rules.length === 0 ? {} : { dimensions: { id: newId(), and: rules } },
    sorts: [],
    limit: rowLimit,
    tableCalculations: [],
    ...(query.customDimensions === undefined ? {} : { customDimensions: query.customDimensions }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(timezone === undefined ? {} : { timezone }),
  }
}

/** Rules that keep to what one row of an answer stands for. */
export const rulesOfRow = (query: MetricQuery, row: ResultRow, newId: () => string): FilterRule[] =>
  query.dimensions.flatMap((dimension) => {
    const cell = row[dimension]
    return cell === undefined ? [] : [equalsRule(newId(), dimension, cell.value.raw)]
  })

/** A rule that keeps rows with exactly this value; no value becomes "is empty". */
export function equalsRule(id: string, fieldId: FieldId, raw: unknown): FilterRule {
  return raw === null || raw === undefined ? { id, target: { fieldId }, operator: 'isNull' } : { id, target: { fieldId }, operator: 'equals', values: [raw] }
}

function metricRules(item: Item | undefined, table: string, newId: () => string): FilterRule[] {
  const filters = item !== undefined && 'filters' in item ? (item.filters ?? []) : []
  return filters.map(({ target, ...rule }) => ({ ...rule, id: newId(), target: { fieldId: idOfReference(target.fieldRef, table) } }))
}

/** `status` or `orders.status`, as models refer to fields. */
function idOfReference(reference: string, table: string): FieldId {
  const [first = '', ...rest] = reference.split('.')
  return rest.length === 0 ? fieldIdOf({ table, name: first }) : fieldIdOf({ table: first, name: rest.join('.') })
}

function shownDimensions(explore: Explore, item: Item | undefined, table: string): FieldId[] {
  const known = itemsOfExplore(explore)
  const declared = (item as Partial<CompiledMetric> | undefined)?.showUnderlyingValues?.map((reference) => idOfReference(reference, table)) ?? []
  const usable = declared.filter((fieldId) => known[fieldId] !== undefined)
  if (usable.length > 0) return usable
  const dimensions = Object.values(explore.tables[table]?.dimensions ?? {})
    .filter(({ hidden }) => !hidden)
    .toSorted((a, b) => a.index - b.index)
  // Of a date only the value itself is of interest, not its cuts.
  const kept = dimensions.filter(({ timeInterval }) => timeInterval === undefined || timeInterval === 'RAW')
  return (kept.length > 0 ? kept : dimensions).map(fieldIdOf)
}
