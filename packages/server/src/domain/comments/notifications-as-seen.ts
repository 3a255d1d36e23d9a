import type { ChartDocument, DashboardDocument, NotebookDocument } from '@atrium/documents'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { documentOf } from '../apps/document-of.ts'
import { visibleCharts } from '../content/as-seen.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { may, scopeOf, targetOf } from '../content/content-target.ts'
import { personOf } from '../identity/identity-ctx.ts'
import { pathOfComment } from './comment-path.ts'
import { isNotebook, type CommentedResource } from './comment-target.ts'
import { cellsOfApp, nameOfCell } from './commented-parts.ts'
import type { StoredNotification } from './notification-store.ts'

/** Something a person is told, with names as they may see them now. */
export type Notification = StoredNotification & {
  contentName: string
  /** Empty for a tile or cell that is gone or has no name. */
  partName: string
  /** Of the page on which it is read. */
  path: string
}

/** A part of a piece of content as the caller sees it: what it is called, and whether all see it who see the content. */
type SeenPart = { name: string; isForAll: boolean }

/** Of notifications those that are about what the caller may see now. */
export async function notificationsAsSeen(ctx: ContentCtx, stored: readonly StoredNotification[]): Promise<Notification[]> {
  const contents = await visibleContents(ctx, stored)
  const parts = new Map<string, (partId: string) => SeenPart | null>()
  for (const content of contents.values()) parts.set(content.id, await (isNotebook(content) ? cellsSeen(ctx, content) : tilesSeen(ctx, content)))
  return stored.flatMap((notification) => {
    const content = contents.get(notification.resourceId)
    const part = parts.get(notification.resourceId)?.(notification.partId) ?? null
    if (content === undefined || part === null) return []
    return [{ ...notification, contentName: content.name, partName: part.name, path: pathOfComment(content, notification.partId, part.isForAll) }]
  })
}

/** Of the contents that notifications are about those that the caller may see, by id. */
async function visibleContents(ctx: ContentCtx, notifications: readonly StoredNotification[]): Promise<Map<string, CommentedResource>> {
  const { organizationId } = personOf(ctx)
  const found = new Map<string, CommentedResource>()
  // Without an organization there is nothing to see, whatever they were told when they had one.
  if (organizationId === null) return found
  for (const projectId of new Set(notifications.map((notification) => notification.projectId))) {
    const there = notifications.filter((notification) => notification.projectId === projectId)
    const ids = [...new Set(there.map(({ resourceId }) => resourceId))]
    const kinds = [...new Set(there.map(({ kind }) => kind))]
    const contents = await listResources(storeOf(ctx), { kinds, scope: scopeOf(ctx, projectId), organizationId, projectId, ids })
    for (const content of contents) found.set(content.id, content as CommentedResource)
  }
  return found
}

/** Tiles by their title, else the name of the chart where the caller may see it. */
async function tilesSeen(ctx: ContentCtx, { projectId, spec }: Resource<DashboardDocument>): Promise<(partId: string) => SeenPart> {
  const untitled = spec.tiles.flatMap((tile) =>
    tile.type === 'saved_chart' && (tile.properties.title ?? '') === '' && tile.properties.savedChartUuid !== null ? [tile.properties.savedChartUuid] : [],
  )
  const charts = new Map((await visibleCharts(ctx, projectId, untitled)).map((chart: Resource<ChartDocument>) => [chart.id, chart.name]))
  const names = new Map(
    spec.tiles.map((tile) => {
      const chartId = tile.type === 'saved_chart' ? tile.properties.savedChartUuid : null
      return [tile.uuid, tile.properties.title || (chartId === null ? '' : (charts.get(chartId) ?? ''))]
    }),
  )
  return (partId) => ({ name: names.get(partId) ?? '', isForAll: true })
}

/** Cells that the app shows as its viewers know them; the others for those who may change the notebook. */
async function cellsSeen(ctx: ContentCtx, notebook: Resource<NotebookDocument>): Promise<(partId: string) => SeenPart | null> {
  const shown = await cellsOfApp(ctx, notebook)
  const mayChange = may(ctx, 'app.update', targetOf(notebook))
  const written = mayChange ? new Map((await documentOf(ctx, notebook, 'draft')).cells.map((cell) => [cell.id, nameOfCell(cell)])) : null
  return (partId) => {
    const cell = shown?.get(partId)
    if (cell !== undefined) return { name: cell.title ?? '', isForAll: true }
    return written === null ? null : { name: written.get(partId) ?? '', isForAll: false }
  }
}
