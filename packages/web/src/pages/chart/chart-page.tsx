import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runChart } from '../../api/results.ts'
import { chartQuery } from '../../api/saved-charts.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { PagePending } from '../../shell/page-pending.tsx'
import { paths } from '../../shell/paths.ts'
import { ChartContent } from './chart-content.tsx'
import { HistoryPanel } from './history-panel.tsx'

/** A saved chart: large, with its age and what one can do with it. */
export const ChartPage = () => <SavedChartPage withHistory={false} />

/** The chart beside its versions. */
export const ChartHistoryPage = () => <SavedChartPage withHistory />

function SavedChartPage({ withHistory }: { withHistory: boolean }) {
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
  useCrumbs([
    ...(chart.data === undefined ? [] : [{ label: chart.data.spaceName, href: paths.space(projectUuid, chart.data.spaceUuid) }]),
    { label: chart.data?.name ?? t('chartPage.title') },
  ])
  return (
    <QueryBoundary query={chart} failed={t('chartPage.failed')} skeleton={<PagePending />}>
      {(saved) => (
        <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'stretch' }}>
          <div style={{ flex: '1 1 520px', minWidth: 0 }}>
            <ChartContent projectUuid={projectUuid} chart={saved} results={results} />
          </div>
          {withHistory && <HistoryPanel projectUuid={projectUuid} chart={saved} />}
        </div>
      )}
    </QueryBoundary>
  )
}
