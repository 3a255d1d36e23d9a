import { Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runQuery } from '../../api/results.ts'
import { chartVersionQuery } from '../../api/saved-charts.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { queryKeyOf } from '../../explore/runnable-query.ts'

type Props = { chartUuid: string; versionUuid: string; onClose: () => void }

/** An old version of a chart with today's data. */
export function VersionPreview({ chartUuid, versionUuid, onClose }: Props) {
  const { t } = useTranslation()
  const version = useQuery(chartVersionQuery(chartUuid, versionUuid))
  const chart = version.data?.chart
  const results = useQuery({
    queryKey: ['results', chart?.projectUuid ?? '', chart === undefined ? '' : queryKeyOf({ ...chart.metricQuery, exploreName: chart.tableName })],
    queryFn: ({ signal }) => {
      if (chart === undefined) throw new Error('A version is run once it is loaded')
      return runQuery(chart.projectUuid, { ...chart.metricQuery, exploreName: chart.tableName }, { signal })
    },
    enabled: chart !== undefined,
    staleTime: 60_000,
    retry: false,
  })
  return (
    <Modal opened onClose={onClose} size="xl" title={t('chartPage.version')}>
      <QueryBoundary query={version} failed={t('chartPage.failed')} skeleton={<Skeleton height={360} />}>
        {({ chart: old }) => (
          <QueryBoundary query={results} failed={t('chartPage.runFailed')} skeleton={<Skeleton height={360} />}>
            {(result) => <ChartView document={old} result={result} height={360} />}
          </QueryBoundary>
        )}
      </QueryBoundary>
    </Modal>
  )
}
