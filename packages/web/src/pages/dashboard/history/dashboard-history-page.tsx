import type { DashboardDocument } from '@atrium/documents'
import { Skeleton, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dashboardHistoryQuery, dashboardQuery, dashboardVersionQuery, mayUpdate, restoreDashboardVersion, type Dashboard } from '../../../api/dashboards.ts'
import { VersionHistory } from '../../../components/history/version-history.tsx'
import { PageBoundary } from '../../../components/page-boundary.tsx'
import { PageTitle } from '../../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../../components/use-route-param.ts'
import { useCrumbs } from '../../../shell/crumbs.ts'
import { paths } from '../../../shell/paths.ts'
import { useFilterFields } from '../use-filter-fields.ts'
import { changeTexts } from './change-text.ts'
import { DashboardDifference } from './dashboard-difference.tsx'
import { DashboardPreview } from './dashboard-preview.tsx'

/** A dashboard beside its versions; the one that is looked at is in the address. */
export function DashboardHistoryPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const dashboardUuid = useRouteParam('dashboard')
  const dashboard = useQuery(dashboardQuery(dashboardUuid))
  const name = dashboard.data?.name ?? t('dashboard.title')
  const title = t('dashboard.history.page', { name })
  const all = { label: t('dashboards.title'), href: paths.dashboards(projectUuid) }
  useCrumbs([all, { label: name, href: paths.dashboard(projectUuid, dashboardUuid) }, { label: t('history.title') }])
  return (
    <PageBoundary query={dashboard} title={title} failed={t('dashboard.failed')} back={all} skeleton={<Waiting />}>
      {(loaded) => (
        <>
          <PageTitle title={title} />
          <History key={loaded.uuid} projectUuid={projectUuid} dashboard={loaded} />
        </>
      )}
    </PageBoundary>
  )
}

function History({ projectUuid, dashboard }: { projectUuid: string; dashboard: Dashboard }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { items } = useFilterFields(dashboard.tiles)
  const history = useQuery({
    ...dashboardHistoryQuery(dashboard.uuid),
    select: ({ history: versions }) => versions.map((version) => ({ ...version, changes: changeTexts(version, items, t) })),
  })
  const events = useQuery({ ...dashboardHistoryQuery(dashboard.uuid), select: ({ events: all }) => all }).data
  const restore = async (versionUuid: string): Promise<void> => {
    await restoreDashboardVersion(dashboard.uuid, versionUuid)
    await queryClient.invalidateQueries({ queryKey: ['dashboard'] })
  }
  return (
    <VersionHistory<DashboardDocument>
      name={dashboard.name}
      current={dashboard}
      history={history}
      events={events}
      versionQuery={(versionUuid) => dashboardVersionQuery(dashboard.uuid, versionUuid)}
      closeHref={paths.dashboard(projectUuid, dashboard.uuid)}
      pageHref={paths.dashboardHistory(projectUuid, dashboard.uuid)}
      onRestore={mayUpdate(dashboard) ? restore : undefined}
      skeleton={<Waiting />}
      renderState={(document) => <DashboardPreview projectUuid={projectUuid} dashboardUuid={dashboard.uuid} document={document} />}
      renderDifference={(before, after) => <DashboardDifference before={before} after={after} />}
    />
  )
}

const Waiting = () => (
  <Stack p="md" aria-busy>
    <Skeleton height={44} />
    <Skeleton height={400} />
  </Stack>
)
