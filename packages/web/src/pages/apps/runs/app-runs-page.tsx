import { Button, Divider, Group } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { startAppRun, type AppRun } from '../../../api/app-runs.ts'
import { appQuery, type App } from '../../../api/apps.ts'
import { PageBoundary } from '../../../components/page-boundary.tsx'
import { Page } from '../../../components/page.tsx'
import { toastFailed } from '../../../components/toast.ts'
import { useGo } from '../../../components/use-go.ts'
import { useProjectUuid, useRouteParam } from '../../../components/use-route-param.ts'
import { useCrumbs } from '../../../shell/crumbs.ts'
import { paths } from '../../../shell/paths.ts'
import { AppSchedules } from '../schedules/app-schedules.tsx'
import { RunDialog } from './run-dialog.tsx'
import { RunList } from './run-list.tsx'

/** Runs of an app, and for its editors when it runs by itself. */
export function AppRunsPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const appUuid = useRouteParam('app')
  const app = useQuery(appQuery(appUuid))
  const title = t('appRuns.title')
  const name = app.data?.name ?? t('apps.one')
  useCrumbs([
    { label: t('notebooks.title'), href: paths.notebooks(projectUuid) },
    { label: name, href: placeOf(projectUuid, appUuid, app.data) },
    { label: title },
  ])
  return (
    <PageBoundary query={app} title={title} failed={t('apps.failed')} back={{ label: t('notebooks.title'), href: paths.notebooks(projectUuid) }}>
      {(found) => (
        <Page
          title={title}
          documentTitle={`${title} · ${found.name}`}
          description={found.name}
          actions={found.published !== null && found.abilities.includes('app.run') && <RunNow projectUuid={projectUuid} app={found} />}
        >
          {found.abilities.includes('app.schedule') && (
            <>
              <AppSchedules projectUuid={projectUuid} app={found} />
              <Divider my="lg" />
            </>
          )}
          <RunList projectUuid={projectUuid} app={found} />
        </Page>
      )}
    </PageBoundary>
  )
}

/** Where one comes from: the notebook for its editors, else the app. */
const placeOf = (projectUuid: string, appUuid: string, app: App | undefined): string =>
  app?.abilities.includes('app.update') === true ? paths.notebook(projectUuid, appUuid) : paths.app(projectUuid, appUuid)

function RunNow({ projectUuid, app }: { projectUuid: string; app: App }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const goTo = async ({ uuid }: AppRun): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: ['app', app.uuid, 'runs'] })
    go(paths.appRun(projectUuid, app.uuid, uuid))
  }
  const start = async (): Promise<void> => {
    setBusy(true)
    try {
      await goTo(await startAppRun(app.uuid))
    } catch (error) {
      toastFailed(t('appRuns.startFailed'), error)
      setBusy(false)
    }
  }
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {t('appRuns.runWith')}
      </Button>
      <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={busy} onClick={() => void start()}>
        {t('appRuns.runNow')}
      </Button>
      {isAsking && <RunDialog app={app} onStarted={(run) => void goTo(run)} onClose={() => setIsAsking(false)} />}
    </Group>
  )
}
