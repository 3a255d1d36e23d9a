import type { DashboardDocument } from '@atrium/documents'
import { Skeleton, Stack, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { dashboardHistoryQuery, dashboardQuery, dashboardVersionQuery, mayUpdate, restoreDashboardVersion, type Dashboard } from '../../../api/dashboards.ts'
import { WithHistory } from '../../../components/history/history-panel.tsx'
import { VersionViews } from '../../../components/history/version-views.tsx'
import { PageBoundary } from '../../../components/page-boundary.tsx'
import { PageTitle } from '../../../components/page-title.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { useGo } from '../../../components/use-go.ts'
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
  const go = useGo()
  const queryClient = useQueryClient()
  const shown = useLocation({ select: ({ searchStr }) => new URLSearchParams(searchStr).get('version') })
  const { items } = useFilterFields(dashboard.tiles)
  const history = useQuery({
    ...dashboardHistoryQuery(dashboard.uuid),
    select: ({ history: versions }) => versions.map((version) => ({ ...version, changes: changeTexts(version, items, t) })),
  })
  const page = paths.dashboardHistory(projectUuid, dashboard.uuid)
  const show = (versionUuid: string | null): void => go(versionUuid === null ? page : `${page}?version=${encodeURIComponent(versionUuid)}`)
  const restore = async (versionUuid: string): Promise<void> => {
    await restoreDashboardVersion(dashboard.uuid, versionUuid)
    await queryClient.invalidateQueries({ queryKey: ['dashboard'] })
  }
  const versions = history.data ?? []
  const before = versions[versions.findIndex(({ versionUuid }) => versionUuid === shown) - 1]?.versionUuid ?? null
  return (
    <WithHistory
      query={history}
      closeHref={paths.dashboard(projectUuid, dashboard.uuid)}
      shown={shown}
      onShow={show}
      onRestore={mayUpdate(dashboard) ? restore : undefined}
    >
      <Title order={1} size="h3" px={{ base: 10, sm: 16 }} pt="md" pb="xs">
        {dashboard.name}
      </Title>
      {shown === null ? (
        <DashboardPreview projectUuid={projectUuid} dashboardUuid={dashboard.uuid} document={dashboard} />
      ) : (
        <Version key={shown} projectUuid={projectUuid} dashboard={dashboard} versionUuid={shown} beforeUuid={before} onClose={() => show(null)} />
      )}
    </WithHistory>
  )
}

type VersionProps = { projectUuid: string; dashboard: Dashboard; versionUuid: string; beforeUuid: string | null; onClose: () => void }

function Version({ projectUuid, dashboard, versionUuid, beforeUuid, onClose }: VersionProps) {
  const { t } = useTranslation()
  const version = useQuery(dashboardVersionQuery(dashboard.uuid, versionUuid))
  return (
    <QueryBoundary query={version} failed={t('dashboard.history.versionFailed')} skeleton={<Waiting />}>
      {(document) => (
        <VersionViews
          savedAt={document.createdAt}
          look={<DashboardPreview projectUuid={projectUuid} dashboardUuid={dashboard.uuid} document={document} />}
          withPrevious={beforeUuid === null ? null : <SinceVersion dashboardUuid={dashboard.uuid} versionUuid={beforeUuid} after={document} />}
          withCurrent={<DashboardDifference before={dashboard} after={document} />}
          onClose={onClose}
        />
      )}
    </QueryBoundary>
  )
}

function SinceVersion({ dashboardUuid, versionUuid, after }: { dashboardUuid: string; versionUuid: string; after: DashboardDocument }) {
  const { t } = useTranslation()
  const before = useQuery(dashboardVersionQuery(dashboardUuid, versionUuid))
  return (
    <QueryBoundary query={before} failed={t('dashboard.history.versionFailed')} skeleton={<Skeleton height={160} />}>
      {(document) => <DashboardDifference before={document} after={after} />}
    </QueryBoundary>
  )
}

const Waiting = () => (
  <Stack p="md" aria-busy>
    <Skeleton height={44} />
    <Skeleton height={400} />
  </Stack>
)
