import { Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { title: string; /** A sentence below the title. */ text?: string; children: ReactNode }

/** A part of a page with a title of its own. */
export function Card({ title, text, children }: Props) {
  return (
    <Paper withBorder radius="md" p="md" style={{ minWidth: 0 }}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {text !== undefined && (
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      )}
      <div style={{ marginBlockStart: 12 }}>{children}</div>
    </Paper>
  )
}
