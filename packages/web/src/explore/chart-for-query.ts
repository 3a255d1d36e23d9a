import { defaultChartConfig, type CartesianConfig, type ChartConfig } from '@atrium/documents'
import type { FieldId, ItemsMap, MetricQuery } from '@atrium/semantic'

/**
 * A chosen chart that fits the query as it is now: series and axes of fields that are gone are left out. When nothing is
 * left to draw, the chart the query would get by itself.
 */
export function chartForQuery(chart: ChartConfig, query: MetricQuery, items: ItemsMap): ChartConfig {
  if (chart.type !== 'cartesian' || chart.config === undefined) return chart
  const known = new Set<FieldId>([...query.dimensions, ...query.metrics, ...query.tableCalculations.map(({ name }) => name)])
  if (known.size === 0) return chart
  const { layout, eChartsConfig } = chart.config
  const yField = layout.yField?.filter((fieldId) => known.has(fieldId)) ?? []
  const hasX = layout.xField === undefined || known.has(layout.xField)
  const xField = hasX ? layout.xField : query.dimensions.find((fieldId) => !yField.includes(fieldId))
  if (yField.length === 0 || xField === undefined) return defaultChartConfig(query, items)
  if (hasX && yField.length === layout.yField?.length) return chart
  const series = eChartsConfig.series
    ?.filter(({ encode }) => known.has(encode.yRef.field))
    .map((each) => ({ ...each, encode: { ...each.encode, xRef: hasX ? each.encode.xRef : { field: xField } } }))
  const config: CartesianConfig = {
    ...chart.config,
    layout: { ...layout, xField, yField },
    eChartsConfig: { ...eChartsConfig, ...(series === undefined ? {} : { series }) },
  }
  return { ...chart, config }
}
