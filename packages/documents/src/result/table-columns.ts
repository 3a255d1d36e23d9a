import { getItemLabel, isNumericItem, type FieldId } from '@atrium/semantic'
import type { ChartDocument, TableConfig } from '../chart/chart-document.ts'
import { queryColumns } from '../chart/value-fields.ts'
import { ownValue } from '../own-value.ts'
import type { ChartResult } from './chart-result.ts'

/** A column of a table. Frozen ones stay in sight at the left. */
export type TableColumn = { fieldId: FieldId; label: string; isNumeric: boolean; isFrozen: boolean }

/** Settings of a table; charts of other types have none. */
export const tableSettingsOf = ({ chartConfig }: ChartDocument): TableConfig => (chartConfig.type === 'table' ? chartConfig.config : undefined) ?? {}

/** All columns of the query in the chart's order; those that the order does not know come last. */
export function orderedColumns({ metricQuery, tableConfig }: ChartDocument): FieldId[] {
  const all = queryColumns(metricQuery)
  const known = tableConfig.columnOrder.filter((fieldId) => all.includes(fieldId))
  return [...new Set([...known, ...all])]
}

/**
 * Columns that are shown, frozen ones first. A column is called what the chart calls it, else as its field; with the
 * table's name in front where the chart wants that, and where two columns would be called the same.
 */
export function shownColumns(document: ChartDocument, { fields, rows }: ChartResult): TableColumn[] {
  const settings = tableSettingsOf(document)
  // A field may be there without a description, when only its dates were cut another way.
  const isAnswered = (fieldId: FieldId): boolean => ownValue(fields, fieldId) !== undefined || ownValue(rows[0], fieldId) !== undefined
  const shown = orderedColumns(document).filter((fieldId) => isAnswered(fieldId) && ownValue(settings.columns, fieldId)?.visible !== false)
  const nameOf = (fieldId: FieldId, withTable: boolean): string => {
    const item = fields[fieldId]
    return ownValue(settings.columns, fieldId)?.name ?? (item === undefined ? fieldId : getItemLabel(item, { withTable }))
  }
  const plain = shown.map((fieldId) => nameOf(fieldId, settings.showTableNames === true))
  const columns = shown.map((fieldId, place): TableColumn => {
    const label = plain[place] ?? fieldId
    return {
      fieldId,
      label: plain.indexOf(label) === plain.lastIndexOf(label) ? label : nameOf(fieldId, true),
      isNumeric: isNumericItem(fields[fieldId]),
      isFrozen: ownValue(settings.columns, fieldId)?.frozen === true,
    }
  })
  return [...columns.filter(({ isFrozen }) => isFrozen), ...columns.filter(({ isFrozen }) => !isFrozen)]
}
