import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

type Action = { message: string; /** Text of the button. */ label: string; onPress: () => void }

/** Says that something was done, with a button for what may come next while it is shown. */
export function toastAction({ message, label, onPress }: Action): void {
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
            onPress()
          }}
        >
          {label}
        </Button>
      </Group>
    ),
  })
}
