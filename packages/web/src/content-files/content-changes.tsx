import { Accordion, Badge, Group, Text } from '@mantine/core'
import { diffLines, type ContentKind } from '@atrium/documents'
import { IconChartBar, IconFolder, IconLayoutDashboard, IconTerminal2 } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContentChange } from '../api/content-files.ts'
import { LineDifference } from '../components/difference/code-difference.tsx'

const actions = ['create', 'update', 'delete', 'unchanged'] as const satisfies readonly ContentChange['action'][]
const colors: Readonly<Record<ContentChange['action'], string>> = { create: 'green', update: 'blue', delete: 'red', unchanged: 'gray' }

export const contentIcons: Readonly<Record<ContentKind, ComponentType<{ size: number }>>> = {
  space: IconFolder,
  dashboard: IconLayoutDashboard,
  chart: IconChartBar,
  sql_chart: IconTerminal2,
}

/** How much is made, changed and left, then each thing that changes, line by line. */
export function ContentChanges({ changes }: { changes: readonly ContentChange[] }) {
  const { t } = useTranslation()
  return (
    <div>
      <Group gap="xs" role="group" aria-label={t('contentFiles.summary')} mb="sm">
        {actions.map((action) => {
          const count = changes.filter((one) => one.action === action).length
          return count === 0 ? null : (
            <Badge key={action} color={colors[action]} variant="light" tt="none" size="lg">
              {t(`contentFiles.counts.${action}`, { count })}
            </Badge>
          )
        })}
      </Group>
      <Accordion variant="contained" multiple keepMounted={false} order={3} chevronPosition="right">
        {changes
          .filter(({ action }) => action !== 'unchanged')
          .map((change) => (
            <Change key={`${change.kind}:${change.slug}`} change={change} />
          ))}
      </Accordion>
    </div>
  )
}

const linesOf = (text: string | null): string[] => (text === null ? [] : text.trimEnd().split('\n'))

function Change({ change: { action, kind, slug, name, before, after } }: { change: ContentChange }) {
  const { t } = useTranslation()
  const Icon = contentIcons[kind]
  return (
    <Accordion.Item value={`${kind}:${slug}`}>
      <Accordion.Control icon={<Icon size={16} />}>
        <Group gap="xs" wrap="nowrap" pe="xs">
          <Text size="sm" truncate style={{ flex: 1 }}>
            {name}
          </Text>
          <Badge color={colors[action]} variant="light" tt="none" style={{ flex: 'none' }}>
            {t(`contentFiles.actions.${action}`)}
          </Badge>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <LineDifference compared={diffLines(linesOf(before), linesOf(after))} />
      </Accordion.Panel>
    </Accordion.Item>
  )
}
