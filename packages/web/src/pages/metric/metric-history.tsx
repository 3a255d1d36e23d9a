import { Code, Stack, Text, Timeline } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DescribedItem, MetricDefinition } from '../../api/catalog.ts'
import { Ago } from '../../components/ago.tsx'
import { Card } from '../../components/card.tsx'

/** What compilations made of a metric, latest first, with what it was before. */
export function MetricHistory({ history }: Pick<DescribedItem, 'history'>) {
  const { t } = useTranslation()
  if (history.length === 0) {
    return (
      <Card title={t('metricPage.history')}>
        <Text size="sm">{t('metricPage.noHistory')}</Text>
      </Card>
    )
  }
  return (
    <Card title={t('metricPage.history')}>
      <Timeline bulletSize={14} lineWidth={2} active={-1}>
        {history.map(({ at, before, after }) => (
          <Timeline.Item key={`${at} ${JSON.stringify(before)}`} title={<Ago at={at} />}>
            <Stack gap={4}>
              <Text size="sm">
                {before === null
                  ? t('metricPage.came')
                  : after === null
                    ? t('metricPage.went')
                    : t('metricPage.changed', { keys: changedKeys(before, after).join(', ') })}
              </Text>
              {before !== null && after !== null && before.sql !== after.sql && (
                <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {`- ${before.sql}\n+ ${after.sql}`}
                </Code>
              )}
            </Stack>
          </Timeline.Item>
        ))}
      </Timeline>
    </Card>
  )
}

const changedKeys = (before: MetricDefinition, after: MetricDefinition): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
