import { useQuery } from '@tanstack/react-query'
import { notificationsQuery, type Notification } from '../api/notifications.ts'
import { userQuery } from '../api/session.ts'

/** What the reader was told; nothing while they view as somebody else, whose notifications are theirs alone. */
export function useNotifications(): readonly Notification[] {
  const user = useQuery({ ...userQuery, enabled: false }).data
  const isTheirs = user !== undefined && user.impersonatedBy === undefined
  const { data = [] } = useQuery({ ...notificationsQuery, enabled: isTheirs })
  return isTheirs ? data : []
}
