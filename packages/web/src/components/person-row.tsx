import { addressOf, nameOf } from '../api/members.ts'
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  person: { firstName: string; lastName: string; email: string }
  /** Said below the name instead of the address. */
  note?: ReactNode
  /** What can be done, at the right. */
  children?: ReactNode
}

/** A person in a list: the name, what is said of them, and what can be done. */
export function PersonRow({ person, note, children }: Props) {
  const { t } = useTranslation()
  const name = nameOf(person)
  return (
    <Group justify="space-between" wrap="nowrap" mih={40} gap="sm">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }} component="div">
          {note ?? (name === person.email ? null : (addressOf(person) ?? t('serviceAccounts.mark')))}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap" style={{ flex: 'none' }}>
        {children}
      </Group>
    </Group>
  )
}
