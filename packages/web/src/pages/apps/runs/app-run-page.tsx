import { Button, Group, Tabs, Tooltip } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appRunQuery, cancelAppRun, restoreAppResults, startAppRun, type RunWithCells } from '../../../api/app-runs.ts'
import { appQuery, type App } from '../../../api/apps.ts'
import { userQuery } from '../../../api/session.ts'
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
        <Page title={title} actions={app !== undefined && <RunActions projectUuid={projectUuid} app={app} run={found} />}>
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

function RunActions({ projectUuid, app, run }: { projectUuid: string; app: App; run: RunWithCells }) {
  const { t } = useTranslation()
  const go = useGo()
  const me = useQuery(userQuery).data?.userUuid
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
  const again = async (): Promise<void> => {
    const { uuid } = await startAppRun(app.uuid, { inputs: run.inputs })
    go(paths.appRun(projectUuid, app.uuid, uuid))
  }
  // What others gave is told to editors alone.
  const isKnown = run.by?.userUuid === me || app.abilities.includes('app.update')
  const isPlain = run.viewUuid === null && Object.keys(run.inputs).length === 0
  return (
    <Group gap="xs">
      {run.endedAt === null && (
        <Button variant="default" loading={busy} onClick={() => void act(() => cancelAppRun(app.uuid, run.uuid), t('appRuns.cancelFailed'))}>
          {t('appRuns.cancel')}
        </Button>
      )}
      {run.endedAt !== null && run.version !== null && isKnown && app.published !== null && app.abilities.includes('app.run') && (
        <Tooltip label={t('appRuns.againHint')} multiline maw={320}>
          <Button variant="default" loading={busy} leftSection={<IconPlayerPlay size={15} />} onClick={() => void act(again, t('appRuns.startFailed'))}>
            {t('appRuns.again')}
          </Button>
        </Tooltip>
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
