import { decodeExploreState, encodeExploreState } from '@atrium/documents'
import { columnsOf, emptyExploreState, type ExploreState } from './explore-state.ts'

const parameter = 'create_saved_chart_version'

/** The explore's part of a query string (`?…` or without `?`); null when there is none. */
export const stateText = (search: string): string | null => new URLSearchParams(search).get(parameter)

/** A query string, without `?`, that opens the explore in this state. */
export function writeExploreUrl(state: ExploreState): string {
  const text = encodeExploreState({
    tableName: state.tableName,
    metricQuery: state.metricQuery,
    tableConfig: { columnOrder: columnsOf(state) },
    ...(state.chartConfig === null ? {} : { chartConfig: state.chartConfig }),
    ...(state.pivotColumns.length === 0 ? {} : { pivotConfig: { columns: state.pivotColumns } }),
  })
  return new URLSearchParams({ [parameter]: text }).toString()
}

/** The state in such a text. What cannot be understood is left out and told; nothing is thrown. */
export function readExploreUrl(text: string, exploreName: string): { state: ExploreState; problems: readonly string[] } {
  const { state: found, problems } = decodeExploreState(text)
  const empty = emptyExploreState(exploreName)
  if (found === null) return { state: empty, problems }
  return {
    state: {
      tableName: exploreName,
      metricQuery: { ...empty.metricQuery, ...found.metricQuery, exploreName },
      columnOrder: found.tableConfig?.columnOrder ?? [],
      chartConfig: found.chartConfig ?? null,
      pivotColumns: found.pivotConfig?.columns ?? [],
    },
    problems,
  }
}
