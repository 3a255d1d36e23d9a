import { Code, Paper, Skeleton, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pastSqlChartQuery, runSqlChart } from '../../api/sql-charts.ts'
import { SqlChartView } from '../../charts/sql-chart-view.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { PastBanner } from '../../time-travel/past-banner.tsx'

const height = 'max(320px, calc(100dvh - 420px))'

/** A SQL chart as it was at a moment, with its SQL of then and data of today. */
export function PastSqlChartPage({ asOf }: { asOf: string }) {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('sqlChart')
  const chart = useQuery(pastSqlChartQuery(projectUuid, chartUuid, asOf))
  const title = t('timeTravel.titleOf', { name: chart.data?.name ?? t('sqlChart.title') })
  const all = { label: t('spaces.title'), href: paths.spaces(projectUuid, asOf) }
  useCrumbs([all, { label: title }])
  return (
    <PageBoundary query={chart} title={title} failed={t('sqlChart.failed')} back={{ label: t('timeTravel.whatThereWas'), href: all.href }}>
      {({ savedSqlUuid, name, sql, asOf: past }) => (
        <>
          <PageTitle title={title} />
          {past !== undefined && (
            <PastBanner past={past} kind="sql-charts" uuid={savedSqlUuid} name={name} todayHref={paths.sqlChart(projectUuid, savedSqlUuid)} />
          )}
          <Title order={1} size="h3" px={{ base: 10, sm: 16 }} pb="xs">
            {name}
          </Title>
          <Drawn key={asOf} chartUuid={savedSqlUuid} asOf={asOf} />
          <Code block tabIndex={0} mx={{ base: 10, sm: 16 }} mb="md">
            {sql}
          </Code>
        </>
      )}
    </PageBoundary>
  )
}

function Drawn({ chartUuid, asOf }: { chartUuid: string; asOf: string }) {
  const { t } = useTranslation()
  const results = useQuery({
    queryKey: ['sql-chart', chartUuid, 'results', 'as-of', asOf],
    queryFn: ({ signal }) => runSqlChart(chartUuid, { signal, asOf }),
    staleTime: 60_000,
    retry: false,
  })
  return (
    <Paper withBorder radius="md" p="sm" mx={{ base: 10, sm: 16 }} mb="md">
      <QueryBoundary query={results} failed={t('chartPage.runFailed')} skeleton={<Skeleton height={height} />}>
        {(answer) => <SqlChartView config={answer.config} answer={answer} height={height} />}
      </QueryBoundary>
    </Paper>
  )
}
