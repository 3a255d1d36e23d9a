import type { Action } from '../../access/actions.ts'
import { writeOperation, type Ctx, type Operation, type WriteCtx } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { trashResource } from '../../resources/trash-store.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind, notebookKind, spaceKind, sqlChartKind } from './content-kinds.ts'
import { contentTarget, targetOf, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import { lockSpaceTree, spacesBelow } from './space-tree-store.ts'

/** Moves a chart into the trash; answers the ids of all that went. */
export const deleteChart = deletion('charts.delete', 'chart.delete', chartKind)

/** Moves a SQL chart into the trash. */
export const deleteSqlChart = deletion('sql_charts.delete', 'chart.delete', sqlChartKind)

/** Moves a dashboard into the trash, with the charts that live inside it. */
export const deleteDashboard = deletion('dashboards.delete', 'dashboard.delete', dashboardKind)

/** Moves a notebook into the trash: its app is gone for viewers. */
export const deleteNotebook = deletion('apps.delete', 'app.delete', notebookKind)

/** Moves a space into the trash, with everything in it. `forbidden` (`space_inside`) for who may not manage all of that. */
export const deleteSpace = deletion('spaces.delete', 'space.manage', spaceKind, requireAllBelow)

/** What is in a space may have access of its own: its managers decide about it. */
async function requireAllBelow(ctx: Ctx & WriteCtx, space: Resource): Promise<void> {
  await lockSpaceTree(ctx.tx, space.projectId)
  const below = (await spacesBelow(ctx.tx, space.id)).filter(({ isTrashed }) => !isTrashed).map(({ id }) => id)
  const inside = await listResources(ctx.tx, { kinds: [spaceKind.kind], scope: { all: true }, projectId: space.projectId, ids: below })
  const { actor } = ctx
  if (actor.kind !== 'user' || inside.every((one) => decide(actor, 'space.manage', targetOf(one)).allowed)) return
  throw new AppError('forbidden', 'There is a space in it that you do not manage. Ask an administrator of the project to delete it.', {
    reason: 'space_inside',
  })
}

function deletion<Spec extends object>(
  name: string,
  action: Action,
  kind: ResourceKind<Spec>,
  check: (ctx: Ctx & WriteCtx, resource: Resource) => Promise<void> = async () => undefined,
): Operation<ContentCtx, ContentKey, { trashedIds: string[] }> {
  return writeOperation<ContentCtx, ContentKey, ContentTarget<Spec>, { trashedIds: string[] }>({
    name,
    action,
    allow: ['system'],
    writes: true,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, _key, { resource }) {
      await check(ctx, resource)
      const { authorId: userId, at } = authorOf(ctx)
      const trashedIds = await trashResource(ctx.tx, resource.id, { userId, at })
      ctx.record({ targetKind: kind.kind, targetId: resource.id, before: loggedState(resource), after: { trashed: trashedIds } })
      return { trashedIds }
    },
  })
}
