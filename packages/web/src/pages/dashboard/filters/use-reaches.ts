import type { DashboardFilterRule } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import { typeOfRule } from '../../../dashboard/effective-filters.ts'
import { reachOf, type TileReach } from '../../../dashboard/filter-targets.ts'
import { tileName } from '../../../dashboard/tile-name.ts'
import { orderedTabs, tilesOfTab } from '../../../dashboard/tiles-of-tab.ts'
import { useDashboard } from '../dashboard-context.ts'

export type NamedReach = { tileUuid: string; name: string; /** Absent without tabs. */ tabName?: string; reach: TileReach }

/** How a filter reaches each chart of the dashboard, tab by tab. Empty until the fields are known. */
export function useReaches(rule: DashboardFilterRule): NamedReach[] {
  const { t } = useTranslation()
  const { tiles, tabs, items, available } = useDashboard()
  if (available === undefined) return []
  const type = typeOfRule(rule, items)
  const groups =
    tabs.length === 0
      ? [{ tiles }]
      : orderedTabs({ tabs: [...tabs] }).map(({ uuid, name }) => ({ tabName: name, tiles: tilesOfTab({ tabs: [...tabs], tiles: [...tiles] }, uuid) }))
  return groups.flatMap(({ tiles: shown, ...tab }) =>
    shown.flatMap((tile) => {
      if (tile.type !== 'saved_chart' || tile.properties.savedChartUuid === null) return []
      const own = (available.savedQueryFilters[tile.uuid] ?? []).flatMap((place) => available.allFilterableFields[place] ?? [])
      return [{ tileUuid: tile.uuid, name: tileName(tile, t('dashboard.tile.untitled')), ...tab, reach: reachOf(rule, tile.uuid, own, type) }]
    }),
  )
}
