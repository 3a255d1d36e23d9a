import { Accordion, Badge, Group, Stack, Text } from '@mantine/core'
import type { ContentKind } from '@atrium/documents'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { contentIcons } from './content-icons.ts'

const actions = ['create', 'update', 'delete', 'unchanged'] as const

export type ContentAction = (typeof actions)[number]

/** What happens with one thing. `details` are drawn when somebody opens it. */
export type ListedChange = {
  action: ContentAction
  kind: ContentKind
  slug: string
  name: string
  /** How many reasons there are why it will not work. */
  problemCount?: number
  details: ReactNode
}

const colors: Readonly<Record<ContentAction, string>> = { create: 'green', update: 'blue', delete: 'red', unchanged: 'gray' }

/** How much is made, changed and left, then each thing that changes or has a problem. */
export function ContentChanges({ changes }: { changes: readonly ListedChange[] }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <Group gap="xs" role="group" aria-label={t('contentChanges.summary')}>
        {actions.map((action) => {
          const count = changes.filter((one) => one.action === action).length
          return count === 0 ? null : (
            <Badge key={action} color={colors[action]} variant="light" tt="none" size="lg">
              {t(`contentChanges.counts.${action}`, { count })}
            </Badge>
          )
        })}
      </Group>
      <Accordion variant="contained" multiple keepMounted={false} order={3} chevronPosition="right">
        {actions
          .flatMap((action) => changes.filter((one) => one.action === action))
          .filter(({ action, problemCount = 0 }) => action !== 'unchanged' || problemCount > 0)
          .map((change) => (
            <Change key={`${change.kind}:${change.slug}`} change={change} />
          ))}
      </Accordion>
    </Stack>
  )
}

function Change({ change: { action, kind, slug, name, problemCount = 0, details } }: { change: ListedChange }) {
  const { t } = useTranslation()
  const Icon = contentIcons[kind]
  return (
    <Accordion.Item value={`${kind}:${slug}`}>
      <Accordion.Control icon={<Icon size={16} />}>
        <Group gap="xs" wrap="nowrap" pe="xs">
          <Text size="sm" truncate style={{ flex: 1 }}>
            {name}
          </Text>
          {problemCount > 0 && (
            <Badge color="orange" variant="light" tt="none" style={{ flex: 'none' }}>
              {t('contentChanges.problemCount', { count: problemCount })}
            </Badge>
          )}
          <Badge color={colors[action]} variant="light" tt="none" style={{ flex: 'none' }}>
            {t(`contentChanges.actions.${action}`)}
          </Badge>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>{details}</Accordion.Panel>
    </Accordion.Item>
  )
}
