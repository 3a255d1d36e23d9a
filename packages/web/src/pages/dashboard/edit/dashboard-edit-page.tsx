import { Button, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dashboardQuery, mayUpdate } from '../../../api/dashboards.ts'
import { ClosedPage } from '../../../components/closed-page.tsx'
import { LinkTo } from '../../../components/link-to.tsx'
import { PageBoundary } from '../../../components/page-boundary.tsx'
import { PageTitle } from '../../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../../components/use-route-param.ts'
import { useCrumbs } from '../../../shell/crumbs.ts'
import { paths } from '../../../shell/paths.ts'
import { DashboardEditor } from './dashboard-editor.tsx'

/** A dashboard while it is built by those who may: tiles, tabs and filters, saved as its next version. */
export function DashboardEditPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const dashboardUuid = useRouteParam('dashboard')
  // What is edited must not change underneath; a version saved meanwhile is noticed when this one is saved.
  const dashboard = useQuery({ ...dashboardQuery(dashboardUuid), staleTime: Infinity, refetchOnWindowFocus: false })
  const name = dashboard.data?.name ?? t('dashboard.title')
  const title = t('dashboard.editing.title', { name })
  const all = { label: t('dashboards.title'), href: paths.dashboards(projectUuid) }
  const page = paths.dashboard(projectUuid, dashboardUuid)
  useCrumbs([all, { label: name, href: page }, { label: t('dashboard.edit') }])
  return (
    <PageBoundary
      query={dashboard}
      title={title}
      failed={t('dashboard.failed')}
      back={all}
      skeleton={
        <Stack p="md">
          <Skeleton height={44} />
          <Skeleton height={400} />
        </Stack>
      }
    >
      {(loaded) =>
        mayUpdate(loaded) ? (
          <>
            <PageTitle title={title} />
            <DashboardEditor key={loaded.uuid} projectUuid={projectUuid} dashboard={loaded} />
          </>
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
