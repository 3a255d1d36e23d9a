import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dashboardQuery } from '../../../api/dashboards.ts'
import { PageTitle } from '../../../components/page-title.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../../components/use-route-param.ts'
import { useCrumbs } from '../../../shell/crumbs.ts'
import { paths } from '../../../shell/paths.ts'
import { DashboardEditor } from './dashboard-editor.tsx'

/** A dashboard while it is built: tiles, tabs and filters, saved as its next version. */
export function DashboardEditPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const dashboardUuid = useRouteParam('dashboard')
  // What is edited must not change underneath; a version saved meanwhile is noticed when this one is saved.
  const dashboard = useQuery({ ...dashboardQuery(dashboardUuid), staleTime: Infinity, refetchOnWindowFocus: false })
  const name = dashboard.data?.name ?? t('dashboard.title')
  useCrumbs([
    { label: t('dashboards.title'), href: paths.dashboards(projectUuid) },
    { label: name, href: paths.dashboard(projectUuid, dashboardUuid) },
    { label: t('dashboard.edit') },
  ])
  return (
    <>
      <PageTitle title={t('dashboard.editing.title', { name })} />
      <QueryBoundary
        query={dashboard}
        failed={t('dashboard.failed')}
        skeleton={
          <Stack p="md" aria-busy>
            <Skeleton height={44} />
            <Skeleton height={400} />
          </Stack>
        }
      >
        {(loaded) => <DashboardEditor key={loaded.uuid} projectUuid={projectUuid} dashboard={loaded} />}
      </QueryBoundary>
    </>
  )
}
