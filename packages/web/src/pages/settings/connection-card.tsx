import { Button, Divider, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionQuery, saveConnection, type Connection, type NewConnection } from '../../api/connections.ts'
import { modelsQuery } from '../../api/develop.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { TablesToModel } from '../../components/tables-to-model.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useMay } from '../../components/use-may.ts'
import { blankConnection, ConnectionFields } from './connection-fields.tsx'
import { TestConnection } from './test-connection.tsx'

/** What the project is connected to, and whether that works. */
export function ConnectionCard({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const connection = useQuery(connectionQuery(projectUuid))
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('connection.title')}>
      <Title order={2} size="h5" mb="sm">
        {t('connection.title')}
      </Title>
      <QueryBoundary query={connection} failed={t('connection.failed')} skeleton={<Skeleton height={90} />}>
        {(known) => (known.kind === 'postgres' ? <PostgresForm projectUuid={projectUuid} connection={known} /> : <Embedded projectUuid={projectUuid} />)}
      </QueryBoundary>
    </Paper>
  )
}

function Embedded({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t('connection.embedded')}</Text>
      <TestConnection projectUuid={projectUuid} connection={null} />
    </Stack>
  )
}

function PostgresForm({ projectUuid, connection }: { projectUuid: string; connection: Connection }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<NewConnection>({ ...blankConnection, ...connection.settings })
  const [busy, setBusy] = useState(false)
  const mayDevelop = useMay(projectUuid, 'model.update')
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      await saveConnection(projectUuid, draft)
      setDraft((before) => ({ ...before, password: '' }))
      // Another server has other tables, and other answers.
      await queryClient.resetQueries({ queryKey: modelsQuery(projectUuid).queryKey })
      await queryClient.invalidateQueries()
      toastDone(t('connection.saved'))
    } catch (error) {
      toastFailed(t('connection.saveFailed'), error)
    }
    setBusy(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm">
        <ConnectionFields draft={draft} onChange={setDraft} keepsPassword={connection.hasPassword} />
        <TestConnection projectUuid={projectUuid} connection={draft}>
          <Button type="submit" loading={busy}>
            {t('connection.save')}
          </Button>
        </TestConnection>
        {connection.hasPassword && mayDevelop && (
          <>
            <Divider />
            <Title order={3} size="h6">
              {t('tablesToModel.title')}
            </Title>
            <TablesToModel projectUuid={projectUuid} />
          </>
        )}
      </Stack>
    </form>
  )
}
