import type { TFunction } from 'i18next'
import type { Notification } from '../api/notifications.ts'

/** What a notification says, in one sentence. */
export function notificationText({ isMention, authorName, metadata }: Notification, t: TFunction): string {
  const author = authorName === '' ? t('notifications.somebody') : authorName
  const { dashboardName: dashboard, dashboardTileName: tile } = metadata
  if (tile === '') return t(isMention ? 'notifications.mentionOnDashboard' : 'notifications.replyOnDashboard', { author, dashboard })
  return t(isMention ? 'notifications.mention' : 'notifications.reply', { author, dashboard, tile })
}
