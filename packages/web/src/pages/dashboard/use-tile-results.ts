import type { DashboardFilters, DashboardTile } from '@atrium/documents'
import type { ParameterValues } from '@atrium/semantic'
import { keepPreviousData, useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { runTile, type DateZoom, type TileResults } from '../../api/dashboards.ts'

/** The state of one chart tile. */
export type TileState = {
  data: TileResults | undefined
  error: Error | null
  isRunning: boolean
  /** `data` answers earlier filters. */
  isOutdated: boolean
}

export type TileRuns = {
  byTile: ReadonlyMap<string, TileState>
  loaded: number
  total: number
  /** Asks again: one tile, or all of them. `force` skips kept answers. */
  refresh: (options: { force: boolean; tileUuid?: string }) => void
  cancel: (tileUuid?: string) => void
}

type Options = {
  dashboardUuid: string
  tiles: readonly DashboardTile[]
  filters: DashboardFilters
  dateZoom: DateZoom | null
  parameters: ParameterValues
  canRun: boolean
}

/** Tiles whose next answer must not come from the cache, by uuid. */
const forced = new Set<string>()

/** Whether the next answer of a tile must not come from the cache; asked once. */
export const takeForced = (tileUuid: string): boolean => forced.delete(tileUuid)

const keyOf = (dashboardUuid: string, tileUuid: string | undefined): string[] => ['tile', dashboardUuid, ...(tileUuid === undefined ? [] : [tileUuid])]

/** Asks tiles of a dashboard again: one, or all of them. `force` skips kept answers. */
export function askAnew(queryClient: QueryClient, { dashboardUuid, force, tileUuid }: { dashboardUuid: string; force: boolean; tileUuid?: string }): void {
  const shown = { queryKey: keyOf(dashboardUuid, tileUuid), type: 'active' } as const
  if (force) for (const { queryKey } of queryClient.getQueryCache().findAll(shown)) forced.add(String(queryKey[2]))
  void queryClient.refetchQueries(shown)
}

/** Runs the charts of the tiles, each by itself and all at once. */
export function useTileResults({ dashboardUuid, tiles, filters, dateZoom, parameters, canRun }: Options): TileRuns {
  const queryClient = useQueryClient()
  const charts = tiles.flatMap((tile) =>
    tile.type === 'saved_chart' && tile.properties.savedChartUuid !== null ? [{ tileUuid: tile.uuid, chartUuid: tile.properties.savedChartUuid }] : [],
  )
  const results = useQueries({
    queries: charts.map(({ tileUuid, chartUuid }) => ({
      queryKey: ['tile', dashboardUuid, tileUuid, chartUuid, filters, dateZoom, parameters],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        runTile({ chartUuid, dashboardUuid, tileUuid, filters, dateZoom, parameters }, { signal, refresh: takeForced(tileUuid) }),
      enabled: canRun,
      staleTime: 5 * 60_000,
      gcTime: 15 * 60_000,
      retry: false,
      placeholderData: keepPreviousData,
    })),
  })
  const refresh = useCallback<TileRuns['refresh']>((options) => askAnew(queryClient, { dashboardUuid, ...options }), [queryClient, dashboardUuid])
  const cancel = useCallback((tileUuid?: string) => void queryClient.cancelQueries({ queryKey: keyOf(dashboardUuid, tileUuid) }), [queryClient, dashboardUuid])
  const byTile = new Map(
    charts.map(({ tileUuid }, index): [string, TileState] => {
      const result = results[index]
      return [
        tileUuid,
        {
          data: result?.data,
          error: result?.isError === true ? result.error : null,
          isRunning: result?.isFetching === true,
          isOutdated: result?.isPlaceholderData === true,
        },
      ]
    }),
  )
  const loaded = results.filter((result) => !result.isFetching && (result.isSuccess || result.isError)).length
  return { byTile, loaded, total: charts.length, refresh, cancel }
}
