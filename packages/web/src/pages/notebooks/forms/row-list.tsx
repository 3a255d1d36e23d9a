import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props<T> = {
  label: string
  items: readonly T[]
  onChange: (items: T[]) => void
  /** What is added; null: nothing can be. */
  added: T | null
  addText: string
  /** How the taking away of one is called. */
  removeText: (item: T) => string
  render: (item: T, change: (item: T) => void) => ReactNode
}

/** A list of things that are each a line of fields; nothing where there are none and none can be added. */
export function RowList<T>({ label, items, onChange, added, addText, removeText, render }: Props<T>) {
  if (items.length === 0 && added === null) return null
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Text size="xs" fw={500}>
        {label}
      </Text>
      {items.map((item, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its place
        <Group key={place} gap={6} wrap="wrap" align="center">
          {render(item, (changed) => onChange(items.with(place, changed)))}
          <ActionIcon size={28} aria-label={removeText(item)} onClick={() => onChange(items.toSpliced(place, 1))}>
            <IconX size={14} />
          </ActionIcon>
        </Group>
      ))}
      {added !== null && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} aria-hidden />}
          style={{ alignSelf: 'start' }}
          onClick={() => onChange([...items, added])}
        >
          {addText}
        </Button>
      )}
    </Stack>
  )
}
