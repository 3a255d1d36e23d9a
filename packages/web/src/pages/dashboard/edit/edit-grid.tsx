import type { DashboardEdit, DashboardTab, DashboardTile } from '@atrium/documents'
import { ActionIcon } from '@mantine/core'
import { IconArrowsMove } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useGridEdit } from '../../../components/grid/use-grid-edit.ts'
import { tileHeight, tileName } from '../../../dashboard/tile-name.ts'
import { ChartTile } from '../chart-tile.tsx'
import classes from '../dashboard.module.css'
import { PlainTile } from '../plain-tile.tsx'
import { SqlTile } from '../sql-tile.tsx'
import { notAsked, notAskedSql } from '../tile-content.tsx'
import { useTilesInView } from '../use-tiles-in-view.ts'
import type { TileRuns } from '../use-tile-results.ts'
import { EditTileMenu } from './edit-tile-menu.tsx'

type Props = {
  tiles: readonly DashboardTile[]
  tabs: readonly DashboardTab[]
  runs: TileRuns
  /** Why charts do not load. */ waiting: string | null
  onEdit: (edit: DashboardEdit) => void
}
const noop = (): void => undefined

/** The tiles with handles: dragged by pointer, stepped with the arrow keys (with Shift: resized). */
export function EditGrid({ tiles, tabs, runs, waiting, onEdit }: Props) {
  const { t } = useTranslation()
  const { grid, placed, handle, sizer } = useGridEdit(tiles, (places) => onEdit({ type: 'place-tiles', places }))
  useTilesInView(
    grid,
    tiles.map(({ uuid }) => uuid),
    runs.see,
  )

  return (
    <div className={classes['grid']} ref={grid}>
      {placed.map((tile) => {
        const style = {
          gridColumn: `${tile.x + 1} / span ${tile.w}`,
          gridRow: `${tile.y + 1} / span ${tile.h}`,
          '--tile-height': `${tileHeight(tile.h)}px`,
        } as CSSProperties
        const name = tileName(tile, t('dashboard.tile.untitled'))
        const actions = (
          <>
            <ActionIcon
              size={26}
              className={classes['handle'] ?? ''}
              aria-label={t('dashboard.editing.move', { name })}
              title={t('dashboard.editing.moveHint')}
              {...handle(tile.uuid)}
            >
              <IconArrowsMove size={15} />
            </ActionIcon>
            <EditTileMenu tile={tile} name={name} tiles={tiles} tabs={tabs} onEdit={onEdit} />
          </>
        )
        const chartUuid = tile.type === 'saved_chart' ? tile.properties.savedChartUuid : null
        return (
          <div key={tile.uuid} className={`${classes['cell']} ${classes['editing']}`} data-tile={tile.uuid} style={style}>
            {tile.type === 'saved_chart' && chartUuid !== null ? (
              <ChartTile
                tile={tile}
                chartUuid={chartUuid}
                waiting={waiting}
                {...(runs.byTile.get(tile.uuid) ?? notAsked)}
                onRefresh={(tileUuid, force) => runs.refresh({ force, tileUuid })}
                onCancel={(tileUuid) => runs.cancel(tileUuid)}
                onFullScreen={noop}
                actions={actions}
              />
            ) : tile.type === 'sql_chart' && tile.properties.savedSqlUuid !== null ? (
              <SqlTile
                tile={tile}
                chartUuid={tile.properties.savedSqlUuid}
                {...(runs.bySqlTile.get(tile.uuid) ?? notAskedSql)}
                onRefresh={(tileUuid, force) => runs.refresh({ force, tileUuid })}
                onCancel={(tileUuid) => runs.cancel(tileUuid)}
                onFullScreen={noop}
                actions={actions}
              />
            ) : (
              <PlainTile tile={tile} actions={actions} />
            )}
            <div className={classes['sizer']} aria-hidden {...sizer(tile.uuid)} />
          </div>
        )
      })}
    </div>
  )
}
