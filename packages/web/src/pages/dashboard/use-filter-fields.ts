import type { DashboardTile } from '@atrium/documents'
import type { ItemsMap } from '@atrium/semantic'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { availableFiltersQuery, type AvailableFilters } from '../../api/dashboards.ts'

/** Id of a field, as filters name it. */
export const fieldIdOf = ({ table, name }: { table: string; name: string }): string => `${table}_${name}`

/** The fields that the charts on these tiles can be filtered by, with `asOf` as they were at that moment. `isReady` also when they could not be loaded. */
export function useFilterFields(
  tiles: readonly DashboardTile[],
  asOf?: string,
): { available: AvailableFilters | undefined; items: ItemsMap; isReady: boolean } {
  const text = JSON.stringify(
    tiles.flatMap((tile) =>
      tile.type === 'saved_chart' && tile.properties.savedChartUuid !== null ? [{ tileUuid: tile.uuid, savedChartUuid: tile.properties.savedChartUuid }] : [],
    ),
  )
  const charts = useMemo(() => JSON.parse(text) as { tileUuid: string; savedChartUuid: string }[], [text])
  const { data, isError } = useQuery({ ...availableFiltersQuery(charts, asOf), enabled: charts.length > 0 })
  const items = useMemo((): ItemsMap => Object.fromEntries((data?.allFilterableFields ?? []).map((field) => [fieldIdOf(field), field])), [data])
  return { available: data, items, isReady: charts.length === 0 || data !== undefined || isError }
}
