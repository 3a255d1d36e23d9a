import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runChart } from '../../api/results.ts'
import { chartQuery } from '../../api/saved-charts.ts'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { useAsOf } from '../../time-travel/use-as-of.ts'
import { ChartContent } from './chart-content.tsx'
import { PastChartPage } from './past-chart-page.tsx'

/** A saved chart: large, with its age and what one can do with it. With `?asOf=` as it was at that moment. */
export function ChartPage() {
  const [asOf] = useAsOf()
  return asOf === null ? <ChartNow /> : <PastChartPage asOf={asOf} />
}

function ChartNow() {
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
  useCrumbs([...(chart.data === undefined ? [] : [{ label: chart.data.spaceName, href: paths.space(projectUuid, chart.data.spaceUuid) }]), { label: name }])
  return (
    <PageBoundary query={chart} title={name} failed={t('chartPage.failed')} back={{ label: t('spaces.title'), href: paths.spaces(projectUuid) }}>
      {(saved) => <ChartContent projectUuid={projectUuid} chart={saved} results={results} documentTitle={name} />}
    </PageBoundary>
  )
}
