import { dashboardChanges, type DashboardDocument, type DashboardTile } from '@atrium/documents'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PlanSketch, standsElsewhere, type PlanMark } from '../../../components/grid/plan-sketch.tsx'
import { tileName } from '../../../dashboard/tile-name.ts'
import { orderedTabs, tilesOfTab } from '../../../dashboard/tiles-of-tab.ts'

type Props = { document: DashboardDocument; other: DashboardDocument; /** What it is called that a tile is here alone. */ marks: 'added' | 'removed' }

/** A dashboard as a small plan of its tiles, with what is different in another state of it. */
export function LayoutSketch({ document, other, marks }: Props) {
  const { t } = useTranslation()
  const changed = new Set(dashboardChanges(other, document).flatMap((change) => (change.what === 'tile_changed' ? [change.tile.uuid] : [])))
  if (document.tiles.length === 0) return <Text size="sm">{t('difference.noTiles')}</Text>
  const markOf = (tile: DashboardTile): PlanMark | null => {
    const twin = other.tiles.find(({ uuid }) => uuid === tile.uuid)
    if (twin === undefined) return marks
    if (changed.has(tile.uuid)) return 'changed'
    return standsElsewhere(tile, twin) ? 'moved' : null
  }
  return (
    <PlanSketch
      tabs={orderedTabs(document)}
      tilesOf={(tab) => tilesOfTab(document, tab)}
      nameOf={(tile) => tileName(tile, t('dashboard.tile.untitled'))}
      markOf={markOf}
    />
  )
}
