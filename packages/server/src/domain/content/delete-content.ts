import type { Action } from '../../access/actions.ts'
import { writeOperation, type Operation } from '../../access/operation.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { trashResource } from '../../resources/trash-store.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind, spaceKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'

/** Moves a chart into the trash; answers the ids of all that went. */
export const deleteChart = deletion('charts.delete', 'chart.delete', chartKind)

/** Moves a dashboard into the trash, with the charts that live inside it. */
export const deleteDashboard = deletion('dashboards.delete', 'dashboard.delete', dashboardKind)

/** Moves a space into the trash, with everything in it. */
export const deleteSpace = deletion('spaces.delete', 'space.manage', spaceKind)

function deletion<Spec extends object>(name: string, action: Action, kind: ResourceKind<Spec>): Operation<ContentCtx, ContentKey, { trashedIds: string[] }> {
  return writeOperation<ContentCtx, ContentKey, ContentTarget<Spec>, { trashedIds: string[] }>({
    name,
    action,
    allow: ['system'],
    writes: true,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, _key, { resource }) {
      const { authorId: userId, at } = authorOf(ctx)
      const trashedIds = await trashResource(ctx.tx, resource.id, { userId, at })
      ctx.record({ targetKind: kind.kind, targetId: resource.id, before: loggedState(resource), after: { trashed: trashedIds } })
      return { trashedIds }
    },
  })
}
