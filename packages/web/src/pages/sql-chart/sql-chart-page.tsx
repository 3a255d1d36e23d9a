import { Code, Modal, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayWithSqlChart, restoreSqlChartVersion, runSqlChart, sqlChartHistoryQuery, sqlChartQuery } from '../../api/sql-charts.ts'
import { SqlChartView } from '../../charts/sql-chart-view.tsx'
import { WithHistory } from '../../components/history/history-panel.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { PagePending } from '../../shell/page-pending.tsx'
import { paths } from '../../shell/paths.ts'
import { SqlChartContent } from './sql-chart-content.tsx'

/** A saved SQL chart: large, with its SQL, its age and what one can do with it. */
export function SqlChartPage() {
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

/** The SQL chart beside its versions. */
export function SqlChartHistoryPage() {
  const queryClient = useQueryClient()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('sqlChart')
  const chart = useQuery(sqlChartQuery(projectUuid, chartUuid))
  const history = useQuery({ ...sqlChartHistoryQuery(chartUuid), select: ({ history: versions }) => versions })
  const [shown, setShown] = useState<string | null>(null)
  const restore = async (versionUuid: string): Promise<void> => {
    await restoreSqlChartVersion(chartUuid, versionUuid)
    await queryClient.invalidateQueries({ queryKey: ['sql-chart', chartUuid] })
  }
  return (
    <WithHistory
      query={history}
      closeHref={paths.sqlChart(projectUuid, chartUuid)}
      shown={shown}
      onShow={setShown}
      onRestore={mayWithSqlChart(chart.data, 'chart.update') ? restore : undefined}
    >
      <SqlChartPage />
      {shown !== null && <VersionPreview chartUuid={chartUuid} versionUuid={shown} onClose={() => setShown(null)} />}
    </WithHistory>
  )
}

/** An old version with today's data. */
function VersionPreview({ chartUuid, versionUuid, onClose }: { chartUuid: string; versionUuid: string; onClose: () => void }) {
  const { t } = useTranslation()
  const results = useQuery({
    queryKey: ['sql-chart', chartUuid, 'version', versionUuid],
    queryFn: ({ signal }) => runSqlChart(chartUuid, { signal, versionUuid }),
    staleTime: 60_000,
    retry: false,
  })
  return (
    <Modal opened onClose={onClose} size="xl" title={t('sqlChart.version')}>
      <QueryBoundary query={results} failed={t('chartPage.runFailed')} skeleton={<Skeleton height={360} />}>
        {(result) => (
          <>
            <SqlChartView config={result.config} answer={result} height={360} />
            <Code block tabIndex={0}>
              {result.sql}
            </Code>
          </>
        )}
      </QueryBoundary>
    </Modal>
  )
}
