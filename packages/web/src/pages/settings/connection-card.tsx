import { Alert, Button, Group, NativeSelect, NumberInput, Paper, PasswordInput, SimpleGrid, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  connectionQuery,
  saveConnection,
  sslModes,
  testConnection,
  type Connection,
  type ConnectionSettings,
  type NewConnection,
  type TestedConnection,
} from '../../api/connections.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { TestedSteps } from './tested-steps.tsx'

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
      <TestButton projectUuid={projectUuid} connection={null} />
    </Stack>
  )
}

const blank: ConnectionSettings = { host: '', port: 5432, user: '', dbname: '', schema: 'public', sslmode: 'require' }

function PostgresForm({ projectUuid, connection }: { projectUuid: string; connection: Connection }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [settings, setSettings] = useState(connection.settings ?? blank)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<ConnectionSettings>): void => setSettings((before) => ({ ...before, ...part }))
  const wanted: NewConnection = { type: 'postgres', ...settings, password }
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      await saveConnection(projectUuid, wanted)
      setPassword('')
      await queryClient.invalidateQueries({ queryKey: connectionQuery(projectUuid).queryKey })
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
        {!connection.answersQueries && (
          <Alert color="yellow" variant="light">
            {t('connection.later')}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label={t('connection.host')} value={settings.host} required onChange={(event) => set({ host: event.currentTarget.value })} />
          <NumberInput
            label={t('connection.port')}
            value={settings.port}
            min={1}
            max={65_535}
            allowDecimal={false}
            required
            onChange={(port) => set({ port: Number(port) })}
          />
          <TextInput
            label={t('connection.user')}
            value={settings.user}
            required
            autoComplete="off"
            onChange={(event) => set({ user: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('connection.password')}
            description={connection.hasPassword ? t('connection.passwordKept') : undefined}
            inputWrapperOrder={['label', 'input', 'description']}
            value={password}
            autoComplete="new-password"
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <TextInput label={t('connection.dbname')} value={settings.dbname} required onChange={(event) => set({ dbname: event.currentTarget.value })} />
          <TextInput label={t('connection.schema')} value={settings.schema} required onChange={(event) => set({ schema: event.currentTarget.value })} />
          <NativeSelect
            label={t('connection.encryption')}
            value={settings.sslmode}
            data={sslModes.map((value) => ({ value, label: t(`connection.sslModes.${value}`) }))}
            onChange={(event) => set({ sslmode: sslModes.find((mode) => mode === event.currentTarget.value) ?? 'require' })}
          />
        </SimpleGrid>
        <TestButton projectUuid={projectUuid} connection={wanted}>
          <Button type="submit" loading={busy}>
            {t('connection.save')}
          </Button>
        </TestButton>
      </Stack>
    </form>
  )
}

type TestProps = { projectUuid: string; connection: NewConnection | null; children?: ReactNode }

/** Tests a connection and shows the steps. */
function TestButton({ projectUuid, connection, children }: TestProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [tested, setTested] = useState<TestedConnection | null>(null)
  const test = async (): Promise<void> => {
    setBusy(true)
    setTested(null)
    try {
      setTested(await testConnection(projectUuid, connection))
    } catch (error) {
      toastFailed(t('connection.testFailed'), error)
    }
    setBusy(false)
  }
  return (
    <>
      <Group gap="xs">
        <Button variant="default" loading={busy} onClick={() => void test()}>
          {t('connection.test')}
        </Button>
        {children}
      </Group>
      {tested !== null && <TestedSteps tested={tested} />}
    </>
  )
}
