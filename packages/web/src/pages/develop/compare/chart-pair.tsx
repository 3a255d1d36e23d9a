import type { ChartDocument } from '@atrium/documents'
import { Paper, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { chartOnDraftQuery } from '../../../api/compare-models.ts'
import type { Draft } from '../../../api/develop.ts'
import { runChart, type Results } from '../../../api/results.ts'
import { chartQuery } from '../../../api/saved-charts.ts'
import { ChartView } from '../../../charts/chart-view.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'

type Props = { projectUuid: string; draft: Draft; chartUuid: string; name: string }
type Drawn = Pick<Results, 'rows' | 'fields'>

const height = 220

/** A saved chart as it answers today, and as it would with the text; or what would break it. */
export function ChartPair({ projectUuid, draft, chartUuid, name }: Props) {
  const { t } = useTranslation()
  const chart = useQuery(chartQuery(chartUuid))
  const before = useQuery({
    queryKey: ['chart', chartUuid, 'results'],
    queryFn: ({ signal }) => runChart(chartUuid, { signal }),
    staleTime: 60_000,
    retry: false,
  })
  const after = useQuery(chartOnDraftQuery(projectUuid, draft, chartUuid))
  return (
    <Paper component="section" withBorder radius="md" p="sm" mt="sm" aria-label={name}>
      <Text size="sm" fw={600} mb={4}>
        {name}
      </Text>
      <QueryBoundary query={chart} failed={t('chartPage.failed')} skeleton={<Skeleton height={height} />}>
        {(saved) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Side head={t('valueDiff.today')} chart={saved} results={before} />
            <Side head={t('valueDiff.then')} chart={saved} results={after} />
          </SimpleGrid>
        )}
      </QueryBoundary>
    </Paper>
  )
}

function Side({ head, chart, results }: { head: string; chart: ChartDocument; results: UseQueryResult<Drawn> }) {
  const { t } = useTranslation()
  return (
    <div>
      <Text size="xs" c="dimmed">
        {head}
      </Text>
      <QueryBoundary query={results} failed={t('valueDiff.chartBreaks')} skeleton={<Skeleton height={height} />}>
        {(answer) => <ChartView document={chart} result={answer} height={height} />}
      </QueryBoundary>
    </div>
  )
}
