import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runChart } from '../../api/results.ts'
import { chartHistoryQuery, chartQuery, mayWithChart, restoreChartVersion } from '../../api/saved-charts.ts'
import { WithHistory } from '../../components/history/history-panel.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { ChartContent } from './chart-content.tsx'
import { VersionPreview } from './version-preview.tsx'

/** A saved chart: large, with its age and what one can do with it. */
export const ChartPage = () => <Chart />

function Chart({ isHistory = false }: { /** Its versions are beside it. */ isHistory?: boolean }) {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('chart')
  const chart = useQuery(chartQuery(chartUuid))
  const results = useQuery({
    queryKey: ['chart', chartUuid, 'results'],
    queryFn: ({ signal }) => runChart(chartUuid, { signal }),
    staleTime: 60_000,
    retry: false,
  })
  const name = chart.data?.name ?? t('chartPage.title')
  const title = isHistory ? t('chartPage.historyOf', { name }) : name
  useCrumbs([
    ...(chart.data === undefined ? [] : [{ label: chart.data.spaceName, href: paths.space(projectUuid, chart.data.spaceUuid) }]),
    { label: name, ...(isHistory ? { href: paths.chart(projectUuid, chartUuid) } : {}) },
    ...(isHistory ? [{ label: t('history.title') }] : []),
  ])
  return (
    <PageBoundary query={chart} title={title} failed={t('chartPage.failed')} back={{ label: t('spaces.title'), href: paths.spaces(projectUuid) }}>
      {(saved) => <ChartContent projectUuid={projectUuid} chart={saved} results={results} documentTitle={title} />}
    </PageBoundary>
  )
}

/** The chart beside its versions. */
export function ChartHistoryPage() {
  const queryClient = useQueryClient()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('chart')
  const chart = useQuery(chartQuery(chartUuid))
  const history = useQuery({ ...chartHistoryQuery(chartUuid), select: ({ history: versions }) => versions })
  const [shown, setShown] = useState<string | null>(null)
  const restore = async (versionUuid: string): Promise<void> => {
    await restoreChartVersion(chartUuid, versionUuid)
    await queryClient.invalidateQueries({ queryKey: ['chart', chartUuid] })
  }
  return (
    <WithHistory
      query={history}
      closeHref={paths.chart(projectUuid, chartUuid)}
      shown={shown}
      onShow={setShown}
      onRestore={mayWithChart(chart.data, 'chart.update') ? restore : undefined}
    >
      <Chart isHistory />
      {shown !== null && <VersionPreview chartUuid={chartUuid} versionUuid={shown} onClose={() => setShown(null)} />}
    </WithHistory>
  )
}
