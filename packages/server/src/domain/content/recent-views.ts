import type { Target } from '../../access/actions.ts'
import { readOperation, type Ctx } from '../../access/operation.ts'
import { deleteViewsByDayBefore, viewsSince } from '../../resources/view-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind } from './content-kinds.ts'
import { scopeOf } from './content-target.ts'

const dayMs = 86_400_000
/** Days for which views are told, today with them. */
const toldDays = 14
/** Days of which they are kept: apps are told of in a month. */
const keptDays = 30

/** How often each chart and dashboard that the caller may see was looked at in the last 14 days, by id; those of nobody are left out. */
export const listRecentViews = readOperation<ContentCtx, { projectId: string }, ProjectTarget, ReadonlyMap<string, number>>({
  name: 'content.recent_views',
  action: 'chart.list',
  target: projectTarget,
  run: (ctx, { projectId }) =>
    viewsSince(
      storeOf(ctx),
      { projectId, scope: scopeOf(ctx, projectId), kinds: [chartKind.kind, dashboardKind.kind] },
      new Date(ctx.clock.now() - (toldDays - 1) * dayMs),
    ),
})

/** Forgets views by day that nobody is told of any more; answers how many. They are counts of looking, not changes. */
export const removeOldViews = readOperation<Ctx, Record<string, never>, Target, { removed: number }>({
  name: 'content.remove_old_views',
  action: 'organization.delete',
  allow: ['system'],
  target: async () => ({ organizationId: null }),
  run: async (ctx) => ({ removed: await deleteViewsByDayBefore(ctx.db, new Date(ctx.clock.now() - keptDays * dayMs)) }),
})
