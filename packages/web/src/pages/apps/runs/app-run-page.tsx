import { Button, Group, Tabs, Tooltip } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appRunQuery, cancelAppRun, restoreAppResults, type RunWithCells } from '../../../api/app-runs.ts'
import { appQuery, type App } from '../../../api/apps.ts'
import { PageBoundary } from '../../../components/page-boundary.tsx'
import { Page } from '../../../components/page.tsx'
import { toastDone, toastFailed } from '../../../components/toast.ts'
import { useGo } from '../../../components/use-go.ts'
import { useProjectUuid, useRouteParam } from '../../../components/use-route-param.ts'
import { useCrumbs } from '../../../shell/crumbs.ts'
import { paths } from '../../../shell/paths.ts'
import { RunDetails } from './run-details.tsx'
import { RunHead } from './run-head.tsx'
import { RunSnapshot } from './run-snapshot.tsx'

/** One run of an app: what it showed, where it stands, and how it came about. */
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
          <RunParts projectUuid={projectUuid} run={found} />
        </Page>
      )}
    </PageBoundary>
  )
}

const parts = ['snapshot', 'details'] as const

/** What it showed, and how it came about. A draft has gone on since it ran. */
function RunParts({ projectUuid, run }: { projectUuid: string; run: RunWithCells }) {
  const { t } = useTranslation()
  const go = useGo()
  const { part } = useSearch({ strict: false }) as { part?: string }
  if (run.version === null) return <RunDetails run={run} />
  const isBroken = run.state !== 'completed' && run.endedAt !== null
  return (
    <Tabs
      mt="md"
      keepMounted={false}
      value={parts.find((one) => one === part) ?? (isBroken ? 'details' : 'snapshot')}
      onChange={(value) => go(`${paths.appRun(projectUuid, run.appUuid, run.uuid)}?part=${value ?? ''}`, { replace: true })}
    >
      <Tabs.List mb="md" aria-label={t('appRuns.one')}>
        {parts.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`appRuns.parts.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="snapshot">
        <RunSnapshot projectUuid={projectUuid} run={run} />
      </Tabs.Panel>
      <Tabs.Panel value="details">
        <RunDetails run={run} />
      </Tabs.Panel>
    </Tabs>
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
