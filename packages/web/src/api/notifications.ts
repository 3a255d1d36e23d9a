import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** Something the reader is told. `url` is a path of a page. */
export type Notification = {
  notificationId: string
  createdAt: string
  viewed: boolean
  url: string
  isMention: boolean
  /** Empty for an account that is gone. */
  authorName: string
  projectUuid: string
  /** Of the dashboard, notebook or app. */
  contentName: string
  /** Empty for a tile or cell without a name. */
  partName: string
}

/** The server answers this many, the latest. */
export const mostNotifications = 100

/** What the reader was told, newest first; asked for again every minute while the page is open. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => request<Notification[]>('/api/v1/app/notifications', { signal }),
  refetchInterval: 60_000,
  refetchOnWindowFocus: 'always',
  retry: false,
})

export const markNotification = (notificationId: string, viewed: boolean): Promise<unknown> =>
  request(`/api/v1/notifications/${encodeURIComponent(notificationId)}`, { method: 'PATCH', body: { viewed } })

export const readAllNotifications = (): Promise<unknown> => request('/api/v1/app/notifications/read', { method: 'POST' })

/** `sendsMail`: whether this installation sends mail at all. */
export type NotificationSettings = { mailsMentions: boolean; sendsMail: boolean }

export const notificationSettingsQuery = queryOptions({
  queryKey: ['notification-settings'],
  queryFn: ({ signal }) => request<NotificationSettings>('/api/v1/app/notifications/settings', { signal }),
})

export const updateNotificationSettings = (mailsMentions: boolean): Promise<unknown> =>
  request('/api/v1/app/notifications/settings', { method: 'PUT', body: { mailsMentions } })
