import { ActionIcon, Alert, Box, Button, Group, Menu, Text, Tooltip, useMatches } from '@mantine/core'
import {
  IconBolt,
  IconChevronDown,
  IconEraser,
  IconKeyboard,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconReplace,
  IconRestore,
  IconTable,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isForGood, overText } from '../../../app-session/over-text.ts'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import { messageOf } from '../../../api/message-of.ts'
import { useStuckBar } from '../../../components/use-stuck-bar.ts'
import { FailureNote } from '../outputs/failure-note.tsx'
import type { NotebookRun } from './use-notebook-run.ts'
import { RunStatus } from './run-status.tsx'
import classes from './run.module.css'

type Props = {
  run: NotebookRun
  /** Null for those who may not see them. */ tables: { isOpen: boolean; toggle: () => void } | null
  onClear: () => void
  onFind: () => void
  onKeys: () => void
}

/** What can be run of all cells, and how far it has come. */
export function RunBar({ run: { store, error, run, interrupt, restart }, tables, onClear, onFind, onKeys }: Props) {
  const { t } = useTranslation()
  const stale = useSessionPart(store, (state) => state.stale.size, 0)
  const isRunning = useSessionPart(store, (state) => state.running.size > 0, false)
  const ended = useSessionPart(store, (state) => state.ended, null)
  const failure = useSessionPart(store, (state) => state.failure, null)
  const isPhone = useMatches({ base: true, sm: false })
  const bar = useStuckBar('--atrium-page-bar')
  const isHeard = useSessionPart(store, (state) => state.isHeard, true)
  return (
    <div ref={bar} className={`${classes['bar'] ?? ''} stuck-bar`}>
      <Group gap="xs" role="toolbar" aria-label={t('notebookEditor.running')}>
        <Button.Group>
          <Button size="xs" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={() => run({ how: 'all' })}>
            {t('notebookEditor.runAll')}
          </Button>
          <Menu position="bottom-start">
            <Menu.Target>
              <Button size="xs" px={6} aria-label={t('notebookEditor.moreRuns')}>
                <IconChevronDown size={14} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => run({ how: 'all' }, { usesCachedSql: false })}>
                {t('notebookEditor.runAllAnew')}
              </Menu.Item>
              <Menu.Item leftSection={<IconRestore size={16} />} onClick={restart}>
                {t('notebookEditor.restart')}
              </Menu.Item>
              <Menu.Item leftSection={<IconEraser size={16} />} onClick={onClear}>
                {t('notebookEditor.clearAll')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Button.Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconBolt size={14} aria-hidden />}
          aria-label={t('notebookEditor.runStale', { count: stale })}
          disabled={stale === 0}
          onClick={() => run({ how: 'stale' })}
        >
          {isPhone ? `(${stale})` : t('notebookEditor.runStale', { count: stale })}
        </Button>
        {isPhone ? (
          <ActionIcon size={30} variant="default" aria-label={t('notebookEditor.interrupt')} disabled={!isRunning} onClick={interrupt}>
            <IconPlayerStop size={16} />
          </ActionIcon>
        ) : (
          <Button size="xs" variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} disabled={!isRunning} onClick={interrupt}>
            {t('notebookEditor.interrupt')}
          </Button>
        )}
        <RunStatus store={store} />
        <Group gap={4} ms="auto">
          {tables !== null && (
            <Tooltip label={t('sqlRunner.tables')}>
              <ActionIcon
                size={30}
                variant={tables.isOpen ? 'light' : 'default'}
                aria-label={t('sqlRunner.tables')}
                aria-expanded={tables.isOpen}
                onClick={tables.toggle}
              >
                <IconTable size={17} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label={t('notebookEditor.find')}>
            <ActionIcon size={30} variant="default" aria-label={t('notebookEditor.find')} onClick={onFind}>
              <IconReplace size={17} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('notebookEditor.keys')}>
            <ActionIcon size={30} variant="default" aria-label={t('notebookEditor.keys')} onClick={onKeys}>
              <IconKeyboard size={17} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      {error !== null && (
        <Alert color="orange" variant="light" mt="xs" p="xs" title={t('notebookEditor.sessionFailed')}>
          <Group gap="xs">
            <Text size="sm">{messageOf(error)}</Text>
            <Button size="compact-xs" variant="default" onClick={restart}>
              {t('error.retry')}
            </Button>
          </Group>
        </Alert>
      )}
      {failure !== null && (
        <Box mt="xs">
          <FailureNote failure={failure} />
        </Box>
      )}
      {ended !== null && (
        <Alert color="orange" variant="light" mt="xs" p="xs" role="status">
          <Group gap="xs">
            <Text size="sm">{overText(t, ended)}</Text>
            {!isForGood(ended) && (
              <Button size="compact-xs" variant="default" onClick={restart}>
                {t('notebookEditor.newSession')}
              </Button>
            )}
          </Group>
        </Alert>
      )}
      {store !== null && ended === null && !isHeard && (
        <Text size="xs" c="dimmed" mt={4} role="status">
          {t('notebookEditor.notHeard')}
        </Text>
      )}
    </div>
  )
}
