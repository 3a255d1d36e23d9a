import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sqlChartQuery } from '../../api/sql-charts.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { PagePending } from '../../shell/page-pending.tsx'
import { paths } from '../../shell/paths.ts'
import { useAsOf } from '../../time-travel/use-as-of.ts'
import { PastSqlChartPage } from './past-sql-chart-page.tsx'
import { SqlChartContent } from './sql-chart-content.tsx'

/** A saved SQL chart: large, with its SQL, its age and what one can do with it. With `?asOf=` as it was at that moment. */
export function SqlChartPage() {
  const [asOf] = useAsOf()
  return asOf === null ? <SqlChartNow /> : <PastSqlChartPage asOf={asOf} />
}

function SqlChartNow() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('sqlChart')
  const chart = useQuery(sqlChartQuery(projectUuid, chartUuid))
  useCrumbs([
    ...(chart.data === undefined ? [] : [{ label: chart.data.space.name, href: paths.space(projectUuid, chart.data.space.uuid) }]),
    { label: chart.data?.name ?? t('sqlChart.title') },
  ])
  return (
    <QueryBoundary query={chart} failed={t('sqlChart.failed')} skeleton={<PagePending />}>
      {(saved) => <SqlChartContent projectUuid={projectUuid} chart={saved} />}
    </QueryBoundary>
  )
}
