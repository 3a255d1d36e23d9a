import { aggregateOf, type SqlAnswer, type SqlChartDocument } from '@atrium/documents'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pivotSql } from '../../api/sql-jobs.ts'
import { runSql } from '../../api/sql.ts'
import { SqlChartView } from '../../charts/sql-chart-view.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { columnsOf } from '../sql/sql-chart-panel.tsx'

type Props = { projectUuid: string; document: SqlChartDocument; height: number }

/** Any state of a SQL chart, saved or not, with today's data, for those who may run SQL. */
export function SqlStateView({ projectUuid, document: { sql, limit, config }, height }: Props) {
  const { t } = useTranslation()
  const aggregate = aggregateOf(config)
  const answer = useQuery({
    queryKey: ['sql-state', projectUuid, sql, limit, aggregate],
    queryFn: async ({ signal }): Promise<SqlAnswer> => {
      if (aggregate !== null) return pivotSql(projectUuid, { sql, limit, aggregate }, signal)
      const result = await runSql(projectUuid, sql, limit, { signal })
      return { columns: columnsOf(result), rows: result.rows }
    },
    staleTime: 60_000,
    retry: false,
  })
  return (
    <QueryBoundary query={answer} failed={t('difference.cannotRun')} skeleton={<Skeleton height={height} />}>
      {(rows) => <SqlChartView config={config} answer={rows} height={height} />}
    </QueryBoundary>
  )
}
