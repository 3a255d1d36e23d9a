import { ActionIcon, Group, Modal, Skeleton, Text } from '@mantine/core'
import type { DashboardTile } from '@atrium/documents'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { tileName } from '../../dashboard/tile-name.ts'
import { TileChart } from './chart-tile.tsx'
import type { TileRuns } from './use-tile-results.ts'

type Props = { tiles: readonly DashboardTile[]; shown: string; runs: TileRuns; onShow: (tileUuid: string | null) => void }

/** One chart tile over the whole window; ← and → go to its neighbours. */
export function FullScreenTile({ tiles, shown, runs, onShow }: Props) {
  const { t } = useTranslation()
  const charts = tiles.filter((tile) => runs.byTile.has(tile.uuid))
  const at = charts.findIndex(({ uuid }) => uuid === shown)
  const tile = charts[at]
  const previous = charts[at - 1]?.uuid
  const next = charts[at + 1]?.uuid
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('[role="grid"],[role="table"]') !== null) return
      const to = event.key === 'ArrowLeft' ? previous : event.key === 'ArrowRight' ? next : undefined
      if (to !== undefined) onShow(to)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [previous, next, onShow])
  if (tile === undefined) return null
  const { data, error } = runs.byTile.get(shown) ?? { data: undefined, error: null }
  const name = tileName(tile, data?.chart.name ?? t('dashboard.tile.untitled'))
  const height = 'calc(100dvh - 96px)'
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
          <Text fw={600}>{name}</Text>
        </Group>
      }
    >
      {error !== null && <ErrorPanel title={t('dashboard.tile.failed')} error={error} onRetry={() => runs.refresh({ force: false, tileUuid: shown })} />}
      {error === null && data === undefined && <Skeleton height={height} />}
      {error === null && data !== undefined && <TileChart key={shown} data={data} height={height} />}
    </Modal>
  )
}
