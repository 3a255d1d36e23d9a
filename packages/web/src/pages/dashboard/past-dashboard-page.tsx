import { Skeleton, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pastDashboardQuery } from '../../api/dashboards.ts'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { PastBanner } from '../../time-travel/past-banner.tsx'
import { DashboardPreview } from './history/dashboard-preview.tsx'

/** A dashboard as it was at a moment, with its charts of then and data of today. Nothing of it can be changed; it can be brought back. */
export function PastDashboardPage({ asOf }: { asOf: string }) {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const dashboardUuid = useRouteParam('dashboard')
  const dashboard = useQuery(pastDashboardQuery(dashboardUuid, asOf))
  const all = { label: t('dashboards.title'), href: paths.dashboards(projectUuid, asOf) }
  const title = t('timeTravel.titleOf', { name: dashboard.data?.name ?? t('dashboard.title') })
  useCrumbs([all, { label: title }])
  return (
    <PageBoundary
      query={dashboard}
      title={title}
      back={{ label: t('timeTravel.whatThereWas'), href: all.href }}
      failed={t('dashboard.failed')}
      skeleton={
        <Stack p="md">
          <Skeleton height={44} />
          <Skeleton height={400} />
        </Stack>
      }
    >
      {(loaded) => (
        <>
          <PageTitle title={title} />
          {loaded.asOf !== undefined && (
            <PastBanner past={loaded.asOf} kind="dashboards" uuid={loaded.uuid} name={loaded.name} todayHref={paths.dashboard(projectUuid, loaded.uuid)} />
          )}
          <Title order={1} size="h3" px={{ base: 10, sm: 16 }} pb="xs">
            {loaded.name}
          </Title>
          <DashboardPreview key={asOf} projectUuid={projectUuid} dashboardUuid={loaded.uuid} document={loaded} asOf={asOf} />
        </>
      )}
    </PageBoundary>
  )
}
