import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

type Link = { message: string; /** Text of the button. */ label: string; onOpen: () => void }

/** Says that something was done, and leads to it while it is shown. */
export function toastLink({ message, label, onOpen }: Link): void {
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
            onOpen()
          }}
        >
          {label}
        </Button>
      </Group>
    ),
  })
}
