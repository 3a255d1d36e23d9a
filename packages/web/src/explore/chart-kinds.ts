import { chartKindOf, defaultChartConfig, type CartesianConfig, type CartesianSeries, type ChartConfig, type ChartKind } from '@atrium/documents'
import { isNumericItem, type FieldId, type ItemsMap, type MetricQuery } from '@atrium/semantic'

/** Kinds in the order of the gallery. */
export const galleryKinds = [
  'vertical_bar',
  'horizontal_bar',
  'line',
  'area',
  'scatter',
  'mixed',
  'pie',
  'funnel',
  'big_number',
  'table',
] as const satisfies readonly ChartKind[]
export type GalleryKind = (typeof galleryKinds)[number]

/** Columns that can be values of a chart: metrics, and calculations that are numbers. */
export const valueFields = (query: MetricQuery, items: ItemsMap): FieldId[] => [
  ...query.metrics,
  ...query.tableCalculations.map(({ name }) => name).filter((name) => isNumericItem(items[name])),
]

type Source = { chart: ChartConfig; query: MetricQuery; items: ItemsMap }

/** The chart as another kind. Fields, stacking, axes and labels are kept where the new kind has them. */
export function withKind({ chart, query, items }: Source, kind: GalleryKind): ChartConfig {
  switch (kind) {
    case 'table':
      return { type: 'table', config: {} }
    case 'big_number':
      return { type: 'big_number', config: selected(query, items) }
    case 'pie':
      return {
        type: 'pie',
        config: { groupFieldIds: query.dimensions.slice(0, 1), ...firstMetric(query, items), showLegend: true, valueLabel: 'outside', showPercentage: true },
      }
    case 'funnel':
      return {
        type: 'funnel',
        config: { dataInput: 'column', ...firstField(query, items), labels: { position: 'right', showValue: true, showPercentage: true } },
      }
    default:
      return { type: 'cartesian', config: withSeriesKind(cartesianOf({ chart, query, items }), kind) }
  }
}

const selected = (query: MetricQuery, items: ItemsMap): { selectedField?: FieldId } => {
  const [selectedField] = valueFields(query, items)
  return selectedField === undefined ? {} : { selectedField }
}
const firstMetric = (query: MetricQuery, items: ItemsMap): { metricId?: FieldId } => {
  const [metricId] = valueFields(query, items)
  return metricId === undefined ? {} : { metricId }
}
const firstField = (query: MetricQuery, items: ItemsMap): { fieldId?: FieldId } => {
  const [fieldId] = valueFields(query, items)
  return fieldId === undefined ? {} : { fieldId }
}

/** The chart's axes and series; made from the query when it has none. */
export function cartesianOf({ chart, query, items }: Source): CartesianConfig {
  if (chart.type === 'cartesian' && chart.config !== undefined) return chart.config
  const automatic = defaultChartConfig(query, items)
  if (automatic.type === 'cartesian' && automatic.config !== undefined) return automatic.config
  const xField = query.dimensions[0] ?? query.metrics[0]
  const yField = valueFields(query, items).filter((fieldId) => fieldId !== xField)
  return {
    layout: { ...(xField === undefined ? {} : { xField }), yField },
    eChartsConfig: { series: yField.map((field) => ({ type: 'bar', encode: { xRef: { field: xField ?? field }, yRef: { field } } })) },
  }
}

function withSeriesKind(config: CartesianConfig, kind: Exclude<GalleryKind, 'table' | 'big_number' | 'pie' | 'funnel'>): CartesianConfig {
  const series = config.eChartsConfig.series ?? []
  const { flipAxes: _, ...layout } = config.layout
  return {
    ...config,
    layout: kind === 'horizontal_bar' ? { ...layout, flipAxes: true } : layout,
    eChartsConfig: {
      ...config.eChartsConfig,
      series: series.map((each, index) => asKind(each, kind === 'mixed' ? (index === 0 ? 'vertical_bar' : 'line') : kind)),
    },
  }
}

/** One series drawn another way. */
export function asKind({ areaStyle: _, ...series }: CartesianSeries, kind: 'vertical_bar' | 'horizontal_bar' | 'line' | 'area' | 'scatter'): CartesianSeries {
  switch (kind) {
    case 'vertical_bar':
    case 'horizontal_bar':
      return { ...series, type: 'bar' }
    case 'area':
      return { ...series, type: 'line', areaStyle: {} }
    case 'line':
    case 'scatter':
      return { ...series, type: kind }
  }
}

/** How one series is drawn. */
export const seriesKindOf = ({ type, areaStyle }: CartesianSeries): 'bar' | 'line' | 'area' | 'scatter' => (areaStyle === undefined ? type : 'area')

/** Kind of a chart as the gallery knows it. */
export const kindOf = (chart: ChartConfig): ChartKind => chartKindOf({ chartConfig: chart })
