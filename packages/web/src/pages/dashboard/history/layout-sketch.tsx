import { compactTiles, dashboardChanges, type DashboardDocument, type DashboardTile } from '@atrium/documents'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { tileName } from '../../../dashboard/tile-name.ts'
import { orderedTabs, tilesOfTab } from '../../../dashboard/tiles-of-tab.ts'
import classes from './layout-sketch.module.css'

type Mark = 'added' | 'removed' | 'changed' | 'moved'
type Props = { document: DashboardDocument; other: DashboardDocument; /** What it is called that a tile is here alone. */ marks: 'added' | 'removed' }

/** A dashboard as a small plan of its tiles, with what is different in another state of it. */
export function LayoutSketch({ document, other, marks }: Props) {
  const { t } = useTranslation()
  const changed = new Set(dashboardChanges(other, document).flatMap((change) => (change.what === 'tile_changed' ? [change.tile.uuid] : [])))
  const tabs = orderedTabs(document)
  if (document.tiles.length === 0) return <Text size="sm">{t('difference.noTiles')}</Text>
  return (tabs.length === 0 ? [null] : tabs).map((tab) => (
    <div key={tab?.uuid ?? ''}>
      {tab !== null && (
        <Text size="xs" fw={500} mt={4}>
          {t('difference.tabOf', { name: tab.name })}
        </Text>
      )}
      <ul className={classes['plan']}>
        {compactTiles(tilesOfTab(document, tab?.uuid ?? null)).map((tile) => {
          const mark = markOf(tile, other, changed, marks)
          return (
            <li
              key={tile.uuid}
              className={classes['tile']}
              data-mark={mark ?? undefined}
              style={{ gridColumn: `${tile.x + 1} / span ${tile.w}`, gridRow: `${tile.y + 1} / span ${tile.h}` }}
            >
              <span className={classes['name']}>{tileName(tile, t('dashboard.tile.untitled'))}</span>
              {mark !== null && <span className={classes['mark']}>{t(`difference.tile.${mark}`)}</span>}
            </li>
          )
        })}
      </ul>
    </div>
  ))
}

function markOf(tile: DashboardTile, other: DashboardDocument, changed: ReadonlySet<string>, alone: 'added' | 'removed'): Mark | null {
  const twin = other.tiles.find(({ uuid }) => uuid === tile.uuid)
  if (twin === undefined) return alone
  if (changed.has(tile.uuid)) return 'changed'
  const isMoved = twin.x !== tile.x || twin.y !== tile.y || twin.w !== tile.w || twin.h !== tile.h || (twin.tabUuid ?? null) !== (tile.tabUuid ?? null)
  return isMoved ? 'moved' : null
}
