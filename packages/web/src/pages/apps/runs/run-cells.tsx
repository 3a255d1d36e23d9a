import { Group, List, Loader, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconClock, IconMinus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RunCell } from '../../../api/app-runs.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { cellFailureText, durationText } from './run-texts.ts'

const signs = { waiting: IconClock, done: IconCheck, failed: IconX, left_out: IconMinus, cancelled: IconMinus } as const
const colors = { waiting: 'gray', done: 'green', failed: 'red', left_out: 'gray', cancelled: 'gray' } as const

/** Where the cells of a run stand, and why one failed. */
export function RunCells({ cells }: { cells: readonly RunCell[] }) {
  const { t } = useTranslation()
  if (cells.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('appRuns.noCells')}
      </Text>
    )
  }
  return (
    <List spacing={8} size="sm" center={false} listStyleType="none">
      {cells.map((cell) => (
        <List.Item key={cell.cellId} icon={<Sign state={cell.state} />}>
          <Cell cell={cell} />
        </List.Item>
      ))}
    </List>
  )
}

function Sign({ state }: Pick<RunCell, 'state'>) {
  const { t } = useTranslation()
  if (state === 'running') return <Loader size={18} aria-label={t('appRuns.cellState.running')} />
  const Icon = signs[state]
  return (
    <ThemeIcon size={20} radius="xl" variant="light" color={colors[state]} role="img" aria-label={t(`appRuns.cellState.${state}`)}>
      <Icon size={13} aria-hidden />
    </ThemeIcon>
  )
}

function Cell({ cell: { cellId, label, ms, failure } }: { cell: RunCell }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  return (
    <>
      <Group gap={6}>
        <Text size="sm">{label ?? t('appRuns.cell', { id: cellId })}</Text>
        {ms !== null && (
          <Text size="xs" c="dimmed">
            {durationText(ms, locale)}
          </Text>
        )}
      </Group>
      {failure !== null && (
        <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {cellFailureText(t, failure, locale)}
        </Text>
      )}
    </>
  )
}
