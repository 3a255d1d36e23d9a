import type { ChartDocument } from '../chart/chart-document.ts'
import { valueFieldsOf } from '../chart/value-fields.ts'
import type { ChartPointSource, ChartResult } from '../result/chart-result.ts'
import { bigNumberField } from './big-number-model.ts'
import { cartesianData } from './cartesian-series.ts'
import { pieGroupFields, pieGroupOf, pieParts } from './pie-option.ts'
import { valueFieldOf } from './parts.ts'

/** Where a mark is in the option: in its series, or, as a name, on the axis of names. */
export type MarkPlace = { seriesIndex: number; dataIndex: number; isName?: boolean }

/**
 * The row and field behind a mark, by its place in the option that `buildChartOption` made of the same document and
 * result. `null` where there is no single row: an empty bucket, a slice of several rows, a label.
 */
export function pointOfChart(document: ChartDocument, result: ChartResult, place: MarkPlace): ChartPointSource | null {
  switch (document.chartConfig.type) {
    case 'cartesian': {
      const data = cartesianData(document, result)
      if (place.isName === true) {
        const row = data.series.map(({ rowAt }) => rowAt(place.dataIndex)).find((each) => each !== undefined)
        return row === undefined ? null : { fieldId: data.xField, row }
      }
      const series = data.series[place.seriesIndex]
      const row = series?.rowAt(place.dataIndex)
      return series === undefined || row === undefined ? null : { fieldId: series.fieldId, row }
    }
    case 'pie': {
      const part = pieParts(document, result).parts[place.dataIndex]
      const groups = pieGroupFields(document, result)
      const rows = result.rows.filter((row) => pieGroupOf(groups, row) === part?.key)
      const [row] = rows
      return row === undefined || rows.length > 1 ? null : { fieldId: valueFieldOf(document, result, document.chartConfig.config?.metricId), row }
    }
    case 'funnel': {
      const { config } = document.chartConfig
      const isOfOneRow = config?.dataInput === 'row' || document.metricQuery.dimensions.length === 0
      const fieldId = isOfOneRow
        ? valueFieldsOf(document.metricQuery, result.fields)[place.dataIndex]
        : valueFieldOf(document, result, config?.fieldId ?? config?.metricId)
      const row = result.rows[isOfOneRow ? 0 : place.dataIndex]
      return row === undefined || fieldId === undefined ? null : { fieldId, row }
    }
    case 'big_number': {
      const [row] = result.rows
      return row === undefined ? null : { fieldId: bigNumberField(document), row }
    }
    case 'table':
    case 'custom':
      return null
  }
}
