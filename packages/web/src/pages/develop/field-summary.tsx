import { Group, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import classes from './develop.module.css'

type Props = { name: string; note: string; children: ReactNode }

/** One field of a model on one line; its settings are drawn once it is opened. */
export function FieldSummary({ name, note, children }: Props) {
  const [opened, setOpened] = useState(false)
  return (
    <li className={classes['field']}>
      <details open={opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary className={classes['summary']}>
          {name}{' '}
          <Text span size="xs" c="dimmed">
            {note}
          </Text>
        </summary>
        {opened && (
          <Group gap="xs" pb="sm" align="flex-end">
            {children}
          </Group>
        )}
      </details>
    </li>
  )
}
