import { notifications } from '@mantine/notifications'
import { messageOf } from '../api/message-of.ts'

/** Says in passing that something worked. */
export function toastDone(message: string): void {
  notifications.show({ message, color: 'green', autoClose: 4000 })
}

/** Says that something did not work, and why. Stays until closed. */
export function toastFailed(title: string, error: unknown): void {
  notifications.show({ title, message: messageOf(error), color: 'red', autoClose: false })
}
