import type { Explore, MetricQuery } from '@atrium/semantic'
import type { CartesianConfig, ChartDocument } from '../chart/chart-document.ts'
import { columnOf } from './columns.ts'
import { filterSpecs } from './filters.ts'
import { aliasGrn, specHead, type Spec, type SpecHead } from './spec.ts'

/** A chart as a saved exploration. `explore` null: it is gone, or not the caller's to see; fields go by their ids then. */
export function explorationSpec(document: ChartDocument, head: SpecHead, explore: Explore | null): Spec {
  const { metricQuery: query, tableName } = document
  const filters = filterSpecs(explore, [query.filters.dimensions, query.filters.metrics])
  return {
    ...specHead('saved_exploration', head),
    model: modelOf(query, tableName),
    data: {
      ...axesOf(document, explore),
      ...(filters.length === 0 ? {} : { filters }),
      ...(query.sorts.length === 0
        ? {}
        : { sort: query.sorts.map(({ fieldId, descending }) => ({ ...columnOf(explore, fieldId), order: descending ? 'desc' : 'asc' })) }),
      limit: query.limit,
    },
    visualization: visualizationOf(document),
    atrium: { chart: document },
  }
}

/** The model by its alias; with columns and calculations of the chart's own beside it, if there are some. */
function modelOf(query: MetricQuery, exploreName: string): unknown {
  const modelId = aliasGrn('m', exploreName)
  const cols = [
    ...(query.customDimensions ?? []).flatMap((one) => (one.type === 'sql' ? [{ id: one.id, name: one.name, type: 'attribute', sql: one.sql }] : [])),
    ...(query.additionalMetrics ?? []).map(({ table, name, label, type, sql }) => ({
      id: `${table}_${name}`,
      name: label ?? name,
      type: 'measure',
      aggregate: type,
      sql,
    })),
  ]
  const calculations = query.tableCalculations.map(({ name, displayName, sql }) => ({ id: name, name: displayName, formula: sql }))
  if (cols.length === 0 && calculations.length === 0) return modelId
  return { modelId, ...(cols.length === 0 ? {} : { adhoc: { cols } }), ...(calculations.length === 0 ? {} : { calculations }) }
}

function axesOf({ metricQuery: query, chartConfig, pivotConfig }: ChartDocument, explore: Explore | null): object {
  const column = (fieldId: string): object => columnOf(explore, fieldId)
  const broken = pivotConfig?.columns ?? []
  const shown = query.dimensions.filter((id) => !broken.includes(id))
  switch (chartConfig.type) {
    case 'cartesian': {
      const layout = chartConfig.config?.layout
      const x = layout?.xField ?? shown[0]
      const y = layout?.yField ?? query.metrics
      return {
        ...(x === undefined ? {} : { x: column(x) }),
        y: y.map((fieldId) => ({ ...column(fieldId), ...seriesWords(chartConfig.config, fieldId) })),
        ...(broken[0] === undefined ? {} : { breakout: column(broken[0]) }),
      }
    }
    case 'pie': {
      const [group = query.dimensions[0]] = chartConfig.config?.groupFieldIds ?? []
      const metric = chartConfig.config?.metricId ?? query.metrics[0]
      return { ...(group === undefined ? {} : { breakout: column(group) }), ...(metric === undefined ? {} : { metric: column(metric) }) }
    }
    case 'big_number': {
      const metric = chartConfig.config?.selectedField ?? query.metrics[0]
      return metric === undefined ? {} : { metric: column(metric) }
    }
    case 'funnel':
    case 'custom':
    case 'table':
      return {
        ...(shown.length === 0 ? {} : { rows: shown.map(column) }),
        ...(broken.length === 0 ? {} : { pivotColumns: broken.map(column) }),
        measures: [...query.metrics, ...query.tableCalculations.map(({ name }) => name)].map(column),
      }
  }
}

/** What one series is drawn as, where it is not like the first. */
function seriesWords(config: CartesianConfig | undefined, fieldId: string): object {
  const series = config?.eChartsConfig.series ?? []
  const own = series.find(({ encode }) => encode.yRef.field === fieldId)
  return {
    ...(own?.yAxisIndex === 1 ? { axis: { orient: 'secondary' } } : {}),
    ...(own === undefined || own.type === series[0]?.type ? {} : { markType: own.type }),
  }
}

function visualizationOf({ chartConfig, pivotConfig }: ChartDocument): object {
  switch (chartConfig.type) {
    case 'cartesian': {
      const { layout, eChartsConfig } = chartConfig.config ?? {}
      const [first] = eChartsConfig?.series ?? []
      const isArea = first?.areaStyle !== undefined || first?.type === 'area'
      const chartType = layout?.flipAxes === true ? 'horizontal_bar' : isArea ? 'area' : (first?.type ?? 'bar')
      return {
        chartType,
        ...(first?.stack === undefined ? {} : { stack: 'stack' }),
        ...(eChartsConfig?.legend?.show === undefined ? {} : { legend: eChartsConfig.legend.show ? 'top' : 'none' }),
      }
    }
    case 'pie':
      return { chartType: 'pie', ...(chartConfig.config?.showLegend === undefined ? {} : { legend: chartConfig.config.showLegend ? 'right' : 'none' }) }
    case 'big_number':
      return { chartType: 'single_value' }
    case 'funnel':
      return { chartType: 'funnel_table' }
    case 'custom':
    case 'table':
      return { chartType: (pivotConfig?.columns.length ?? 0) > 0 ? 'pivot' : 'table' }
  }
}
