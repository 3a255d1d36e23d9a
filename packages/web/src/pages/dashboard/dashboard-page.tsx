import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dashboardQuery } from '../../api/dashboards.ts'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { useAsOf } from '../../time-travel/use-as-of.ts'
import { DashboardView } from './dashboard-view.tsx'
import { PastDashboardPage } from './past-dashboard-page.tsx'

/** A dashboard: charts and texts in their places, filtered together. With `?asOf=` as it was at that moment. */
export function DashboardPage() {
  const [asOf] = useAsOf()
  return asOf === null ? <DashboardNow /> : <PastDashboardPage asOf={asOf} />
}

function DashboardNow() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const dashboardUuid = useRouteParam('dashboard')
  const dashboard = useQuery(dashboardQuery(dashboardUuid))
  const all = { label: t('dashboards.title'), href: paths.dashboards(projectUuid) }
  const title = dashboard.data?.name ?? t('dashboard.title')
  useCrumbs([all, { label: title }])
  return (
    <PageBoundary
      query={dashboard}
      title={title}
      back={all}
      failed={t('dashboard.failed')}
      skeleton={
        <Stack p="md">
          <Skeleton height={44} />
          <Skeleton height={400} />
        </Stack>
      }
    >
      {(loaded) => <DashboardView key={loaded.uuid} projectUuid={projectUuid} dashboard={loaded} />}
    </PageBoundary>
  )
}
