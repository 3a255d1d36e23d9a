import { Button, Group, Skeleton, Text } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import type { SqlChartResults } from '../../api/sql-charts.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { useElapsedSeconds } from '../explore/use-elapsed-seconds.ts'
import type { TileState } from './use-tile-results.ts'

type Props<Data> = {
  state: Pick<TileState<Data>, 'data' | 'error' | 'isRunning' | 'isAsked'>
  /** Why it does not load: a filter needs a value. */
  waiting?: string | null
  /** What is said when the chart is gone, or closed to the reader. */
  gone: string
  height: number | string
  onLoad: () => void
  children: (data: Data) => ReactNode
}

/** What is inside a tile with numbers: they themselves, or why they are not there and what to do. */
export function TileContent<Data>({ state: { data, error, isRunning, isAsked }, waiting = null, gone, height, onLoad, children }: Props<Data>) {
  const { t } = useTranslation()
  if (waiting !== null)
    return (
      <Text size="sm" c="dimmed" p="xs">
        {waiting}
      </Text>
    )
  if (error !== null && !isRunning) {
    const isGone = error instanceof ApiError && (error.statusCode === 404 || error.statusCode === 403)
    return <ErrorPanel title={isGone ? gone : t('dashboard.tile.failed')} error={error} onRetry={onLoad} />
  }
  if (data !== undefined) return children(data)
  if (isRunning || !isAsked) return <Skeleton height={height} />
  return (
    <Group gap="xs" p="xs">
      <Text size="sm">{t('dashboard.tile.cancelled')}</Text>
      <Button size="compact-sm" variant="default" onClick={onLoad}>
        {t('dashboard.tile.load')}
      </Button>
    </Group>
  )
}

/** Says how long a tile has been running, once that is long. */
export function RunningNote({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation()
  const [startedAt, setStartedAt] = useState<number | null>(null)
  useEffect(() => setStartedAt(Date.now()), [])
  const seconds = useElapsedSeconds(startedAt)
  if (seconds < 3) return null
  return (
    <>
      <span className="numbers">{t('dashboard.tile.stillRunning', { seconds })}</span>
      <Button size="compact-xs" variant="subtle" onClick={onCancel}>
        {t('dashboard.tile.cancel')}
      </Button>
    </>
  )
}

/** What a tile that has not been asked yet looks like. */
export const notAsked: TileState = { data: undefined, error: null, isRunning: false, isOutdated: false, isAsked: false }
export const notAskedSql: TileState<SqlChartResults> = { ...notAsked, data: undefined }
