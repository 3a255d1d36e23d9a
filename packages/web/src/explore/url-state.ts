import { decodeExploreState, encodeExploreState } from '@atrium/documents'
import { columnsOf, emptyExploreState, type ExploreState } from './explore-state.ts'

const parameter = 'create_saved_chart_version'
/** Names the endpoint that the question is to be kept for. */
const endpointParameter = 'endpoint'

/** The explore's part of a query string (`?…` or without `?`); null when there is none. */
export const stateText = (search: string): string | null => new URLSearchParams(search).get(parameter)

/** The endpoint whose question is changed here; null: none is. */
export const endpointInUrl = (search: string): string | null => new URLSearchParams(search).get(endpointParameter)

/** A query string, without `?`, that opens the explore in this state, for an endpoint if one is named. */
export function writeExploreUrl(state: ExploreState, endpoint: string | null = null): string {
  const text = encodeExploreState({
    tableName: state.tableName,
    metricQuery: state.metricQuery,
    tableConfig: { columnOrder: columnsOf(state) },
    ...(state.chartConfig === null ? {} : { chartConfig: state.chartConfig }),
    ...(state.pivotColumns.length === 0 ? {} : { pivotConfig: { columns: state.pivotColumns } }),
  })
  return new URLSearchParams({ ...(endpoint === null ? {} : { [endpointParameter]: endpoint }), [parameter]: text }).toString()
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
