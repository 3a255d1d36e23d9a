import { Badge, Box, Group, Paper, Text, Title, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, type ReactNode } from 'react'

type Props = {
  name: string
  title: string
  open: boolean
  onToggle: () => void
  /** Number beside the title; not shown when 0. */
  count?: number
  /** What is inside, in a few words, while closed. */
  summary?: string
  /** Controls at the right of the title, while open. */
  actions?: ReactNode
  children: ReactNode
}

/** One of the cards in the middle of the explore page. */
export function CollapsibleCard({ name, title, open, onToggle, count = 0, summary = '', actions, children }: Props) {
  const id = useId()
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <Paper withBorder radius="md" component="section" aria-label={title} data-card={name} style={{ overflow: 'hidden', flex: 'none' }}>
      <Group justify="space-between" wrap="nowrap" px="xs" mih={40} gap="xs">
        <UnstyledButton
          onClick={onToggle}
          aria-expanded={open}
          aria-controls={id}
          style={{ display: 'flex', alignItems: 'center', gap: 6, minHeight: 32, minWidth: 0, flex: open ? 'none' : 1 }}
        >
          <Chevron size={16} aria-hidden style={{ flex: 'none' }} />
          <Title order={2} size="h6" style={{ whiteSpace: 'nowrap' }}>
            {title}
          </Title>
          {count > 0 && (
            <Badge size="sm" variant="light" circle={count < 10}>
              {count}
            </Badge>
          )}
          {summary !== '' && (
            <Text component="span" size="xs" c="dimmed" truncate>
              {summary}
            </Text>
          )}
        </UnstyledButton>
        {open && actions}
      </Group>
      <Box id={id} hidden={!open} style={{ borderBlockStart: '1px solid var(--atrium-line)' }}>
        {open && children}
      </Box>
    </Paper>
  )
}
