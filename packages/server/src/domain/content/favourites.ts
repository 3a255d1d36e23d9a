import type { Action, Target } from '../../access/actions.ts'
import { readOperation, writeOperation, type Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { nowOf, personOf, selfTarget } from '../identity/identity-ctx.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind, notebookKind, spaceKind, sqlChartKind } from './content-kinds.ts'
import { requireAction, scopeOf, targetOf } from './content-target.ts'
import { favouriteIds, lastViewed, setFavourite } from './favourite-store.ts'

/** What can be a favourite, and the right to see it. */
const viewOf: Readonly<Record<string, Action>> = {
  [chartKind.kind]: 'chart.view',
  [sqlChartKind.kind]: 'chart.view',
  [dashboardKind.kind]: 'dashboard.view',
  [notebookKind.kind]: 'app.view',
  [spaceKind.kind]: 'space.view',
}
const kinds = Object.keys(viewOf)
/** How far back a person is reminded. */
const remembered = 50

/** Puts a thing that the caller may see among their favourites, or takes it out. */
export const updateFavourite = writeOperation<ContentCtx, { id: string; isFavourite: boolean }, Target, void>({
  name: 'favourites.update',
  action: 'self.update',
  writes: true,
  target: selfTarget,
  async run(ctx, { id, isFavourite }) {
    const [resource] = await listResources(ctx.tx, { kinds, scope: { all: true }, ids: [id], shownTo: personOf(ctx).userId })
    if (resource === undefined) throw new AppError('not_found', 'This does not exist or was deleted', { reason: 'content_missing' })
    requireAction(ctx, viewOf[resource.kind] ?? 'project.manage', targetOf(resource))
    const isChanged = await setFavourite(ctx.tx, { userId: personOf(ctx).userId, resourceId: resource.id, isFavourite, at: nowOf(ctx) })
    if (isChanged) ctx.record({ targetKind: resource.kind, targetId: resource.id, before: { isFavourite: !isFavourite }, after: { isFavourite } })
  },
})

/** The caller's favourites in a project, as far as they may see them still; the last one first. */
export const listFavourites = readOperation<ContentCtx, { projectId: string }, ProjectTarget, Resource[]>({
  name: 'favourites.list',
  action: 'space.list',
  target: projectTarget,
  run: async (ctx, { projectId }) => visibleOf(ctx, projectId, await favouriteIds(storeOf(ctx), personOf(ctx).userId, projectId)),
})

export type Viewed = Resource & { viewedAt: Date }

/** What the caller opened last in a project and may see still. */
export async function listViewed(ctx: ContentCtx, projectId: string): Promise<Viewed[]> {
  const views = await lastViewed(storeOf(ctx), personOf(ctx).userId, projectId, remembered)
  const times = new Map(views.map(({ id, viewedAt }) => [id, viewedAt]))
  const seen = await visibleOf(ctx, projectId, [...times.keys()])
  return seen.map((item) => ({ ...item, viewedAt: times.get(item.id) ?? item.updatedAt }))
}

/** Those of some things that the caller may see, in the order of their ids. */
async function visibleOf(ctx: Ctx, projectId: string, ids: readonly string[]): Promise<Resource[]> {
  if (ids.length === 0) return []
  const found = new Map(
    (await listResources(storeOf(ctx), { kinds, scope: scopeOf(ctx, projectId), projectId, ids, shownTo: personOf(ctx).userId })).map((item) => [
      item.id,
      item,
    ]),
  )
  return ids.flatMap((id) => found.get(id) ?? [])
}
