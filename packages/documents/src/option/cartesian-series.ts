import { getItemLabel, type CompiledDimension, type Item } from '@atrium/semantic'
import type { CartesianConfig, CartesianSeries, ChartDocument } from '../chart/chart-document.ts'
import { valueFieldsOf } from '../chart/value-fields.ts'
import { ownValue } from '../own-value.ts'
import { cellOf, drawnText, isCurrentPeriod, numberOf, type CellValue, type ChartResult, type ResultRow } from '../result/chart-result.ts'
import type { PivotValue } from '../result/pivot-rows.ts'
import { slotsOf } from './cartesian-slots.ts'
import { colorAt, safeColor, stableColors } from './colors.ts'

/** One series ready to be drawn: its settings, name and colour, and for each place on the x axis its value and its row. */
export type DrawnSeries = {
  settings: CartesianSeries
  fieldId: string
  name: string
  color: string
  values: (number | null)[]
  rowAt(place: number): ResultRow | undefined
}

export type CartesianData = {
  xField: string
  categories: CellValue[]
  /** Their texts. */
  names: string[]
  /** Those that are shown. */
  series: DrawnSeries[]
  /** Place of the bucket that had not ended when the data was read; -1 when all had. */
  unended: number
  /** How many values of the pivot have no series, because there are too many to be told apart or drawn. */
  omitted: number
}

/** Most values of a pivot that become series. */
const mostColumns = 100

/** Axes and series settings of a cartesian chart; empty ones when it has none. */
export const cartesianConfigOf = ({ chartConfig }: ChartDocument): CartesianConfig =>
  (chartConfig.type === 'cartesian' ? chartConfig.config : undefined) ?? { layout: {}, eChartsConfig: {} }

/** Places and values of a cartesian chart. With pivoted fields every value of theirs is a series of its own. */
export function cartesianData(document: ChartDocument, result: ChartResult): CartesianData {
  const { layout, eChartsConfig } = cartesianConfigOf(document)
  const settings = eChartsConfig.series ?? []
  const named = layout.yField ?? [...new Set(settings.map((series) => series.encode.yRef.field))]
  const xField = layout.xField ?? document.metricQuery.dimensions[0] ?? document.metricQuery.metrics[0] ?? ''
  const yFields = named.length > 0 ? named : valueFieldsOf(document.metricQuery, result.fields).filter((fieldId) => fieldId !== xField)
  const pivotFields = (document.pivotConfig?.columns ?? []).filter((fieldId) => fieldId !== xField && result.fields[fieldId] !== undefined)
  const { slots, columns: found } = slotsOf(document, result, xField, pivotFields)
  const columns = found.slice(0, mostColumns)
  const drawn = (pivotFields.length === 0 ? [null] : columns).flatMap((column) =>
    yFields.map((fieldId) => ({ column, fieldId, ...settingsFor({ settings, fieldId, column, xField }) })),
  )
  const valueColors = stableColors(columns.map(({ key }) => key))
  const modelColors = dimensionColors(result.fields[pivotFields[0] ?? ''])
  const series = drawn.map(({ column, fieldId, settings, isOwn }, position): DrawnSeries => {
    const label = labelOf(result.fields[fieldId], fieldId)
    const byValue =
      column === null || yFields.length > 1 ? undefined : (safeColor(ownValue(modelColors, String(column.values[0]?.cell.raw))) ?? valueColors.get(column.key))
    const automatic = column === null ? (settings.name ?? label) : pivotedName(result, column, yFields.length > 1 ? (settings.name ?? label) : undefined)
    return {
      settings,
      fieldId,
      name: (isOwn ? settings.name : undefined) ?? automatic,
      color: (isOwn ? safeColor(settings.color) : undefined) ?? byValue ?? colorAt(position),
      values: slots.map((slot) => numberOf(cellOf(slot.rowAt(column), fieldId))),
      rowAt: (place) => slots[place]?.rowAt(column),
    }
  })
  return {
    xField,
    categories: slots.map(({ cell }) => cell),
    names: slots.map(({ cell }) => drawnText(result, xField, cell)),
    unended: slots.findIndex(({ cell }) => isCurrentPeriod(result, xField, cell)),
    series: withOwnNames(series.filter(({ settings }) => settings.hidden !== true)),
    omitted: found.length - columns.length,
  }
}

type Wanted = { settings: readonly CartesianSeries[]; fieldId: string; column: PivotValue | null; xField: string }

/** The settings written for exactly this series, else those of its field as a model. */
function settingsFor({ settings, fieldId, column, xField }: Wanted): { settings: CartesianSeries; isOwn: boolean } {
  const ofField = settings.filter(({ encode }) => encode.yRef.field === fieldId)
  const plain = ofField.find(({ encode }) => encode.yRef.pivotValues === undefined)
  if (column === null) return { settings: plain ?? ofField[0] ?? modelOf(settings, fieldId, xField), isOwn: true }
  const own = ofField.find(({ encode: { yRef } }) => yRef.pivotValues !== undefined && isColumn(yRef.pivotValues, column))
  if (own !== undefined) return { settings: own, isOwn: true }
  const model = plain ?? ofField[0] ?? modelOf(settings, fieldId, xField)
  // A hidden value of the pivot says nothing about its neighbours.
  const { hidden, ...shown } = model
  return { settings: plain !== undefined && hidden === true ? model : shown, isOwn: false }
}

const isColumn = (wanted: readonly { field: string; value: unknown }[], column: PivotValue): boolean =>
  column.values.every(({ field, cell }) => wanted.some((each) => each.field === field && (each.value === cell.raw || String(each.value) === cell.formatted)))

const modelOf = ([first]: readonly CartesianSeries[], fieldId: string, xField: string): CartesianSeries => ({
  type: first?.type ?? 'bar',
  ...(first?.areaStyle === undefined ? {} : { areaStyle: first.areaStyle }),
  ...(first?.stack === undefined ? {} : { stack: first.stack }),
  encode: { xRef: { field: xField }, yRef: { field: fieldId } },
})

function pivotedName(result: ChartResult, { values }: PivotValue, label: string | undefined): string {
  const value = values.map(({ field, cell }) => drawnText(result, field, cell)).join(' · ')
  return label === undefined ? value : `${value} · ${label}`
}

/** The legend knows series by name: equal names are numbered. */
function withOwnNames(series: DrawnSeries[]): DrawnSeries[] {
  const seen = new Map<string, number>()
  return series.map((each) => {
    const count = (seen.get(each.name) ?? 0) + 1
    seen.set(each.name, count)
    return count === 1 ? each : { ...each, name: `${each.name} (${count})` }
  })
}

const labelOf = (item: Item | undefined, fieldId: string): string => (item === undefined ? fieldId : getItemLabel(item))

/** Colours that the model gives to values of a dimension. */
export const dimensionColors = (item: Item | undefined): Record<string, string> => (item as Partial<CompiledDimension> | undefined)?.colors ?? {}
