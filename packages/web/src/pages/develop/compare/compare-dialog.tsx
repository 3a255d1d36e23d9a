import { Alert, Button, Group, Modal, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { comparisonQuery, metricChangesQuery, type MetricChange, type MetricChanges } from '../../../api/compare-models.ts'
import type { Draft } from '../../../api/develop.ts'
import { copyText } from '../../../components/copy-text.ts'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { toastDone } from '../../../components/toast.ts'
import { ChartPair } from './chart-pair.tsx'
import { TotalsTable } from './totals-table.tsx'
import { usePullRequestText } from './use-pull-request-text.ts'
import { useTotals } from './use-totals.ts'
import { ValueTable } from './value-table.tsx'

type Props = { projectUuid: string; draft: Draft; onClose: () => void }

/** Charts that are drawn before and after; the rest are named. */
const mostCharts = 4

/** What a text that is not applied does: metrics that change with their values, one of them in parts, charts before and after. */
export function CompareDialog({ projectUuid, draft, onClose }: Props) {
  const { t } = useTranslation()
  const changes = useQuery(metricChangesQuery(projectUuid, draft))
  return (
    <Modal opened onClose={onClose} size="min(1100px, 96vw)" title={t('valueDiff.title', { path: draft.path })}>
      <QueryBoundary query={changes} failed={t('valueDiff.failed')} skeleton={<Skeleton height={240} />}>
        {(found) => (
          <>
            {found.broken.length > 0 && (
              <Alert color="orange" variant="light" mb="md" role="alert">
                {t('valueDiff.broken', { count: found.broken.length, names: found.broken.join(', ') })}
              </Alert>
            )}
            {found.metrics.length + found.broken.length === 0 && <Text size="sm">{t('valueDiff.none')}</Text>}
            {found.metrics.length > 0 && <Changes {...{ projectUuid, draft }} changes={found} />}
          </>
        )}
      </QueryBoundary>
    </Modal>
  )
}

function Changes({ projectUuid, draft, changes }: { projectUuid: string; draft: Draft; changes: MetricChanges }) {
  const { t } = useTranslation()
  const { metrics, charts, dashboards, endpoints, hidden } = changes
  const totals = useTotals(projectUuid, draft, metrics)
  const [chosen, setChosen] = useState<string | null>(null)
  const change = metrics.find((metric) => keyOf(metric) === chosen) ?? metrics[0]
  return (
    <Stack gap="md">
      <Text size="sm">{t('valueDiff.text')}</Text>
      <TotalsTable totals={totals} hidden={metrics.length - totals.length} />
      {change !== undefined && (
        <section aria-label={t('valueDiff.parts')}>
          <NativeSelect
            size="xs"
            mb="xs"
            maw={420}
            label={t('valueDiff.metric')}
            data={metrics.map((metric) => ({ value: keyOf(metric), label: metric.label }))}
            value={keyOf(change)}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Parts key={keyOf(change)} {...{ projectUuid, draft, change }} />
        </section>
      )}
      <section aria-label={t('valueDiff.charts')}>
        <Title order={3} size="h6" mb={6}>
          {t('valueDiff.charts')}
        </Title>
        {charts.length + dashboards.length + endpoints.length + hidden === 0 && <Text size="sm">{t('valueDiff.pr.usedByNothing')}</Text>}
        {charts.length > mostCharts && (
          <Text size="sm">{t('valueDiff.mostCharts', { most: mostCharts, count: charts.length, names: namesOf(charts.slice(mostCharts)) })}</Text>
        )}
        {dashboards.length > 0 && <Text size="sm">{t('valueDiff.dashboards', { count: dashboards.length, names: namesOf(dashboards) })}</Text>}
        {endpoints.length > 0 && <Text size="sm">{t('valueDiff.endpoints', { count: endpoints.length, names: namesOf(endpoints) })}</Text>}
        {hidden > 0 && <Text size="sm">{t('impact.hidden', { count: hidden })}</Text>}
        {charts.slice(0, mostCharts).map(({ uuid, name }) => (
          <ChartPair key={uuid} {...{ projectUuid, draft, name }} chartUuid={uuid} />
        ))}
      </section>
      <CopyText projectUuid={projectUuid} draft={draft} />
    </Stack>
  )
}

const namesOf = (things: readonly { name: string }[]): string => things.map(({ name }) => name).join(', ')

const keyOf = ({ explore, fieldId }: MetricChange): string => `${explore}/${fieldId}`

/** One metric by the values of a dimension. */
function Parts({ projectUuid, draft, change }: { projectUuid: string; draft: Draft; change: MetricChange }) {
  const { t } = useTranslation()
  const [dimension, setDimension] = useState<string | undefined>(undefined)
  const comparison = useQuery(comparisonQuery(projectUuid, draft, change, dimension))
  return (
    <QueryBoundary query={comparison} failed={t('valueDiff.failed')} skeleton={<Skeleton height={160} />}>
      {({ choices, dimension: by, rows, truncated }) => (
        <>
          {by !== null && (
            <NativeSelect
              size="xs"
              mb="xs"
              maw={420}
              label={t('valueDiff.by')}
              data={choices.map(({ fieldId, label }) => ({ value: fieldId, label }))}
              value={by.fieldId}
              onChange={(event) => setDimension(event.currentTarget.value)}
            />
          )}
          {by === null ? <Text size="sm">{t('valueDiff.noDimension')}</Text> : <ValueTable head={by.label} rows={rows} />}
          {truncated && <Text size="sm">{t('valueDiff.truncated', { count: rows.length })}</Text>}
        </>
      )}
    </QueryBoundary>
  )
}

function CopyText({ projectUuid, draft }: { projectUuid: string; draft: Draft }) {
  const { t } = useTranslation()
  const { text } = usePullRequestText(projectUuid, draft)
  const copy = async (): Promise<void> => {
    if (text !== null && (await copyText(text))) toastDone(t('valueDiff.copied'))
  }
  return (
    <Group justify="flex-end">
      <Button size="xs" variant="default" leftSection={<IconCopy size={15} />} loading={text === null} onClick={() => void copy()}>
        {t('valueDiff.copy')}
      </Button>
    </Group>
  )
}
