import { Alert, Code, List, Stack } from '@mantine/core'
import { diffDocuments, type ContentKind } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import type { PromotionChange, PromotionDiff } from '../api/promotion.ts'
import { ContentChanges, type ListedChange } from '../components/content-changes.tsx'
import { FieldChanges } from '../components/field-changes.tsx'

/** What a promotion does in the upstream project, each thing with its code before and after. */
export function PromotionChanges({ diff }: { diff: PromotionDiff }) {
  return (
    <ContentChanges
      changes={[
        ...diff.spaces.map((change) => listed('space', change)),
        ...diff.dashboards.map((change) => listed('dashboard', change)),
        ...diff.charts.map((change) => listed('chart', change)),
        ...diff.sqlCharts.map((change) => listed('sql_chart', change)),
      ]}
    />
  )
}

const listed = (kind: ContentKind, change: PromotionChange): ListedChange => ({
  action: change.action === 'no changes' ? 'unchanged' : change.action,
  kind,
  slug: change.data.slug,
  name: change.data.name,
  problemCount: change.problems.length,
  details: <Details change={change} />,
})

function Details({ change }: { change: PromotionChange }) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs">
      {change.problems.length > 0 && (
        <Alert color="orange" variant="light" role="group" title={t('promotion.problems')}>
          <List size="sm">
            {change.problems.map(({ reason, name }) => (
              <List.Item key={`${reason}:${name}`}>{t(`promotion.reasons.${reason}`, { name })}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Difference change={change} />
    </Stack>
  )
}

/** Field by field for what changes; whole for what is made, stays or goes. */
function Difference({ change: { action, before, after } }: { change: PromotionChange }) {
  if (action === 'update') return <FieldChanges changes={diffDocuments(before, after)} />
  return (
    <Code block mah={320} style={{ overflow: 'auto' }}>
      {JSON.stringify(after ?? before, null, 2)}
    </Code>
  )
}
