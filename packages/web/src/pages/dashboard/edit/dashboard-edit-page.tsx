import { Button, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DashboardDocument } from '@atrium/documents'
import { dashboardQuery, mayUpdate, type Dashboard } from '../../../api/dashboards.ts'
import { draftQuery } from '../../../api/drafts.ts'
import { ClosedPage } from '../../../components/closed-page.tsx'
import { LinkTo } from '../../../components/link-to.tsx'
import { PageBoundary } from '../../../components/page-boundary.tsx'
import { PageTitle } from '../../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../../components/use-route-param.ts'
import { useCrumbs } from '../../../shell/crumbs.ts'
import { paths } from '../../../shell/paths.ts'
import { DashboardEditor } from './dashboard-editor.tsx'

/** A dashboard while it is built by those who may: tiles, tabs and filters, a draft until it is published as the next version. */
export function DashboardEditPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const dashboardUuid = useRouteParam('dashboard')
  const dashboard = useQuery({ ...dashboardQuery(dashboardUuid), staleTime: Infinity, refetchOnWindowFocus: false })
  const name = dashboard.data?.name ?? t('dashboard.title')
  const title = t('dashboard.editing.title', { name })
  const all = { label: t('dashboards.title'), href: paths.dashboards(projectUuid) }
  const page = paths.dashboard(projectUuid, dashboardUuid)
  useCrumbs([all, { label: name, href: page }, { label: t('dashboard.edit') }])
  return (
    <PageBoundary query={dashboard} title={title} failed={t('dashboard.failed')} back={all} skeleton={<Waiting />}>
      {(loaded) =>
        mayUpdate(loaded) ? (
          <Editor key={loaded.uuid} projectUuid={projectUuid} dashboard={loaded} title={title} />
        ) : (
          <ClosedPage
            title={title}
            text={t('content.needsEditor', { space: loaded.spaceName, role: t('roles.interactive_viewer') })}
            instead={
              <Button variant="light" component={LinkTo} href={page}>
                {t('dashboard.open')}
              </Button>
            }
          />
        )
      }
    </PageBoundary>
  )
}

function Editor({ projectUuid, dashboard, title }: { projectUuid: string; dashboard: Dashboard; title: string }) {
  const { t } = useTranslation()
  const draft = useQuery(draftQuery<DashboardDocument>('dashboards', dashboard.uuid))
  const back = { label: t('dashboard.open'), href: paths.dashboard(projectUuid, dashboard.uuid) }
  return (
    <PageBoundary query={draft} title={title} failed={t('draft.failed')} back={back} skeleton={<Waiting />}>
      {(start) => (
        <>
          <PageTitle title={title} />
          <DashboardEditor projectUuid={projectUuid} dashboard={dashboard} start={start} />
        </>
      )}
    </PageBoundary>
  )
}

const Waiting = () => (
  <Stack p="md">
    <Skeleton height={44} />
    <Skeleton height={400} />
  </Stack>
)
