import { Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { kindOf, summaryOf, type InsightKind, type InsightWords } from './insight-words.ts'

/** Kinds whose events are steps. */
const followsOneAnother: readonly InsightKind[] = ['FunnelsQuery', 'RetentionQuery']

/** What an insight asks, for people: its kind, its events, its range. */
export function InsightSummary({ words }: { words: InsightWords }) {
  const { t } = useTranslation()
  const kind = kindOf(words)
  if (kind === null) return null
  const { events, from, to, interval, by } = summaryOf(words)
  const named = [...new Set(events.map((event) => event ?? t('endpoints.insight.allEvents')))]
  const parts = [
    ...(interval === null ? [] : [t('endpoints.insight.by', { interval: t(`endpoints.insight.intervals.${interval}`, { defaultValue: interval }) })]),
    t('endpoints.insight.range', { from: from ?? '-7d', to: to ?? t('endpoints.insight.now') }),
    ...(by.length === 0 ? [] : [t('endpoints.insight.brokenBy', { properties: by.join(', ') })]),
  ]
  return (
    <Group gap="xs" wrap="wrap" role="group" aria-label={t('endpoints.insight.asks')}>
      <Badge variant="light">{t(`endpoints.insight.kinds.${kind}`)}</Badge>
      <Text size="sm" fw={500}>
        {named.join(followsOneAnother.includes(kind) ? ' → ' : ', ')}
      </Text>
      <Text size="sm" c="dimmed">
        {parts.join(' · ')}
      </Text>
    </Group>
  )
}
