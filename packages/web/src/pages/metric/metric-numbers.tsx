import { Group, NativeSelect, Skeleton, Stack, Text } from '@mantine/core'
import type { ChartDocument } from '@atrium/documents'
import type { Explore } from '@atrium/semantic'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runQuery, type Results } from '../../api/results.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../components/card.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { breakdownChoices, dateChoices, grains, metricChart, type Grain } from './metric-questions.ts'

type Props = { projectUuid: string; explore: Explore; metric: string }

const chartHeight = 240

const runOf = (projectUuid: string, document: ChartDocument) => ({
  queryKey: ['metric-numbers', projectUuid, document.metricQuery],
  queryFn: ({ signal }: { signal: AbortSignal }) => runQuery(projectUuid, { ...document.metricQuery, exploreName: document.tableName }, { signal }),
  staleTime: 60_000,
})

/** Buckets come latest first, so that the limit keeps the last ones; a line is drawn from the first. */
const inOrder = (results: Results): Results => ({ ...results, rows: results.rows.toReversed() })

/** The metric over time, with its latest value. */
export function MetricTrend({ projectUuid, explore, metric }: Props) {
  const { t } = useTranslation()
  const dates = dateChoices(explore)
  const [chosen, setChosen] = useState<string | null>(null)
  const [wanted, setGrain] = useState<Grain>('MONTH')
  const date = dates.find(({ name }) => name === chosen) ?? dates[0]
  if (date === undefined) {
    return (
      <Card title={t('metricPage.trend')}>
        <Text size="sm">{t('metricPage.noDate', { table: explore.label })}</Text>
      </Card>
    )
  }
  const offered = grains.filter((grain) => date.intervals[grain] !== undefined)
  const grain = offered.includes(wanted) ? wanted : (offered[0] ?? 'MONTH')
  return (
    <Card title={t('metricPage.trend')}>
      <Stack gap="sm">
        <Group gap="sm">
          {dates.length > 1 && (
            <NativeSelect
              size="xs"
              aria-label={t('metricPage.by')}
              value={date.name}
              data={dates.map(({ name, label }) => ({ value: name, label }))}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
          )}
          <NativeSelect
            size="xs"
            aria-label={t('metricPage.grain')}
            value={grain}
            data={offered.map((value) => ({ value, label: t(`metricPage.grains.${value}`) }))}
            onChange={(event) => setGrain(grains.find((one) => one === event.currentTarget.value) ?? 'MONTH')}
          />
        </Group>
        <Trend projectUuid={projectUuid} metric={metric} document={metricChart('trend', explore.name, metric, date.intervals[grain] ?? '')} />
      </Stack>
    </Card>
  )
}

function Trend({ projectUuid, document, metric }: { projectUuid: string; document: ChartDocument; metric: string }) {
  const { t } = useTranslation()
  const results = useQuery(runOf(projectUuid, document))
  const [interval] = document.metricQuery.dimensions
  return (
    <QueryBoundary query={results} failed={t('metricPage.runFailed')} skeleton={<Skeleton height={chartHeight + 48} />}>
      {(found) => {
        const [latest] = found.rows
        return (
          <>
            {latest !== undefined && (
              <div>
                <Text size="xl" fw={650} className="numbers">
                  {latest[metric]?.value.formatted}
                </Text>
                <Text size="xs" c="dimmed">
                  {t('metricPage.latest')}: {latest[interval ?? '']?.value.formatted}
                </Text>
              </div>
            )}
            <ChartView document={document} result={inOrder(found)} height={chartHeight} />
          </>
        )
      }}
    </QueryBoundary>
  )
}

/** The largest parts of the metric by one dimension. */
export function MetricBreakdown({ projectUuid, explore, metric, preferred }: Props & { preferred: string | null }) {
  const { t } = useTranslation()
  const choices = breakdownChoices(explore)
  const [chosen, setChosen] = useState(preferred)
  const dimension = (choices.find(({ value }) => value === chosen) ?? choices[0])?.value
  if (dimension === undefined) {
    return (
      <Card title={t('metricPage.breakdown')}>
        <Text size="sm">{t('metricPage.noDimension', { table: explore.label })}</Text>
      </Card>
    )
  }
  return (
    <Card title={t('metricPage.breakdown')}>
      <Stack gap="sm">
        <NativeSelect
          size="xs"
          maw={280}
          aria-label={t('metricPage.dimension')}
          value={dimension}
          data={choices}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <Breakdown projectUuid={projectUuid} document={metricChart('breakdown', explore.name, metric, dimension)} />
      </Stack>
    </Card>
  )
}

function Breakdown({ projectUuid, document }: { projectUuid: string; document: ChartDocument }) {
  const { t } = useTranslation()
  const results = useQuery(runOf(projectUuid, document))
  return (
    <QueryBoundary query={results} failed={t('metricPage.runFailed')} skeleton={<Skeleton height={chartHeight} />}>
      {(found) => <ChartView document={document} result={found} height={chartHeight} />}
    </QueryBoundary>
  )
}
