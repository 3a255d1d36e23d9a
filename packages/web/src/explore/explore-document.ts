import { defaultChartConfig, type ChartDocument } from '@atrium/documents'
import type { ItemsMap } from '@atrium/semantic'
import { chartForQuery } from './chart-for-query.ts'
import { columnsOf, type ExploreState } from './explore-state.ts'

/** What is saved and drawn: the explore with its chart spelled out, also when it is chosen automatically. */
export function documentOf(state: ExploreState, items: ItemsMap): ChartDocument {
  const { tableName, metricQuery, pivotColumns } = state
  return {
    tableName,
    metricQuery,
    chartConfig: state.chartConfig === null ? defaultChartConfig(metricQuery, items) : chartForQuery(state.chartConfig, metricQuery, items),
    tableConfig: { columnOrder: columnsOf(state) },
    ...(pivotColumns.length === 0 ? {} : { pivotConfig: { columns: pivotColumns } }),
  }
}

/** A saved chart as explore state. */
export function stateOf(document: ChartDocument): ExploreState {
  return {
    tableName: document.tableName,
    metricQuery: { ...document.metricQuery, exploreName: document.tableName },
    columnOrder: document.tableConfig.columnOrder,
    chartConfig: document.chartConfig,
    pivotColumns: document.pivotConfig?.columns ?? [],
  }
}
