import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runSqlChart } from '../../api/sql-charts.ts'
import { SqlChartView } from '../../charts/sql-chart-view.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'

type Props = { chartUuid: string; /** Null: as it is published. */ versionUuid: string | null; height: number }

/** A version of a SQL chart with today's data, for whoever may see the chart. */
export function SqlVersionView({ chartUuid, versionUuid, height }: Props) {
  const { t } = useTranslation()
  const results = useQuery({
    queryKey: ['sql-chart', chartUuid, 'version-results', versionUuid],
    queryFn: ({ signal }) => runSqlChart(chartUuid, { signal, ...(versionUuid === null ? {} : { versionUuid }) }),
    staleTime: 60_000,
    retry: false,
  })
  return (
    <QueryBoundary query={results} failed={t('difference.cannotRun')} skeleton={<Skeleton height={height} />}>
      {(result) => <SqlChartView config={result.config} answer={result} height={height} />}
    </QueryBoundary>
  )
}
