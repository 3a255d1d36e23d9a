import { getItemLabel, getItemType, isDimensionItem, type FieldId, type ItemsMap, type ResultField } from '@atrium/semantic'

/** Columns of a result as formulas call them. */
export function resultFieldsOf(fieldIds: readonly FieldId[], items: ItemsMap): ResultField[] {
  return fieldIds.flatMap((fieldId) => {
    const item = items[fieldId]
    if (item === undefined) return []
    return { fieldId, name: item.name, label: getItemLabel(item), type: getItemType(item), isDimension: isDimensionItem(item) }
  })
}
