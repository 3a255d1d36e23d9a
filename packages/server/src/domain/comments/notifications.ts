import type { ChartDocument, DashboardDocument } from '@atrium/documents'
import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation, type Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { visibleCharts } from '../content/as-seen.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { dashboardKind } from '../content/content-kinds.ts'
import { scopeOf } from '../content/content-target.ts'
import { nowOf, personOf, selfTarget } from '../identity/identity-ctx.ts'
import { listNotificationsOf, mailsMentions, markAllNotifications, markNotification, setMailsMentions, type StoredNotification } from './notification-store.ts'

/** Something a person is told, with names as they may see them now. */
export type Notification = StoredNotification & { dashboardName: string; /** Empty for a tile that is gone or has no name. */ tileName: string }

/** What the caller was told of and may see still, newest first. */
export const listNotifications = readOperation<ContentCtx, Record<string, never>, Target, Notification[]>({
  name: 'notifications.list',
  action: 'notification.view',
  target: selfTarget,
  async run(ctx) {
    const stored = await listNotificationsOf(storeOf(ctx), personOf(ctx).userId)
    const dashboards = await visibleDashboards(ctx, stored)
    const tileNames = await tileNamesOf(ctx, [...dashboards.values()])
    return stored.flatMap((notification) => {
      const dashboard = dashboards.get(notification.dashboardId)
      if (dashboard === undefined) return []
      return [{ ...notification, dashboardName: dashboard.name, tileName: tileNames.get(notification.tileId) ?? '' }]
    })
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

/** Of the dashboards that notifications are about those that the caller may see, by id. */
async function visibleDashboards(ctx: ContentCtx, notifications: readonly StoredNotification[]): Promise<Map<string, Resource<DashboardDocument>>> {
  const { organizationId } = personOf(ctx)
  const found = new Map<string, Resource<DashboardDocument>>()
  // Without an organization there is nothing to see, whatever they were told when they had one.
  if (organizationId === null) return found
  for (const projectId of new Set(notifications.map((notification) => notification.projectId))) {
    const ids = [...new Set(notifications.filter((notification) => notification.projectId === projectId).map(({ dashboardId }) => dashboardId))]
    const dashboards = await listResources(storeOf(ctx), { kinds: [dashboardKind.kind], scope: scopeOf(ctx, projectId), organizationId, projectId, ids })
    for (const dashboard of dashboards) found.set(dashboard.id, dashboard as Resource<DashboardDocument>)
  }
  return found
}

/** Names of the tiles of dashboards: their title, else the name of the chart where the caller may see it. */
async function tileNamesOf(ctx: ContentCtx, dashboards: readonly Resource<DashboardDocument>[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const { projectId, spec } of dashboards) {
    const untitled = spec.tiles.flatMap((tile) =>
      tile.type === 'saved_chart' && (tile.properties.title ?? '') === '' && tile.properties.savedChartUuid !== null ? [tile.properties.savedChartUuid] : [],
    )
    const charts = new Map((await visibleCharts(ctx, projectId, untitled)).map((chart: Resource<ChartDocument>) => [chart.id, chart.name]))
    for (const tile of spec.tiles) {
      const chartId = tile.type === 'saved_chart' ? tile.properties.savedChartUuid : null
      names.set(tile.uuid, tile.properties.title || (chartId === null ? '' : (charts.get(chartId) ?? '')))
    }
  }
  return names
}
