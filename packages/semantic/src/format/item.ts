import type { DimensionType } from '../types/field.ts'
import type { Item } from '../types/metric-query.ts'

/** What people call a field: its label, with the table's where a result shows several tables. */
export function getItemLabel(item: Item, options: { withTable?: boolean } = {}): string {
  if ('displayName' in item) return item.displayName
  if (!('fieldType' in item) || !('label' in item)) return 'label' in item && item.label !== undefined ? item.label : item.name
  const label = item.label ?? item.name
  return options.withTable === true && 'tableLabel' in item ? `${item.tableLabel} ${label}` : label
}

/** Kind of value of a field. Aggregates are numbers; a min or max of dates cannot be told from the item alone. */
export function getItemType(item: Item): DimensionType {
  if ('displayName' in item) return item.type ?? 'number'
  if ('binType' in item) return 'string'
  if ('dimensionType' in item) return item.dimensionType
  switch (item.type) {
    case 'string':
    case 'boolean':
    case 'date':
    case 'timestamp':
      return item.type
    default:
      return 'number'
  }
}

/** True for fields whose values are numbers: aligned right, charted on a value axis, summed. */
export function isNumericItem(item: Item | undefined): boolean {
  return item !== undefined && getItemType(item) === 'number'
}

/** True for dimensions of the model and of the query. */
export function isDimensionItem(item: Item): boolean {
  return 'binType' in item || 'dimensionType' in item || ('fieldType' in item && item.fieldType === 'dimension')
}
