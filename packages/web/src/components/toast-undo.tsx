import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { i18next } from '../i18n/i18n.ts'
import { toastFailed } from './toast.ts'

type Undo = {
  message: string
  /** Said when it could not be taken back. */
  failed: string
  onUndo: () => Promise<unknown>
}

/** Says that something was done, and offers to take it back while it is shown. */
export function toastUndo({ message, failed, onUndo }: Undo): void {
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
          {i18next.t('dialog.undo')}
        </Button>
      </Group>
    ),
  })
}
