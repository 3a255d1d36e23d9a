import { compactTiles, gridColumns, stepTile, type DashboardEdit, type DashboardTab, type DashboardTile, type TileStep } from '@atrium/documents'
import { ActionIcon } from '@mantine/core'
import { IconArrowsMove } from '@tabler/icons-react'
import { useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
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
type Drag = { uuid: string; kind: 'move' | 'size'; startX: number; startY: number }

const rowPixels = 60
const noop = (): void => undefined

const stepOf: Record<string, { plain: TileStep; shift: TileStep }> = {
  ArrowLeft: { plain: { move: 'left' }, shift: { grow: 'narrower' } },
  ArrowRight: { plain: { move: 'right' }, shift: { grow: 'wider' } },
  ArrowUp: { plain: { move: 'up' }, shift: { grow: 'lower' } },
  ArrowDown: { plain: { move: 'down' }, shift: { grow: 'taller' } },
}

/** The tiles with handles: dragged by pointer, stepped with the arrow keys (with Shift: resized). */
export function EditGrid({ tiles, tabs, runs, waiting, onEdit }: Props) {
  const { t } = useTranslation()
  const grid = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag | null>(null)
  const [preview, setPreview] = useState<DashboardTile[] | null>(null)
  const compact = useMemo(() => compactTiles(tiles), [tiles])
  const placed = preview ?? compact
  useTilesInView(
    grid,
    compact.map(({ uuid }) => uuid),
    runs.see,
  )

  const place = (next: readonly DashboardTile[]): void => {
    const before = new Map(tiles.map((tile) => [tile.uuid, tile]))
    const moved = next.filter(({ uuid, x, y, w, h }) => {
      const old = before.get(uuid)
      return old === undefined || old.x !== x || old.y !== y || old.w !== w || old.h !== h
    })
    if (moved.length > 0) onEdit({ type: 'place-tiles', places: moved.map(({ uuid, x, y, w, h }) => ({ uuid, x, y, w, h })) })
  }
  const onKey = (uuid: string, event: KeyboardEvent): void => {
    const step = stepOf[event.key]
    if (step === undefined) return
    event.preventDefault()
    place(stepTile(tiles, uuid, event.shiftKey ? step.shift : step.plain))
  }
  const start = (uuid: string, kind: Drag['kind']) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { uuid, kind, startX: event.clientX, startY: event.clientY }
  }
  const onMove = (event: PointerEvent<HTMLElement>): void => {
    const now = drag.current
    if (now === null || grid.current === null) return
    const columns = Math.round((event.clientX - now.startX) / (grid.current.clientWidth / gridColumns))
    const rows = Math.round((event.clientY - now.startY) / rowPixels)
    const next = compact.map((tile) => {
      if (tile.uuid !== now.uuid) return tile
      if (now.kind === 'size') return { ...tile, w: Math.min(gridColumns - tile.x, Math.max(3, tile.w + columns)), h: Math.max(1, tile.h + rows) }
      return { ...tile, x: Math.min(gridColumns - tile.w, Math.max(0, tile.x + columns)), y: Math.max(0, tile.y + rows) }
    })
    setPreview(compactTiles(next, now.uuid))
  }
  const finish = (): void => {
    if (drag.current !== null && preview !== null) place(preview)
    drag.current = null
    setPreview(null)
  }
  const giveUp = (): void => {
    drag.current = null
    setPreview(null)
  }
  const handlers = { onPointerMove: onMove, onPointerUp: finish, onPointerCancel: giveUp }

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
              onKeyDown={(event) => onKey(tile.uuid, event)}
              onPointerDown={start(tile.uuid, 'move')}
              {...handlers}
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
            <div className={classes['sizer']} aria-hidden onPointerDown={start(tile.uuid, 'size')} {...handlers} />
          </div>
        )
      })}
    </div>
  )
}
