import { Button, Divider } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { startAppRun } from '../../../api/app-runs.ts'
import { appQuery, type App } from '../../../api/apps.ts'
import { PageBoundary } from '../../../components/page-boundary.tsx'
import { Page } from '../../../components/page.tsx'
import { toastFailed } from '../../../components/toast.ts'
import { useGo } from '../../../components/use-go.ts'
import { useProjectUuid, useRouteParam } from '../../../components/use-route-param.ts'
import { useCrumbs } from '../../../shell/crumbs.ts'
import { paths } from '../../../shell/paths.ts'
import { AppSchedules } from '../schedules/app-schedules.tsx'
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
          actions={found.published !== null && found.abilities.includes('app.run') && <RunNow projectUuid={projectUuid} appUuid={found.uuid} />}
        >
          {found.abilities.includes('app.schedule') && (
            <>
              <AppSchedules app={found} />
              <Divider my="lg" />
            </>
          )}
          <RunList projectUuid={projectUuid} appUuid={found.uuid} />
        </Page>
      )}
    </PageBoundary>
  )
}

/** Where one comes from: the notebook for its editors, else the app. */
const placeOf = (projectUuid: string, appUuid: string, app: App | undefined): string =>
  app?.abilities.includes('app.update') === true ? paths.notebook(projectUuid, appUuid) : paths.app(projectUuid, appUuid)

function RunNow({ projectUuid, appUuid }: { projectUuid: string; appUuid: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const start = async (): Promise<void> => {
    setBusy(true)
    try {
      const { uuid } = await startAppRun(appUuid)
      await queryClient.invalidateQueries({ queryKey: ['app', appUuid, 'runs'] })
      go(paths.appRun(projectUuid, appUuid, uuid))
    } catch (error) {
      toastFailed(t('appRuns.startFailed'), error)
      setBusy(false)
    }
  }
  return (
    <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={busy} onClick={() => void start()}>
      {t('appRuns.runNow')}
    </Button>
  )
}
