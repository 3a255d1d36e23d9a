import { Alert, Button, Code, Grid, Group, Skeleton, Stack, Table, Text, Title, Tooltip } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appRunLogQuery, appRunQuery, cancelAppRun, restoreAppResults, type RunLogLine, type RunWithCells } from '../../../api/app-runs.ts'
import { appQuery, type App } from '../../../api/apps.ts'
import { Ago } from '../../../components/ago.tsx'
import { PageBoundary } from '../../../components/page-boundary.tsx'
import { Page } from '../../../components/page.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { exactTime } from '../../../components/relative-time.ts'
import { toastDone, toastFailed } from '../../../components/toast.ts'
import { useProjectUuid, useRouteParam } from '../../../components/use-route-param.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { useCrumbs } from '../../../shell/crumbs.ts'
import { paths } from '../../../shell/paths.ts'
import { RunCells } from './run-cells.tsx'
import { RunState } from './run-state.tsx'
import { failureText, ownerText, tookText } from './run-texts.ts'

/** One run of an app: where it stands, what became of each cell, and what happened when. */
export function AppRunPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const appUuid = useRouteParam('app')
  const app = useQuery(appQuery(appUuid)).data
  const run = useQuery(appRunQuery(appUuid, useRouteParam('run')))
  const name = app?.name ?? t('apps.one')
  const back = { label: t('appRuns.title'), href: paths.appRuns(projectUuid, appUuid) }
  useCrumbs([
    { label: t('notebooks.title'), href: paths.notebooks(projectUuid) },
    { label: name, href: paths.app(projectUuid, appUuid) },
    back,
    { label: t('appRuns.one') },
  ])
  const title = t('appRuns.oneOf', { name })
  return (
    <PageBoundary query={run} title={title} failed={t('appRuns.oneFailed')} back={back}>
      {(found) => (
        <Page title={title} actions={app !== undefined && <RunActions app={app} run={found} />}>
          <RunHead run={found} />
          <Grid gap="xl" mt="md">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Title order={2} size="h4" mb="sm">
                {t('appRuns.cells')}
              </Title>
              <RunCells cells={found.cells} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Title order={2} size="h4" mb="sm">
                {t('appRuns.log')}
              </Title>
              <RunLog appUuid={appUuid} run={found} />
            </Grid.Col>
          </Grid>
        </Page>
      )}
    </PageBoundary>
  )
}

function RunActions({ app, run }: { app: App; run: RunWithCells }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const act = async (action: () => Promise<unknown>, failed: string): Promise<void> => {
    setBusy(true)
    try {
      await action()
    } catch (error) {
      toastFailed(failed, error)
    }
    await queryClient.invalidateQueries({ queryKey: ['app', app.uuid] })
    setBusy(false)
  }
  const restore = async (): Promise<void> => {
    await restoreAppResults(app.uuid, run.uuid)
    toastDone(t('appRuns.restored'))
  }
  const isPlain = run.viewUuid === null && Object.keys(run.inputs).length === 0
  return (
    <Group gap="xs">
      {run.endedAt === null && (
        <Button variant="default" loading={busy} onClick={() => void act(() => cancelAppRun(app.uuid, run.uuid), t('appRuns.cancelFailed'))}>
          {t('appRuns.cancel')}
        </Button>
      )}
      {run.state === 'completed' && isPlain && run.version === app.published?.version && app.abilities.includes('app.publish') && (
        <Tooltip label={t('appRuns.restoreHint')} multiline maw={320}>
          <Button variant="light" loading={busy} onClick={() => void act(restore, t('appRuns.restoreFailed'))}>
            {t('appRuns.restore')}
          </Button>
        </Tooltip>
      )}
    </Group>
  )
}

function RunHead({ run }: { run: RunWithCells }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const took = tookText(run, locale)
  const given = Object.entries(run.inputs)
  const facts: [string, string][] = [
    [t('appRuns.filterTrigger'), t(`appRuns.trigger.${run.trigger}`)],
    [t('appRuns.by'), ownerText(t, run)],
    [t('appRuns.version'), run.version === null ? t('appRuns.draft') : String(run.version)],
    ...(took === null ? [] : [[t('appRuns.took'), took] as [string, string]]),
    ...(run.notifications.length === 0
      ? []
      : [[t('appRuns.recipients'), run.notifications.map(({ recipient }) => recipient.name).join(', ')] as [string, string]]),
  ]
  return (
    <Stack gap="sm">
      <Group gap="lg" role="status">
        <RunState state={run.state} />
        <Text size="sm" component="span">
          <Ago at={run.createdAt} />
        </Text>
        {facts.map(([label, value]) => (
          <Text key={label} size="sm" component="span">
            <Text span c="dimmed" size="sm">
              {label}:{' '}
            </Text>
            {value}
          </Text>
        ))}
      </Group>
      {run.failure !== null && (
        <Alert color={run.state === 'unable_to_allocate_kernel' ? 'orange' : 'red'} variant="light" role="alert">
          {failureText(t, run.failure)}
        </Alert>
      )}
      {given.length > 0 && (
        <Table w="auto" verticalSpacing={4} aria-label={t('appRuns.inputs')}>
          <Table.Tbody>
            {given.map(([input, value]) => (
              <Table.Tr key={input}>
                <Table.Th fw={500}>{input}</Table.Th>
                <Table.Td>
                  <Code>{typeof value === 'string' ? value : JSON.stringify(value)}</Code>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  )
}

function RunLog({ appUuid, run }: { appUuid: string; run: RunWithCells }) {
  const { t } = useTranslation()
  const log = useQuery(appRunLogQuery(appUuid, run.uuid, run.endedAt === null))
  return (
    <QueryBoundary query={log} failed={t('appRuns.logFailed')} skeleton={<Skeleton height={80} />}>
      {(lines) => (
        <Stack gap={6}>
          {lines.map((line, place) => (
            <LogLine key={`${line.at} ${place}`} line={line} run={run} />
          ))}
        </Stack>
      )}
    </QueryBoundary>
  )
}

function LogLine({ line: { at, event, cellId, message }, run }: { line: RunLogLine; run: RunWithCells }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const cell = cellId === null ? null : (run.cells.find((one) => one.cellId === cellId)?.label ?? t('appRuns.cell', { id: cellId }))
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      <Text span c="dimmed" size="xs">
        {exactTime(new Date(at), locale)}{' '}
      </Text>
      {t(`appRuns.event.${event}`, { message: message ?? cell ?? '' })}
    </Text>
  )
}
