import type { CartesianSeries, ChartConfig, ChartDocument } from '../chart/chart-document.ts'
import type { QueryDraft } from './query-draft.ts'

export type Shape = 'table' | 'bar' | 'row' | 'line' | 'area' | 'scatter' | 'pie' | 'donut' | 'big_number' | 'funnel'

export type Drawing = {
  shape: Shape
  /** The dimension along the axis; the first one when absent. */
  x?: string
  stacked?: boolean
  xLabel?: string
  yLabel?: string
  showLegend?: boolean
  /** Colors by metric. */
  colors?: Readonly<Record<string, string>>
}

/** The chart of a finished draft. What the shape cannot show is noted, and a table is drawn where it can show nothing. */
export function drawChart(draft: QueryDraft, drawing: Drawing): ChartDocument {
  const { query } = draft
  const x = drawing.x ?? query.dimensions[0]
  const others = query.dimensions.filter((id) => id !== x)
  const [metric] = query.metrics
  const shape = fitting(draft, drawing.shape)
  const isCartesian = ['bar', 'row', 'line', 'area', 'scatter'].includes(shape)
  if (isCartesian && others.length > 1) draft.notes.push(`${others.length} dimensions beside the axis are drawn as one series each.`)
  return {
    tableName: query.exploreName,
    metricQuery: query,
    chartConfig: configOf(shape, { ...drawing, x, metric, metrics: query.metrics }),
    tableConfig: { columnOrder: [...query.dimensions, ...query.metrics] },
    ...(isCartesian && others.length > 0 ? { pivotConfig: { columns: others } } : {}),
  }
}

function fitting({ query, notes }: QueryDraft, shape: Shape): Shape {
  const needsMetric = shape !== 'table' && query.metrics.length === 0
  const needsDimension = !['table', 'big_number'].includes(shape) && query.dimensions.length === 0
  if (!needsMetric && !needsDimension) return shape
  const isNumber = !needsMetric && query.metrics.length === 1
  notes.push(`Nothing is left to draw a ${shape.replace('_', ' ')} chart of: ${isNumber ? 'the number' : 'a table'} is shown.`)
  return isNumber ? 'big_number' : 'table'
}

type Drawn = Omit<Drawing, 'x'> & { metric: string | undefined; metrics: readonly string[]; x: string | undefined }

function configOf(shape: Shape, drawn: Drawn): ChartConfig {
  const { x, metric, metrics } = drawn
  switch (shape) {
    case 'table':
      return { type: 'table', config: {} }
    case 'big_number':
      return { type: 'big_number', config: metric === undefined ? {} : { selectedField: metric } }
    case 'pie':
    case 'donut':
      return {
        type: 'pie',
        config: {
          groupFieldIds: x === undefined ? [] : [x],
          ...(metric === undefined ? {} : { metricId: metric }),
          isDonut: shape === 'donut',
          showLegend: drawn.showLegend ?? true,
        },
      }
    case 'funnel':
      return {
        type: 'funnel',
        config: { ...(x === undefined ? {} : { fieldId: x }), ...(metric === undefined ? {} : { metricId: metric }), dataInput: 'column' },
      }
    case 'bar':
    case 'row':
    case 'line':
    case 'area':
    case 'scatter':
      return {
        type: 'cartesian',
        config: {
          layout: { ...(x === undefined ? {} : { xField: x }), yField: [...metrics], flipAxes: shape === 'row' },
          eChartsConfig: {
            series: metrics.map((field) => seriesOf(shape, field, drawn)),
            ...(drawn.xLabel === undefined ? {} : { xAxis: [{ name: drawn.xLabel }] }),
            ...(drawn.yLabel === undefined ? {} : { yAxis: [{ name: drawn.yLabel }] }),
            ...(drawn.showLegend === undefined ? {} : { legend: { show: drawn.showLegend } }),
          },
        },
      }
  }
}

function seriesOf(shape: 'bar' | 'row' | 'line' | 'area' | 'scatter', field: string, { x = '', stacked, colors }: Drawn): CartesianSeries {
  const color = colors?.[field]
  return {
    type: shape === 'row' ? 'bar' : shape === 'area' ? 'line' : shape,
    encode: { xRef: { field: x }, yRef: { field } },
    ...(shape === 'area' ? { areaStyle: {} } : {}),
    ...(stacked === true ? { stack: 'stack' } : {}),
    ...(color === undefined ? {} : { color }),
  }
}
