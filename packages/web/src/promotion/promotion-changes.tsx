import { Accordion, Alert, Badge, Code, Group, List, Stack, Text } from '@mantine/core'
import { IconChartBar, IconFolder, IconLayoutDashboard, IconTerminal2 } from '@tabler/icons-react'
import { diffDocuments } from '@atrium/documents'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { PromotionAction, PromotionChange, PromotionDiff } from '../api/promotion.ts'
import { FieldChanges } from '../components/field-changes.tsx'

const actions = ['create', 'update', 'delete', 'no changes'] as const satisfies readonly PromotionAction[]
const textKeys = { create: 'create', update: 'update', delete: 'delete', 'no changes': 'noChanges' } as const
const colors: Readonly<Record<PromotionAction, string>> = { create: 'green', update: 'blue', delete: 'red', 'no changes': 'gray' }

const iconOf: Readonly<Record<Listed['kind'], ComponentType<{ size: number }>>> = {
  space: IconFolder,
  dashboard: IconLayoutDashboard,
  chart: IconChartBar,
  sql_chart: IconTerminal2,
}

type Listed = PromotionChange & { kind: 'space' | 'dashboard' | 'chart' | 'sql_chart' }

/** How much is made, changed and left, then each thing with its code before and after. */
export function PromotionChanges({ diff }: { diff: PromotionDiff }) {
  const { t } = useTranslation()
  const all: Listed[] = [
    ...diff.spaces.map((change) => ({ ...change, kind: 'space' as const })),
    ...diff.dashboards.map((change) => ({ ...change, kind: 'dashboard' as const })),
    ...diff.charts.map((change) => ({ ...change, kind: 'chart' as const })),
    ...diff.sqlCharts.map((change) => ({ ...change, kind: 'sql_chart' as const })),
  ]
  return (
    <Stack gap="sm">
      <Group gap="xs" role="group" aria-label={t('promotion.summary')}>
        {actions.map((action) => {
          const count = all.filter((one) => one.action === action).length
          return count === 0 ? null : (
            <Badge key={action} color={colors[action]} variant="light" tt="none" size="lg">
              {t(`promotion.counts.${textKeys[action]}`, { count })}
            </Badge>
          )
        })}
      </Group>
      <Accordion variant="contained" multiple keepMounted={false} order={3} chevronPosition="right">
        {actions
          .flatMap((action) => all.filter((one) => one.action === action))
          .map((change) => (
            <Thing key={`${change.kind}:${change.data.slug}`} change={change} />
          ))}
      </Accordion>
    </Stack>
  )
}

function Thing({ change }: { change: Listed }) {
  const { t } = useTranslation()
  const { kind, action, data, problems } = change
  const Icon = iconOf[kind]
  return (
    <Accordion.Item value={`${kind}:${data.slug}`}>
      <Accordion.Control icon={<Icon size={16} />}>
        <Group gap="xs" wrap="nowrap" pe="xs">
          <Text size="sm" truncate style={{ flex: 1 }}>
            {data.name}
          </Text>
          {problems.length > 0 && (
            <Badge color="orange" variant="light" tt="none" style={{ flex: 'none' }}>
              {t('promotion.problemCount', { count: problems.length })}
            </Badge>
          )}
          <Badge color={colors[action]} variant="light" tt="none" style={{ flex: 'none' }}>
            {t(`promotion.actions.${textKeys[action]}`)}
          </Badge>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          {problems.length > 0 && (
            <Alert color="orange" variant="light" role="group" title={t('promotion.problems')}>
              <List size="sm">
                {problems.map(({ reason, name }) => (
                  <List.Item key={`${reason}:${name}`}>{t(`promotion.reasons.${reason}`, { name })}</List.Item>
                ))}
              </List>
            </Alert>
          )}
          <Difference change={change} />
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  )
}

/** Field by field for what changes; whole for what is made, stays or goes. */
function Difference({ change: { action, before, after } }: { change: Listed }) {
  if (action === 'update') return <FieldChanges changes={diffDocuments(before, after)} />
  return (
    <Code block mah={320} style={{ overflow: 'auto' }}>
      {JSON.stringify(after ?? before, null, 2)}
    </Code>
  )
}
