import { ActionIcon, Group, Modal, Text } from '@mantine/core'
import type { DashboardTile } from '@atrium/documents'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { tileName } from '../../dashboard/tile-name.ts'
import { SqlTileChart } from './sql-tile-chart.tsx'
import { TileChart } from './tile-chart.tsx'
import { TileContent } from './tile-content.tsx'
import type { TileRuns } from './use-tile-results.ts'

type Props = {
  tiles: readonly DashboardTile[]
  shown: string
  runs: TileRuns
  /** Why charts do not load. */ waiting: string | null
  onShow: (tileUuid: string | null) => void
}

const height = 'calc(100dvh - 96px)'

/** One tile with numbers over the whole window; ← and → go to its neighbours. */
export function FullScreenTile({ tiles, shown, runs, waiting, onShow }: Props) {
  const { t } = useTranslation()
  const { see } = runs
  const withNumbers = tiles.filter(({ uuid }) => runs.byTile.has(uuid) || runs.bySqlTile.has(uuid))
  const at = withNumbers.findIndex(({ uuid }) => uuid === shown)
  const tile = withNumbers[at]
  const previous = withNumbers[at - 1]?.uuid
  const next = withNumbers[at + 1]?.uuid
  // One far down the page has not been in view yet.
  useEffect(() => see([shown]), [see, shown])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('[role="grid"],[role="table"],[role="application"]') !== null) return
      const to = event.key === 'ArrowLeft' ? previous : event.key === 'ArrowRight' ? next : undefined
      if (to !== undefined) onShow(to)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [previous, next, onShow])
  if (tile === undefined) return null
  const chart = runs.byTile.get(shown)
  const sql = runs.bySqlTile.get(shown)
  const onLoad = (): void => runs.refresh({ force: false, tileUuid: shown })
  return (
    <Modal
      opened
      fullScreen
      onClose={() => onShow(null)}
      title={
        <Group gap="xs" wrap="nowrap">
          <ActionIcon disabled={previous === undefined} onClick={() => onShow(previous ?? null)} aria-label={t('dashboard.tile.previous')}>
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon disabled={next === undefined} onClick={() => onShow(next ?? null)} aria-label={t('dashboard.tile.next')}>
            <IconChevronRight size={18} />
          </ActionIcon>
          <Text fw={600}>{tileName(tile, chart?.data?.chart.name ?? sql?.data?.chart.name ?? t('dashboard.tile.untitled'))}</Text>
        </Group>
      }
    >
      {chart !== undefined && (
        <TileContent state={chart} waiting={waiting} gone={t('dashboard.tile.gone')} height={height} onLoad={onLoad}>
          {(data) => <TileChart key={shown} tileUuid={shown} data={data} height={height} />}
        </TileContent>
      )}
      {sql !== undefined && (
        <TileContent state={sql} gone={t('sqlChart.tileGone')} height={height} onLoad={onLoad}>
          {(data) => <SqlTileChart key={shown} tileUuid={shown} data={data} height={height} />}
        </TileContent>
      )}
    </Modal>
  )
}
