import { getItemLabel } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { cellOf, type CellValue, type ChartResult } from './chart-result.ts'
import { pivotRows } from './pivot-rows.ts'

export type PivotTable = {
  /** Heading lines above the value columns: one per pivoted field, then the metrics when they are columns. */
  headerRows: { label: string; cells: { text: string; span: number }[] }[]
  /** Labels over the index columns. */
  indexLabels: string[]
  rows: { index: CellValue[]; cells: (CellValue | null)[] }[]
}

/** A table with the values of some fields as columns, or null for a chart without pivot. Metrics are columns, or rows when it says so. */
export function buildPivotTable(document: ChartDocument, result: ChartResult): PivotTable | null {
  const pivotFields = (document.pivotConfig?.columns ?? []).filter(
    (fieldId) => document.metricQuery.dimensions.includes(fieldId) || isCustom(document, fieldId),
  )
  if (pivotFields.length === 0) return null
  const { metricQuery, tableConfig, chartConfig } = document
  const settings = chartConfig.type === 'table' ? chartConfig.config : undefined
  const isShown = (fieldId: string): boolean => settings?.columns?.[fieldId]?.visible !== false
  const labelOf = (fieldId: string): string => {
    const item = result.fields[fieldId]
    return settings?.columns?.[fieldId]?.name ?? (item === undefined ? fieldId : getItemLabel(item))
  }
  const order = new Map(tableConfig.columnOrder.map((fieldId, position) => [fieldId, position]))
  const inOrder = (fields: readonly string[]): string[] => fields.toSorted((a, b) => (order.get(a) ?? 1e6) - (order.get(b) ?? 1e6))
  const index = inOrder(metricQuery.dimensions.filter((fieldId) => !pivotFields.includes(fieldId) && isShown(fieldId)))
  const values = inOrder([...metricQuery.metrics, ...metricQuery.tableCalculations.map(({ name }) => name)].filter(isShown))
  const pivot = pivotRows(result, index, pivotFields)
  const metricsAsRows = settings?.metricsAsRows === true
  const span = metricsAsRows ? 1 : values.length
  const headerRows = pivotFields.map((field, position) => ({
    label: labelOf(field),
    cells: merged(pivot.columns.map((column) => ({ text: column.values[position]?.cell.formatted ?? '', span }))),
  }))
  if (metricsAsRows) {
    return {
      headerRows,
      indexLabels: [...index.map(labelOf), ''],
      rows: pivot.index.flatMap(({ key, cells }) =>
        values.map((value) => ({
          index: [...cells, { raw: labelOf(value), formatted: labelOf(value) }],
          cells: pivot.columns.map((column) => valueAt(pivot, key, column.key, value)),
        })),
      ),
    }
  }
  return {
    headerRows: [...headerRows, { label: '', cells: pivot.columns.flatMap(() => values.map((value) => ({ text: labelOf(value), span: 1 }))) }],
    indexLabels: index.map(labelOf),
    rows: pivot.index.map(({ key, cells }) => ({
      index: cells,
      cells: pivot.columns.flatMap((column) => values.map((value) => valueAt(pivot, key, column.key, value))),
    })),
  }
}

const isCustom = (document: ChartDocument, fieldId: string): boolean => document.metricQuery.customDimensions?.some(({ id }) => id === fieldId) ?? false

function valueAt(pivot: ReturnType<typeof pivotRows>, indexKey: string, columnKey: string, fieldId: string): CellValue | null {
  const row = pivot.at(indexKey, columnKey)
  return row === undefined ? null : cellOf(row, fieldId)
}

/** Neighbours with the same text become one wide heading. */
function merged(cells: readonly { text: string; span: number }[]): { text: string; span: number }[] {
  const out: { text: string; span: number }[] = []
  for (const cell of cells) {
    const last = out.at(-1)
    if (last !== undefined && last.text === cell.text) last.span += cell.span
    else out.push({ ...cell })
  }
  return out
}
