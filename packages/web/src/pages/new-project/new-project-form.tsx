import { Button, Group, NativeSelect, Paper, Radio, Stack, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createProject, projectsQuery, type NewProject, type ProjectSummary } from '../../api/projects.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import { blankConnection, ConnectionFields } from '../settings/connection-fields.tsx'
import { TestConnection } from '../settings/test-connection.tsx'

const engines = ['embedded', 'postgres'] as const

type Props = {
  /** The project that one comes from: offered first for a preview. */
  projectUuid: string
  projects: readonly ProjectSummary[]
  /** Those that the person may make, the usual one first; at least one. */
  types: readonly NewProject['type'][]
}

/** Name, type and connection of a new project. */
export function NewProjectForm({ projectUuid, projects, types }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [type, setType] = useState<NewProject['type']>(types[0] ?? 'PREVIEW')
  const [upstream, setUpstream] = useState(projectUuid)
  const [engine, setEngine] = useState<(typeof engines)[number]>('embedded')
  const [connection, setConnection] = useState(blankConnection)
  const [busy, setBusy] = useState(false)
  const make = async (): Promise<void> => {
    setBusy(true)
    try {
      const made = await createProject({
        name: name.trim(),
        type,
        upstreamProjectUuid: type === 'PREVIEW' ? upstream : null,
        connection: engine === 'postgres' ? connection : null,
      })
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
      go(paths.home(made.projectUuid))
    } catch (error) {
      toastFailed(t('newProject.failed'), error)
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <Stack maw={640}>
        <Paper withBorder radius="md" p="md">
          <Stack>
            <TextInput label={t('newProject.name')} value={name} maxLength={255} required onChange={(event) => setName(event.currentTarget.value)} />
            <Radio.Group label={t('newProject.type')} value={type} onChange={(value) => setType(value === 'DEFAULT' ? 'DEFAULT' : 'PREVIEW')}>
              <Stack gap="xs" mt="xs">
                {types.map((value) => (
                  <Radio key={value} value={value} label={t(`newProject.types.${value}.label`)} description={t(`newProject.types.${value}.text`)} />
                ))}
              </Stack>
            </Radio.Group>
            {type === 'PREVIEW' && (
              <NativeSelect
                label={t('newProject.upstream')}
                value={upstream}
                data={projects.map((project) => ({ value: project.projectUuid, label: project.name }))}
                onChange={(event) => setUpstream(event.currentTarget.value)}
              />
            )}
          </Stack>
        </Paper>
        <Paper withBorder radius="md" p="md" component="section" aria-label={t('connection.title')}>
          <Title order={2} size="h5" mb="sm">
            {t('connection.title')}
          </Title>
          <Stack>
            <Radio.Group label={t('newProject.engine')} value={engine} onChange={(value) => setEngine(engines.find((each) => each === value) ?? 'embedded')}>
              <Stack gap="xs" mt="xs">
                {engines.map((value) => (
                  <Radio key={value} value={value} label={t(`newProject.engines.${value}.label`)} description={t(`newProject.engines.${value}.text`)} />
                ))}
              </Stack>
            </Radio.Group>
            {engine === 'postgres' && (
              <>
                <ConnectionFields draft={connection} onChange={setConnection} isPasswordNeeded />
                <TestConnection
                  projectUuid={null}
                  connection={connection}
                  isIncomplete={[connection.host, connection.user, connection.password, connection.dbname, connection.schema].includes('')}
                />
              </>
            )}
          </Stack>
        </Paper>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" component={LinkTo} href={paths.home(projectUuid)}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {t('newProject.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
