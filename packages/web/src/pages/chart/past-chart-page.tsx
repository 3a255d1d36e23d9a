import { Paper, Skeleton, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runChart } from '../../api/results.ts'
import { pastChartQuery, type SavedChart } from '../../api/saved-charts.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { useTableTotals } from '../../charts/use-table-totals.ts'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { PastBanner } from '../../time-travel/past-banner.tsx'

const height = 'max(360px, calc(100dvh - 330px))'

/** A chart as it was at a moment, with data of today. Nothing of it can be changed; it can be brought back. */
export function PastChartPage({ asOf }: { asOf: string }) {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('chart')
  const chart = useQuery(pastChartQuery(chartUuid, asOf))
  const title = t('timeTravel.titleOf', { name: chart.data?.name ?? t('chartPage.title') })
  const all = { label: t('spaces.title'), href: paths.spaces(projectUuid, asOf) }
  useCrumbs([all, { label: title }])
  return (
    <PageBoundary query={chart} title={title} failed={t('chartPage.failed')} back={{ label: t('timeTravel.whatThereWas'), href: all.href }}>
      {(loaded) => (
        <>
          <PageTitle title={title} />
          {loaded.asOf !== undefined && (
            <PastBanner past={loaded.asOf} kind="charts" uuid={loaded.uuid} name={loaded.name} todayHref={paths.chart(projectUuid, loaded.uuid)} />
          )}
          <Title order={1} size="h3" px={{ base: 10, sm: 16 }} pb="xs">
            {loaded.name}
          </Title>
          <Drawn key={asOf} chart={loaded} asOf={asOf} />
        </>
      )}
    </PageBoundary>
  )
}

function Drawn({ chart, asOf }: { chart: SavedChart; asOf: string }) {
  const { t } = useTranslation()
  const results = useQuery({
    queryKey: ['chart', chart.uuid, 'results', asOf],
    queryFn: ({ signal }) => runChart(chart.uuid, { signal, asOf }),
    staleTime: 60_000,
    retry: false,
  })
  const totals = useTableTotals({ kind: 'chart', chartUuid: chart.uuid, asOf, notBefore: results.data?.receipt?.dataAsOf }, chart, results.data)
  return (
    <Paper withBorder radius="md" p="sm" mx={{ base: 10, sm: 16 }} mb="md">
      <QueryBoundary query={results} failed={t('chartPage.runFailed')} skeleton={<Skeleton height={height} />}>
        {(result) => <ChartView document={chart} result={result} height={height} totals={totals} />}
      </QueryBoundary>
    </Paper>
  )
}
