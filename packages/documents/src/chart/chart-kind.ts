import type { ChartDocument } from './chart-document.ts'

/** What a chart is called in lists. */
export type ChartKind = 'line' | 'horizontal_bar' | 'vertical_bar' | 'scatter' | 'area' | 'mixed' | 'pie' | 'table' | 'big_number' | 'funnel' | 'custom'

/** Kind of a chart, from its configuration alone. */
export function chartKindOf({ chartConfig }: Pick<ChartDocument, 'chartConfig'>): ChartKind {
  if (chartConfig.type !== 'cartesian') return chartConfig.type
  const config = chartConfig.config
  const kinds = new Set(
    (config?.eChartsConfig.series ?? []).filter((series) => series.hidden !== true).map((series) => (series.areaStyle === undefined ? series.type : 'area')),
  )
  if (kinds.size > 1) return 'mixed'
  const [kind = 'bar'] = kinds
  if (kind !== 'bar') return kind
  return config?.layout.flipAxes === true ? 'horizontal_bar' : 'vertical_bar'
}
