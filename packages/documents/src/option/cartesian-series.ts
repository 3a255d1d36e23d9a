import { getItemLabel, type CompiledDimension, type Item } from '@atrium/semantic'
import type { CartesianSeries, ChartDocument } from '../chart/chart-document.ts'
import { cellOf, numberOf, type ChartResult, type CellValue } from '../result/chart-result.ts'
import { pivotRows } from '../result/pivot-rows.ts'

/** One series ready to be drawn: its settings, its name, and a value for each category (or a pair for a scatter). */
export type DrawnSeries = {
  settings: CartesianSeries
  fieldId: string
  name: string
  color: string | undefined
  values: (number | null)[]
}

export type CartesianData = { xField: string; categories: CellValue[]; series: DrawnSeries[] }

/** Categories and values of a cartesian chart. With pivoted fields every value of theirs is a series of its own. */
export function cartesianData(document: ChartDocument, result: ChartResult): CartesianData {
  const config = document.chartConfig.type === 'cartesian' ? document.chartConfig.config : undefined
  const xField = config?.layout.xField ?? document.metricQuery.dimensions[0] ?? document.metricQuery.metrics[0] ?? ''
  const settings = config?.eChartsConfig.series ?? []
  const yFields = config?.layout.yField ?? [...new Set(settings.map((series) => series.encode.yRef.field))]
  const settingsOf = (fieldId: string): CartesianSeries =>
    settings.find((series) => series.encode.yRef.field === fieldId && series.encode.yRef.pivotValues === undefined) ??
    settings.find((series) => series.encode.yRef.field === fieldId) ?? { type: 'bar', encode: { xRef: { field: xField }, yRef: { field: fieldId } } }
  const pivotFields = (document.pivotConfig?.columns ?? []).filter((fieldId) => fieldId !== xField && result.fields[fieldId] !== undefined)

  if (pivotFields.length === 0) {
    return {
      xField,
      categories: result.rows.map((row) => cellOf(row, xField)),
      series: yFields.map((fieldId) => ({
        settings: settingsOf(fieldId),
        fieldId,
        name: settingsOf(fieldId).name ?? labelOf(result.fields[fieldId], fieldId),
        color: settingsOf(fieldId).color,
        values: result.rows.map((row) => numberOf(cellOf(row, fieldId))),
      })),
    }
  }

  const pivot = pivotRows(result, [xField], pivotFields)
  const colors = dimensionColors(result.fields[pivotFields[0] ?? ''])
  const series = pivot.columns.flatMap((column) =>
    yFields.map((fieldId): DrawnSeries => {
      const own = settings.find(
        (each) =>
          each.encode.yRef.field === fieldId &&
          each.encode.yRef.pivotValues?.every(({ field, value }) => column.values.some((found) => found.field === field && found.cell.raw === value)) === true,
      )
      const drawn = own ?? settingsOf(fieldId)
      const value = column.values.map(({ cell }) => cell.formatted).join(' · ')
      return {
        settings: drawn,
        fieldId,
        name: own?.name ?? (yFields.length === 1 ? value : `${value} · ${labelOf(result.fields[fieldId], fieldId)}`),
        color: own?.color ?? (yFields.length === 1 ? colors[String(column.values[0]?.cell.raw)] : undefined),
        values: pivot.index.map(({ key }) => numberOf(cellOf(pivot.at(key, column.key), fieldId))),
      }
    }),
  )
  return { xField, categories: pivot.index.map(({ cells }) => cells[0] ?? { raw: null, formatted: '∅' }), series }
}

const labelOf = (item: Item | undefined, fieldId: string): string => (item === undefined ? fieldId : getItemLabel(item))

/** Colours that the model gives to values of a dimension. */
export const dimensionColors = (item: Item | undefined): Record<string, string> => (item as Partial<CompiledDimension> | undefined)?.colors ?? {}
