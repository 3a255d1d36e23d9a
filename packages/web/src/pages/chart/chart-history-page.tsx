import type { ChartDocument } from '@atrium/documents'
import { Paper, Skeleton, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { exploreQuery } from '../../api/explores.ts'
import { chartHistoryQuery, chartQuery, chartVersionQuery, mayWithChart, restoreChartVersion, type SavedChart } from '../../api/saved-charts.ts'
import { WithHistory } from '../../components/history/history-panel.tsx'
import { VersionViews } from '../../components/history/version-views.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useGo } from '../../components/use-go.ts'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { itemsOfQuery } from '../../explore/items-of-query.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { chartChangeTexts } from './chart-change-text.ts'
import { ChartDifference } from './chart-difference.tsx'
import { ChartStateView } from './chart-state-view.tsx'

/** A chart beside its versions; the one that is looked at is in the address. */
export function ChartHistoryPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('chart')
  const chart = useQuery(chartQuery(chartUuid))
  const name = chart.data?.name ?? t('chartPage.title')
  const title = t('chartPage.historyOf', { name })
  useCrumbs([
    ...(chart.data === undefined ? [] : [{ label: chart.data.spaceName, href: paths.space(projectUuid, chart.data.spaceUuid) }]),
    { label: name, href: paths.chart(projectUuid, chartUuid) },
    { label: t('history.title') },
  ])
  return (
    <PageBoundary query={chart} title={title} failed={t('chartPage.failed')} back={{ label: t('spaces.title'), href: paths.spaces(projectUuid) }}>
      {(saved) => (
        <>
          <PageTitle title={title} />
          <History key={saved.uuid} projectUuid={projectUuid} chart={saved} />
        </>
      )}
    </PageBoundary>
  )
}

function History({ projectUuid, chart }: { projectUuid: string; chart: SavedChart }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const shown = useLocation({ select: ({ searchStr }) => new URLSearchParams(searchStr).get('version') })
  const explore = useQuery({ ...exploreQuery(projectUuid, chart.tableName), retry: false }).data
  const items = explore === undefined ? {} : itemsOfQuery(explore, chart.metricQuery)
  const history = useQuery({
    ...chartHistoryQuery(chart.uuid),
    select: ({ history: versions }) => versions.map((version) => ({ ...version, changes: chartChangeTexts(version, items, t) })),
  })
  const page = paths.chartHistory(projectUuid, chart.uuid)
  const show = (versionUuid: string | null): void => go(versionUuid === null ? page : `${page}?version=${encodeURIComponent(versionUuid)}`)
  const restore = async (versionUuid: string): Promise<void> => {
    await restoreChartVersion(chart.uuid, versionUuid)
    await queryClient.invalidateQueries({ queryKey: ['chart', chart.uuid] })
  }
  const versions = history.data ?? []
  const before = versions[versions.findIndex(({ versionUuid }) => versionUuid === shown) - 1]?.versionUuid ?? null
  return (
    <WithHistory
      query={history}
      closeHref={paths.chart(projectUuid, chart.uuid)}
      shown={shown}
      onShow={show}
      onRestore={mayWithChart(chart, 'chart.update') ? restore : undefined}
    >
      <Title order={1} size="h3" px={{ base: 10, sm: 16 }} pt="md" pb="xs">
        {chart.name}
      </Title>
      {shown === null ? (
        <Drawn projectUuid={projectUuid} document={chart} />
      ) : (
        <Version key={shown} projectUuid={projectUuid} chart={chart} versionUuid={shown} beforeUuid={before} onClose={() => show(null)} />
      )}
    </WithHistory>
  )
}

const Drawn = ({ projectUuid, document }: { projectUuid: string; document: ChartDocument }) => (
  <Paper withBorder radius="md" p="sm" mx={{ base: 10, sm: 16 }} mb="md">
    <ChartStateView projectUuid={projectUuid} document={document} height={420} />
  </Paper>
)

type VersionProps = { projectUuid: string; chart: SavedChart; versionUuid: string; beforeUuid: string | null; onClose: () => void }

function Version({ projectUuid, chart, versionUuid, beforeUuid, onClose }: VersionProps) {
  const { t } = useTranslation()
  const version = useQuery(chartVersionQuery(chart.uuid, versionUuid))
  return (
    <QueryBoundary query={version} failed={t('dashboard.history.versionFailed')} skeleton={<Skeleton height={420} m="md" />}>
      {({ chart: old, createdAt }) => (
        <VersionViews
          savedAt={createdAt}
          look={<Drawn projectUuid={projectUuid} document={old} />}
          withPrevious={beforeUuid === null ? null : <SinceVersion projectUuid={projectUuid} chartUuid={chart.uuid} versionUuid={beforeUuid} after={old} />}
          withCurrent={<ChartDifference projectUuid={projectUuid} before={chart} after={old} />}
          onClose={onClose}
        />
      )}
    </QueryBoundary>
  )
}

function SinceVersion({ projectUuid, chartUuid, versionUuid, after }: { projectUuid: string; chartUuid: string; versionUuid: string; after: ChartDocument }) {
  const { t } = useTranslation()
  const before = useQuery(chartVersionQuery(chartUuid, versionUuid))
  return (
    <QueryBoundary query={before} failed={t('dashboard.history.versionFailed')} skeleton={<Skeleton height={160} />}>
      {({ chart }) => <ChartDifference projectUuid={projectUuid} before={chart} after={after} />}
    </QueryBoundary>
  )
}
