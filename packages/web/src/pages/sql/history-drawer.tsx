import { Badge, Button, Code, Drawer, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Ago } from '../../components/ago.tsx'
import type { SqlRun } from '../../sql/sql-history.ts'

const colors = { done: 'green', failed: 'red', cancelled: 'gray' } as const

/** Earlier runs in this browser; each can be opened in a tab of its own. */
export function HistoryDrawer({ history, onOpen, onClose }: { history: readonly SqlRun[]; onOpen: (sql: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = history.filter(({ sql }) => sql.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <Drawer opened onClose={onClose} position="right" title={t('sqlRunner.history')} size="md">
      <Stack gap="sm">
        <TextInput
          aria-label={t('content.search')}
          placeholder={t('content.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          data-autofocus
        />
        {found.length === 0 && (
          <Text size="sm" c="dimmed">
            {history.length === 0 ? t('sqlRunner.noHistory') : t('content.noMatch', { search })}
          </Text>
        )}
        {found.map((run) => (
          <div key={`${run.at} ${run.sql}`} style={{ borderBlockEnd: '1px solid var(--atrium-line)', paddingBlockEnd: 8 }}>
            <Group justify="space-between" mb={4} gap="xs">
              <Group gap={6} fz="xs" c="dimmed">
                <Badge size="sm" variant="light" color={colors[run.status]}>
                  {t(`sqlRunner.status.${run.status}`)}
                </Badge>
                <Ago at={run.at} /> · {Math.round(run.durationMs)} ms
                {run.rows !== undefined && <> · {t('results.rows', { count: run.rows })}</>}
              </Group>
              <Button size="compact-xs" variant="default" onClick={() => onOpen(run.sql)}>
                {t('sqlRunner.openAgain')}
              </Button>
            </Group>
            <Code block tabIndex={0} style={{ maxHeight: 120, overflow: 'auto' }}>
              {run.sql}
            </Code>
          </div>
        ))}
      </Stack>
    </Drawer>
  )
}
