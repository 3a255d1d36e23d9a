import { comparedFieldsOf, type Explore, type FieldId, type Item, type ItemsMap, type MetricQuery } from '@atrium/semantic'

const modelItems = new WeakMap<Explore, ItemsMap>()

/** Field id of a model's field; dots of the name (nested columns) become `__`. */
export const fieldIdOf = ({ table, name }: { table: string; name: string }): FieldId => `${table}_${name.replaceAll('.', '__')}`

/** All fields of an explore by id, hidden ones included. */
export function itemsOfExplore(explore: Explore): ItemsMap {
  const known = modelItems.get(explore)
  if (known !== undefined) return known
  const items: ItemsMap = {}
  for (const table of Object.values(explore.tables)) {
    for (const field of [...Object.values(table.dimensions), ...Object.values(table.metrics)]) items[fieldIdOf(field)] = field
  }
  modelItems.set(explore, items)
  return items
}

/** Fields of the explore and those made in the query, by id. */
export function itemsOfQuery(explore: Explore, query: MetricQuery): ItemsMap {
  const own: [FieldId, Item][] = [
    ...(query.customDimensions ?? []).map((dimension): [FieldId, Item] => [dimension.id, dimension]),
    ...(query.additionalMetrics ?? []).map((metric): [FieldId, Item] => [fieldIdOf(metric), metric]),
    ...query.tableCalculations.map((calculation): [FieldId, Item] => [calculation.name, calculation]),
  ]
  const items = own.length === 0 ? itemsOfExplore(explore) : { ...itemsOfExplore(explore), ...Object.fromEntries(own) }
  const compared = query.metrics.flatMap((metricId) => comparedFieldsOf(query, metricId, items).map(({ fieldId, item }): [FieldId, Item] => [fieldId, item]))
  return compared.length === 0 ? items : { ...items, ...Object.fromEntries(compared) }
}
