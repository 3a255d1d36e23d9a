import type { ChartDocument, ChartResult, ResultRow } from '@atrium/documents'
import { chronological } from './chronological.ts'
import type { ChartPoint } from './echart.tsx'

/** The number behind a mark: its row and its field. */
export type ChartValue = { row: ResultRow; fieldId: string }

/** What a clicked mark stands for; null where one mark is not one cell (pivoted series, steps of a funnel from columns). */
export function valueAt(document: ChartDocument, result: ChartResult, { dataIndex, seriesIndex }: Pick<ChartPoint, 'dataIndex' | 'seriesIndex'>): ChartValue | null {
  const { chartConfig, metricQuery, pivotConfig } = document
  const at = (row: ResultRow | undefined, fieldId: string | undefined): ChartValue | null => (row === undefined || fieldId === undefined ? null : { row, fieldId })
  switch (chartConfig.type) {
    case 'cartesian': {
      const xField = chartConfig.config?.layout.xField
      if ((pivotConfig?.columns ?? []).some((fieldId) => fieldId !== xField)) return null
      const series = chartConfig.config?.eChartsConfig.series ?? []
      const isHidden = (fieldId: string): boolean => series.find(({ encode }) => encode.yRef.field === fieldId)?.hidden === true
      const yFields = (chartConfig.config?.layout.yField ?? series.map(({ encode }) => encode.yRef.field)).filter((fieldId) => !isHidden(fieldId))
      return at(chronological(document, result).rows[dataIndex], yFields[seriesIndex])
    }
    case 'pie':
      return at(result.rows[dataIndex], chartConfig.config?.metricId ?? metricQuery.metrics[0])
    case 'funnel':
      return chartConfig.config?.dataInput === 'row' || metricQuery.dimensions.length === 0 ? null : at(result.rows[dataIndex], chartConfig.config?.fieldId ?? metricQuery.metrics[0])
    case 'table':
    case 'big_number':
    case 'custom':
      return null
  }
}
