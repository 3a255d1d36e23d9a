import { formatItemValue, isNumericItem } from '@atrium/semantic'
import type { CartesianConfig, ChartDocument } from '../chart/chart-document.ts'
import { isDateField } from '../chart/value-fields.ts'
import { momentOf, numberOf, type CellValue, type ChartResult, cellOf, type ResultRow } from '../result/chart-result.ts'
import { pivotRows, type PivotValue } from '../result/pivot-rows.ts'
import { fillDates } from './fill-dates.ts'

/** A place along the x axis, and the row of the answer there, for one column of a pivot (`null` without one). */
export type Slot = { cell: CellValue; rowAt(column: PivotValue | null): ResultRow | undefined }

/**
 * Places along the x axis. Dates stand in the order of time with empty buckets between; numbers under lines ascend;
 * everything else stays in the order of the answer. Rows with the same x that no pivot tells apart keep places of their own.
 */
export function slotsOf(
  document: ChartDocument,
  result: ChartResult,
  xField: string,
  pivotFields: readonly string[],
): { slots: Slot[]; columns: PivotValue[] } {
  const { slots, columns } = pivotFields.length === 0 ? plainSlots(result, xField) : pivotedSlots(document, result, xField, pivotFields)
  return { slots: ordered(slots, document, result, xField), columns }
}

function plainSlots({ rows }: ChartResult, xField: string): { slots: Slot[]; columns: PivotValue[] } {
  return { slots: rows.map((row) => ({ cell: cellOf(row, xField), rowAt: () => row })), columns: [] }
}

function pivotedSlots(document: ChartDocument, result: ChartResult, xField: string, pivotFields: readonly string[]): { slots: Slot[]; columns: PivotValue[] } {
  const others = document.metricQuery.dimensions.filter((fieldId) => fieldId !== xField && !pivotFields.includes(fieldId))
  const pivot = pivotRows(result, [xField, ...others], pivotFields)
  const slots = pivot.index.map(({ key, cells }): Slot => ({
    cell: cells[0] ?? cellOf(undefined, xField),
    rowAt: (column) => (column === null ? undefined : pivot.at(key, column.key)),
  }))
  const isDate = isDateField(pivotFields[0], result.fields)
  const momentAt = (column: PivotValue): number => momentOf(column.values[0]?.cell ?? { raw: null, formatted: '' }) ?? Number.POSITIVE_INFINITY
  return { slots, columns: isDate ? sortedBy(pivot.columns, momentAt) : pivot.columns }
}

function ordered(slots: readonly Slot[], document: ChartDocument, result: ChartResult, xField: string): Slot[] {
  const item = result.fields[xField]
  if (item === undefined) return [...slots]
  if (isDateField(xField, result.fields)) return inTime(slots, result, xField)
  const config: CartesianConfig | undefined = document.chartConfig.type === 'cartesian' ? document.chartConfig.config : undefined
  const isLine = (config?.eChartsConfig.series ?? []).some(({ type, hidden }) => hidden !== true && (type === 'line' || type === 'area'))
  return isLine && isNumericItem(item) ? sortedBy(slots, ({ cell }) => numberOf(cell) ?? Number.POSITIVE_INFINITY) : [...slots]
}

function inTime(slots: readonly Slot[], { fields }: ChartResult, xField: string): Slot[] {
  const item = fields[xField]
  const sorted = sortedBy(slots, ({ cell }) => momentOf(cell) ?? Number.POSITIVE_INFINITY)
  const byMoment = new Map<number, Slot[]>()
  for (const slot of sorted) {
    const moment = momentOf(slot.cell)
    if (moment !== null) byMoment.set(moment, [...(byMoment.get(moment) ?? []), slot])
  }
  const interval = item !== undefined && 'timeInterval' in item ? item.timeInterval : undefined
  const filled = fillDates([...byMoment.keys()], interval)
  if (filled === null) return sorted
  const empty = (moment: number): Slot => {
    const raw = new Date(moment).toISOString().replace('.000Z', 'Z')
    return { cell: { raw, formatted: formatItemValue(item, raw) }, rowAt: () => undefined }
  }
  return [...filled.flatMap((moment) => byMoment.get(moment) ?? [empty(moment)]), ...sorted.filter(({ cell }) => momentOf(cell) === null)]
}

/** Ascending; equal ones stay as they were. */
function sortedBy<T>(list: readonly T[], keyOf: (item: T) => number): T[] {
  return list
    .map((item) => ({ item, key: keyOf(item) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item)
}
