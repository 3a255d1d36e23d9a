import { compactTiles, type DashboardTile } from '@atrium/documents'
import { useMemo, useRef, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../components/use-shortcut.ts'
import { tileHeight, tileName } from '../../dashboard/tile-name.ts'
import { CommentMark } from '../../comments/comment-mark.tsx'
import { ChartTile } from './chart-tile.tsx'
import { useViewer } from './viewer-context.ts'
import classes from './dashboard.module.css'
import { PlainTile } from './plain-tile.tsx'
import { SqlTile } from './sql-tile.tsx'
import { notAsked, notAskedSql } from './tile-content.tsx'
import { usePrintZoom } from './use-print-zoom.ts'
import { useTilesInView } from './use-tiles-in-view.ts'
import type { TileRuns } from './use-tile-results.ts'

type Props = {
  tiles: readonly DashboardTile[]
  runs: TileRuns
  /** Why charts do not load. */ waiting: string | null
  onFullScreen: (tileUuid: string) => void
}

/** The tiles in their places, at final size from the start; on a phone in one column, in reading order. */
export function TileGrid({ tiles, runs, waiting, onFullScreen }: Props) {
  const { t } = useTranslation()
  const placed = useMemo(() => compactTiles(tiles), [tiles])
  const grid = useRef<HTMLDivElement>(null)
  usePrintZoom(grid)
  useTilesInView(
    grid,
    placed.map(({ uuid }) => uuid),
    runs.see,
  )
  const pointed = useRef<string | null>(null)
  useShortcut('v', () => {
    if (pointed.current !== null && (runs.byTile.has(pointed.current) || runs.bySqlTile.has(pointed.current))) onFullScreen(pointed.current)
  })
  const clicked = new Set(useViewer()?.cross.map(({ tileUuid }) => tileUuid))
  const { refresh, cancel } = runs
  const actions = useMemo(
    () => ({ onRefresh: (tileUuid: string, force: boolean) => refresh({ force, tileUuid }), onCancel: (tileUuid: string) => cancel(tileUuid) }),
    [refresh, cancel],
  )
  return (
    <div className={classes['grid']} ref={grid}>
      {placed.map((tile) => {
        const place = {
          gridColumn: `${tile.x + 1} / span ${tile.w}`,
          gridRow: `${tile.y + 1} / span ${tile.h}`,
          '--tile-height': `${tileHeight(tile.h)}px`,
        } as CSSProperties
        const chartUuid = tile.type === 'saved_chart' ? tile.properties.savedChartUuid : null
        const point = (): void => {
          pointed.current = tile.uuid
        }
        return (
          <div
            key={tile.uuid}
            className={classes['cell']}
            data-tile={tile.uuid}
            data-clicked={clicked.has(tile.uuid) || undefined}
            data-text={tile.type === 'markdown' || undefined}
            style={place}
            onMouseEnter={point}
            onFocusCapture={point}
          >
            {tile.type === 'saved_chart' && chartUuid !== null ? (
              <ChartTile
                tile={tile}
                chartUuid={chartUuid}
                waiting={waiting}
                {...(runs.byTile.get(tile.uuid) ?? notAsked)}
                {...actions}
                onFullScreen={onFullScreen}
              />
            ) : tile.type === 'sql_chart' && tile.properties.savedSqlUuid !== null ? (
              <SqlTile
                tile={tile}
                chartUuid={tile.properties.savedSqlUuid}
                {...(runs.bySqlTile.get(tile.uuid) ?? notAskedSql)}
                {...actions}
                onFullScreen={onFullScreen}
              />
            ) : (
              <PlainTile tile={tile} mark={<CommentMark partId={tile.uuid} name={tileName(tile, t('dashboard.tile.untitled'))} />} />
            )}
          </div>
        )
      })}
    </div>
  )
}
