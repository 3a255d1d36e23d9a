import { Stack, Text, ThemeIcon } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props = { icon: Icon; text: string; /** The one thing to do next. */ action?: ReactNode; compact?: boolean }

/** Nothing here yet: one sentence and one action. */
export function EmptyState({ icon: Sign, text, action, compact = false }: Props) {
  return (
    <Stack align="center" justify="center" gap="sm" py={compact ? 'md' : 48} px="md">
      <ThemeIcon variant="light" size={compact ? 36 : 48} radius="xl" aria-hidden>
        <Sign size={compact ? 20 : 26} stroke={1.6} />
      </ThemeIcon>
      <Text ta="center" maw={420} c="dimmed" size="sm">
        {text}
      </Text>
      {action}
    </Stack>
  )
}
