import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { toastFailed } from './toast.ts'

type Undo = {
  message: string
  /** Text of the button that takes it back. */
  undo: string
  /** Said when that fails. */
  failed: string
  onUndo: () => Promise<unknown>
}

/** Says that something was done, and offers to take it back while it is shown. */
export function toastUndo({ message, undo, failed, onUndo }: Undo): void {
  const id = notifications.show({
    color: 'green',
    autoClose: 10_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          style={{ flexShrink: 0 }}
          onClick={() => {
            notifications.hide(id)
            onUndo().catch((error: unknown) => toastFailed(failed, error))
          }}
        >
          {undo}
        </Button>
      </Group>
    ),
  })
}
