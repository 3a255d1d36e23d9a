import { Anchor, Badge, Button, Group, List, Paper, Text, Title, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FindingGroup as Findings, Rename } from '../../../api/validation.ts'
import { LinkTo } from '../../../components/link-to.tsx'
import { paths } from '../../../shell/paths.ts'
import { causeText, mendOf } from './cause-text.ts'

type Props = { projectUuid: string; group: Findings; onRename: (rename: Rename) => void; onDismiss: () => void }

/** Content that is listed of one cause; the rest is counted. */
const most = 25

const partKeys = {
  sorting: 'findings.part.sorting',
  filter: 'findings.part.filter',
  metric: 'findings.part.metric',
  model: 'findings.part.model',
  dimension: 'findings.part.dimension',
  'custom metric': 'findings.part.customMetric',
} as const

/** One cause, what it breaks, and its mend. */
export function FindingGroup({ projectUuid, group, onRename, onDismiss }: Props) {
  const { t } = useTranslation()
  const { cause, suggestions, content, hidden } = group
  const title = causeText(cause, t)
  const [best] = suggestions
  const mend = mendOf(cause)
  const count = (kind: 'chart' | 'dashboard'): number => content.filter((one) => one.kind === kind).length
  const counts = [
    ...(count('chart') > 0 ? [t('findings.charts', { count: count('chart') })] : []),
    ...(count('dashboard') > 0 ? [t('findings.dashboards', { count: count('dashboard') })] : []),
    ...(hidden > 0 ? [t('findings.hidden', { count: hidden })] : []),
  ]
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={title}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 280px' }}>
          <Title order={3} size="h6" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Text size="xs" c="dimmed">
            {counts.join(' · ')}
          </Text>
          {best !== undefined && (
            <Text size="sm" mt={4}>
              {t('findings.didYouMean', { name: best.name })}{' '}
              <Badge size="sm" variant="light" color="gray" tt="none">
                {t(best.because === 'same_sql' ? 'findings.sameSql' : 'findings.closeName')}
              </Badge>
            </Text>
          )}
        </div>
        <Group gap="xs">
          {mend !== null && best !== undefined && (
            <Button size="xs" onClick={() => onRename({ ...mend, to: best.name })}>
              {t('findings.replace', { name: best.name })}
            </Button>
          )}
          {mend !== null && (
            <Button size="xs" variant="default" onClick={() => onRename(mend)}>
              {t('findings.replaceOther')}
            </Button>
          )}
          <Tooltip label={t('findings.dismissHint')}>
            <Button size="xs" variant="subtle" onClick={onDismiss}>
              {t('findings.dismiss')}
            </Button>
          </Tooltip>
        </Group>
      </Group>
      {cause.kind === 'model' && (
        <Text size="sm" mt="xs">
          {cause.message}
        </Text>
      )}
      {content.length > 0 && (
        <List size="sm" spacing={6} mt="sm" listStyleType="none">
          {content.slice(0, most).map(({ uuid, kind, name, spaceName, views, parts, charts }) => (
            <List.Item key={uuid}>
              <Anchor component={LinkTo} href={kind === 'chart' ? paths.chart(projectUuid, uuid) : paths.dashboard(projectUuid, uuid)} size="sm" fw={550}>
                {name}
              </Anchor>{' '}
              <Text span size="xs" c="dimmed">
                {spaceName} · {t('findings.views', { count: views })}
              </Text>
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {[...parts.flatMap((part) => (part === 'chart' ? [] : [t(partKeys[part])])), ...charts].join(' · ')}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {content.length > most && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('findings.more', { count: content.length - most })}
        </Text>
      )}
    </Paper>
  )
}
