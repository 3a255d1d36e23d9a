import type { ChartDocument, ChartResult } from '@atrium/documents'
import { getItemType } from '@atrium/semantic'

/**
 * Rows as a chart over time wants them: oldest first, whatever order the table is in. Other charts keep the order of the
 * query. Rows without a date come first, as they do in an ascending sort.
 */
export function chronological(document: ChartDocument, result: ChartResult): ChartResult {
  const { chartConfig, metricQuery } = document
  if (chartConfig.type !== 'cartesian') return result
  const xField = chartConfig.config?.layout.xField ?? metricQuery.dimensions[0]
  const item = xField === undefined ? undefined : result.fields[xField]
  if (xField === undefined || item === undefined) return result
  const type = getItemType(item)
  if (type !== 'date' && type !== 'timestamp') return result
  const at = (row: ChartResult['rows'][number]): string => {
    const raw = row[xField]?.value.raw
    return typeof raw === 'string' ? raw : ''
  }
  return { ...result, rows: result.rows.toSorted((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0)) }
}
