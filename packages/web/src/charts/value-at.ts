import type { ChartDocument, ChartResult, ResultRow } from '@atrium/documents'
import type { ChartPoint } from './echart.tsx'

/** The number behind a mark: its row and its field. */
export type ChartValue = { row: ResultRow; fieldId: string }

/**
 * What a clicked mark stands for; null where that is not one cell of the answer: pivoted series, several rows at one
 * place of the axis, steps of a funnel from columns.
 */
export function valueAt(
  document: ChartDocument,
  result: ChartResult,
  { dataIndex, seriesIndex, name }: Pick<ChartPoint, 'dataIndex' | 'seriesIndex' | 'name'>,
): ChartValue | null {
  const { chartConfig, metricQuery, pivotConfig } = document
  const at = (row: ResultRow | undefined, fieldId: string | undefined): ChartValue | null =>
    row === undefined || fieldId === undefined ? null : { row, fieldId }
  switch (chartConfig.type) {
    case 'cartesian': {
      const xField = chartConfig.config?.layout.xField
      if ((pivotConfig?.columns ?? []).some((fieldId) => fieldId !== xField)) return null
      const series = chartConfig.config?.eChartsConfig.series ?? []
      const isHidden = (fieldId: string): boolean => series.find(({ encode }) => encode.yRef.field === fieldId)?.hidden === true
      const yFields = (chartConfig.config?.layout.yField ?? series.map(({ encode }) => encode.yRef.field)).filter((fieldId) => !isHidden(fieldId))
      // The axis may be in another order than the rows, so a row is known by its name there.
      const found = result.rows.filter((row) => xField !== undefined && row[xField]?.value.formatted === name)
      return found.length === 1 ? at(found[0], yFields[seriesIndex]) : null
    }
    case 'pie':
      return at(result.rows[dataIndex], chartConfig.config?.metricId ?? metricQuery.metrics[0])
    case 'funnel':
      return chartConfig.config?.dataInput === 'row' || metricQuery.dimensions.length === 0
        ? null
        : at(result.rows[dataIndex], chartConfig.config?.fieldId ?? metricQuery.metrics[0])
    case 'table':
    case 'big_number':
    case 'custom':
      return null
  }
}
