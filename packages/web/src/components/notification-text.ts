import type { TFunction } from 'i18next'
import type { Notification } from '../api/notifications.ts'

/** What a notification says, in one sentence. */
export function notificationText({ isMention, authorName, contentName: content, partName: part }: Notification, t: TFunction): string {
  const author = authorName === '' ? t('notifications.somebody') : authorName
  if (part === '') return t(isMention ? 'notifications.mentionOnContent' : 'notifications.replyOnContent', { author, content })
  return t(isMention ? 'notifications.mention' : 'notifications.reply', { author, content, part })
}
