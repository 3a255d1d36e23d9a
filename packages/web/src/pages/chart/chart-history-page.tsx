import type { ChartDocument } from '@atrium/documents'
import { Paper, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { refreshAround } from '../../api/drafts.ts'
import { exploreQuery } from '../../api/explores.ts'
import { chartHistoryQuery, chartQuery, chartVersionQuery, mayWithChart, restoreChartVersion, type SavedChart } from '../../api/saved-charts.ts'
import { VersionHistory } from '../../components/history/version-history.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
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
  const queryClient = useQueryClient()
  const explore = useQuery({ ...exploreQuery(projectUuid, chart.tableName), retry: false }).data
  const items = explore === undefined ? {} : itemsOfQuery(explore, chart.metricQuery)
  const history = useQuery({
    ...chartHistoryQuery(chart.uuid),
    select: ({ history: versions }) => versions.map((version) => ({ ...version, changes: chartChangeTexts(version, items, t) })),
  })
  const events = useQuery({ ...chartHistoryQuery(chart.uuid), select: ({ events: all }) => all }).data
  const restore = async (versionUuid: string): Promise<void> => {
    await restoreChartVersion(chart.uuid, versionUuid)
    await refreshAround(queryClient, 'charts')
  }
  return (
    <VersionHistory<ChartDocument>
      name={chart.name}
      current={chart}
      history={history}
      events={events}
      versionQuery={(versionUuid) => chartVersionQuery(chart.uuid, versionUuid)}
      closeHref={paths.chart(projectUuid, chart.uuid)}
      pageHref={paths.chartHistory(projectUuid, chart.uuid)}
      onRestore={mayWithChart(chart, 'chart.update') ? restore : undefined}
      skeleton={<Skeleton height={420} m="md" />}
      renderState={(document) => (
        <Paper withBorder radius="md" p="sm" mx={{ base: 10, sm: 16 }} mb="md">
          <ChartStateView projectUuid={projectUuid} document={document} height={420} />
        </Paper>
      )}
      renderDifference={(before, after) => <ChartDifference projectUuid={projectUuid} before={before} after={after} />}
    />
  )
}
