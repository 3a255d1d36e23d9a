import type { FieldId } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { valueFieldsOf } from '../chart/value-fields.ts'
import type { ChartResult, ResultRow } from '../result/chart-result.ts'
import { cartesianData } from './cartesian-series.ts'
import { pieGroupFields, pieGroupOf, pieParts } from './pie-option.ts'
import { valueFieldOf } from './parts.ts'

/** What a mark of a drawn chart stands for: the field whose number it is, and the row it comes from. */
export type ChartPointSource = { fieldId: FieldId; row: ResultRow }

/**
 * The row and field behind a mark, by its place in the option that `buildChartOption` made of the same document and
 * result. `null` where there is no single row: an empty bucket, a slice of several rows, a label.
 */
export function pointOfChart(document: ChartDocument, result: ChartResult, place: { seriesIndex: number; dataIndex: number }): ChartPointSource | null {
  switch (document.chartConfig.type) {
    case 'cartesian': {
      const series = cartesianData(document, result).series[place.seriesIndex]
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
    case 'table':
    case 'big_number':
    case 'custom':
      return null
  }
}
