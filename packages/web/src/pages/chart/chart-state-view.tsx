import type { ChartDocument } from '@atrium/documents'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runQuery } from '../../api/results.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { queryKeyOf } from '../../explore/runnable-query.ts'

type Props = { projectUuid: string; document: ChartDocument; height: number }

/** Any state of a chart, saved or not, with today's data. */
export function ChartStateView({ projectUuid, document, height }: Props) {
  const { t } = useTranslation()
  const query = { ...document.metricQuery, exploreName: document.tableName }
  const results = useQuery({
    queryKey: ['results', projectUuid, queryKeyOf(query)],
    queryFn: ({ signal }) => runQuery(projectUuid, query, { signal }),
    staleTime: 60_000,
    retry: false,
  })
  return (
    <QueryBoundary query={results} failed={t('difference.cannotRun')} skeleton={<Skeleton height={height} />}>
      {(result) => <ChartView document={document} result={result} height={height} />}
    </QueryBoundary>
  )
}
