import type { DashboardFilters, DashboardTile } from '@atrium/documents'
import type { ParameterValues, SortField } from '@atrium/semantic'
import { keepPreviousData, queryOptions, useQueries, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { runTile, type DateZoom, type TileResults } from '../../api/dashboards.ts'
import { runSqlChart, type SqlChartResults } from '../../api/sql-charts.ts'

/** The state of one tile with numbers. */
export type TileState<Data = TileResults> = {
  data: Data | undefined
  error: Error | null
  isRunning: boolean
  /** `data` answers earlier filters. */
  isOutdated: boolean
  /** It has come into view and nothing holds it back; without data it was cancelled. */
  isAsked: boolean
}

export type TileRuns = {
  byTile: ReadonlyMap<string, TileState>
  bySqlTile: ReadonlyMap<string, TileState<SqlChartResults>>
  loaded: number
  total: number
  /** Tiles that have come into view, or nearly; those load. */
  see: (tileUuids: readonly string[]) => void
  /** Asks again: one tile, or all that are in view or were. `force` skips kept answers. */
  refresh: (options: { force: boolean; tileUuid?: string }) => void
  cancel: (tileUuid?: string) => void
}

type Options = {
  dashboardUuid: string
  tiles: readonly DashboardTile[]
  filters: DashboardFilters
  dateZoom: DateZoom | null
  parameters: ParameterValues
  /** The order that the viewer gave the rows of a tile, by tile. */
  sorts?: Readonly<Record<string, readonly SortField[]>>
  canRun: boolean
  /** Charts as they were at this moment. */
  asOf?: string | undefined
}

/** Tiles whose next answer must not come from the cache, by uuid. */
const forced = new Set<string>()

/** Whether the next answer of a tile must not come from the cache; asked once. */
const takeForced = (tileUuid: string): boolean => forced.delete(tileUuid)

const keyOf = (dashboardUuid: string, tileUuid: string | undefined): string[] => ['tile', dashboardUuid, ...(tileUuid === undefined ? [] : [tileUuid])]

/** Asks tiles of a dashboard again: one, or all of them. `force` skips kept answers. */
function askAnew(queryClient: QueryClient, { dashboardUuid, force, tileUuid }: { dashboardUuid: string; force: boolean; tileUuid?: string }): void {
  const shown = { queryKey: keyOf(dashboardUuid, tileUuid), type: 'active' } as const
  const found = queryClient
    .getQueryCache()
    .findAll(shown)
    .filter((query) => !query.isDisabled())
  if (force) for (const { queryKey } of found) forced.add(String(queryKey[2]))
  void queryClient.refetchQueries(shown)
}

const asTiles = { staleTime: 5 * 60_000, gcTime: 15 * 60_000, retry: false, placeholderData: keepPreviousData } as const

/** The rows of a SQL tile, for whoever needs them besides the tile itself. */
export const sqlTileQuery = (dashboardUuid: string, tileUuid: string, chartUuid: string, asOf?: string) =>
  queryOptions({
    ...asTiles,
    queryKey: ['tile', dashboardUuid, tileUuid, 'sql', chartUuid, asOf],
    queryFn: ({ signal }) => runSqlChart(chartUuid, { signal, asOf, onDashboard: true, refresh: takeForced(tileUuid) }),
  })
const noSorts: readonly SortField[] = []

/** Runs the charts of the tiles, SQL charts too, each by itself, as soon as it comes into view. */
export function useTileResults({ dashboardUuid, tiles, filters, dateZoom, parameters, sorts = {}, canRun, asOf }: Options): TileRuns {
  const queryClient = useQueryClient()
  const [seen, setSeen] = useState<ReadonlySet<string>>(noneSeen)
  const charts = tiles.flatMap((tile) =>
    tile.type === 'saved_chart' && tile.properties.savedChartUuid !== null ? [{ tileUuid: tile.uuid, chartUuid: tile.properties.savedChartUuid }] : [],
  )
  const sqlCharts = tiles.flatMap((tile) =>
    tile.type === 'sql_chart' && tile.properties.savedSqlUuid !== null ? [{ tileUuid: tile.uuid, chartUuid: tile.properties.savedSqlUuid }] : [],
  )
  const results = useQueries({
    queries: charts.map(({ tileUuid, chartUuid }) => {
      const own = sorts[tileUuid] ?? noSorts
      return {
        ...asTiles,
        queryKey: ['tile', dashboardUuid, tileUuid, chartUuid, filters, dateZoom, parameters, own, asOf],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          runTile({ chartUuid, dashboardUuid, tileUuid, filters, dateZoom, parameters, sorts: own, asOf }, { signal, refresh: takeForced(tileUuid) }),
        enabled: canRun && seen.has(tileUuid),
      }
    }),
  })
  const sqlResults = useQueries({
    queries: sqlCharts.map(({ tileUuid, chartUuid }) => ({
      ...sqlTileQuery(dashboardUuid, tileUuid, chartUuid, asOf),
      // No filter of the dashboard reaches SQL, so none holds it back.
      enabled: seen.has(tileUuid),
    })),
  })
  const see = useCallback((tileUuids: readonly string[]) => setSeen((before) => withSeen(before, tileUuids)), [])
  const refresh = useCallback<TileRuns['refresh']>((options) => askAnew(queryClient, { dashboardUuid, ...options }), [queryClient, dashboardUuid])
  const cancel = useCallback((tileUuid?: string) => void queryClient.cancelQueries({ queryKey: keyOf(dashboardUuid, tileUuid) }), [queryClient, dashboardUuid])
  const byTile = new Map(charts.map(({ tileUuid }, place) => [tileUuid, stateOf(results[place], canRun && seen.has(tileUuid))]))
  const bySqlTile = new Map(sqlCharts.map(({ tileUuid }, place) => [tileUuid, stateOf(sqlResults[place], seen.has(tileUuid))]))
  const loaded = [...results, ...sqlResults].filter((result) => !result.isFetching && (result.isSuccess || result.isError)).length
  return { byTile, bySqlTile, loaded, total: charts.length + sqlCharts.length, see, refresh, cancel }
}

const noneSeen: ReadonlySet<string> = new Set()

function withSeen(before: ReadonlySet<string>, tileUuids: readonly string[]): ReadonlySet<string> {
  const fresh = tileUuids.filter((uuid) => !before.has(uuid))
  return fresh.length === 0 ? before : new Set([...before, ...fresh])
}

const stateOf = <Data>(result: UseQueryResult<Data> | undefined, isAsked: boolean): TileState<Data> => ({
  data: result?.data,
  error: result?.isError === true ? result.error : null,
  isRunning: result?.isFetching === true,
  isOutdated: result?.isPlaceholderData === true,
  isAsked,
})
