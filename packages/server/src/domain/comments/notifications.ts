import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation, type Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { dashboardKind, notebookKind } from '../content/content-kinds.ts'
import { nowOf, personOf, selfTarget } from '../identity/identity-ctx.ts'
import { notificationsAsSeen, type Notification } from './notifications-as-seen.ts'
import { listNotificationsOf, mailsMentions, markAllNotifications, markNotification, setMailsMentions } from './notification-store.ts'

/** What a person may be told of. */
export const toldKinds = { dashboards: [dashboardKind.kind], all: [dashboardKind.kind, notebookKind.kind] } as const

/** What the caller was told of and may see still, newest first. */
export const listNotifications = readOperation<ContentCtx, { of: keyof typeof toldKinds }, Target, Notification[]>({
  name: 'notifications.list',
  action: 'notification.view',
  target: selfTarget,
  async run(ctx, { of }) {
    const stored = await listNotificationsOf(storeOf(ctx), personOf(ctx).userId, toldKinds[of])
    return notificationsAsSeen(ctx, stored)
  },
})

/** Marks one of the caller's as seen or unseen. Throws `not_found` for one of somebody else. */
export const updateNotification = writeOperation<Ctx, { id: string; viewed: boolean }, Target, void>({
  name: 'notifications.update',
  action: 'self.update',
  writes: true,
  target: selfTarget,
  async run(ctx, { id, viewed }) {
    const isMarked = await markNotification(ctx.tx, { id, userId: personOf(ctx).userId, viewedAt: viewed ? nowOf(ctx) : null })
    if (!isMarked) throw new AppError('not_found', 'You have no such notification', { reason: 'notification_missing' })
    ctx.record({ targetKind: 'notification', targetId: id, before: { viewed: !viewed }, after: { viewed } })
  },
})

/** Marks all of the caller's as seen. */
export const readAllNotifications = writeOperation<Ctx, Record<string, never>, Target, void>({
  name: 'notifications.read_all',
  action: 'self.update',
  writes: true,
  target: selfTarget,
  async run(ctx) {
    const { userId } = personOf(ctx)
    const marked = await markAllNotifications(ctx.tx, userId, nowOf(ctx))
    if (marked > 0) ctx.record({ targetKind: 'user', targetId: userId, before: { unseen: marked }, after: { unseen: 0 } })
  },
})

export type NotificationSettings = { mailsMentions: boolean }

/** How the caller wants to be told. */
export const getNotificationSettings = readOperation<Ctx, Record<string, never>, Target, NotificationSettings>({
  name: 'notifications.get_settings',
  action: 'self.view',
  target: selfTarget,
  run: async (ctx) => ({ mailsMentions: await mailsMentions(ctx.db, personOf(ctx).userId) }),
})

/** Sets it. */
export const updateNotificationSettings = writeOperation<Ctx, NotificationSettings, Target, NotificationSettings>({
  name: 'notifications.update_settings',
  action: 'self.update',
  writes: true,
  target: selfTarget,
  async run(ctx, settings) {
    const { userId } = personOf(ctx)
    const before = { mailsMentions: await mailsMentions(ctx.tx, userId) }
    await setMailsMentions(ctx.tx, userId, settings.mailsMentions)
    ctx.record({ targetKind: 'user', targetId: userId, before, after: settings })
    return settings
  },
})
