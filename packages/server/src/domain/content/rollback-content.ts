import type { ChartDocument, DashboardDocument } from '@atrium/documents'
import type { Action } from '../../access/actions.ts'
import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { restoreRevision } from '../../resources/revision-store.ts'
import { chartNow, dashboardNow } from './as-seen.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import type { Chart, Dashboard } from './types.ts'

/** Saves an old version of a chart as its newest. */
export const rollbackChart = rollbackOperation<ChartDocument, Chart>({ name: 'charts.rollback', action: 'chart.update', kind: chartKind, now: chartNow })

/** Saves an old version of a dashboard as its newest. */
export const rollbackDashboard = rollbackOperation<DashboardDocument, Dashboard>({
  name: 'dashboards.rollback',
  action: 'dashboard.update',
  kind: dashboardKind,
  now: dashboardNow,
})

type RollbackOperation<Spec extends object, Seen> = {
  name: string
  action: Action
  kind: ResourceKind<Spec>
  now: (ctx: ContentCtx & WriteCtx, id: string) => Promise<Seen>
}

function rollbackOperation<Spec extends object, Seen extends Resource>({ name, action, kind, now }: RollbackOperation<Spec, Seen>) {
  return writeOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<Spec>, Seen>({
    name,
    action,
    writes: true,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, { versionId }, { resource }) {
      await restoreRevision(ctx.tx, kind, { resourceId: resource.id, revisionId: versionId, ...authorOf(ctx) })
      const seen = await now(ctx, resource.id)
      ctx.record({ targetKind: kind.kind, targetId: resource.id, before: loggedState(resource), after: { ...loggedState(seen), restored: versionId } })
      return seen
    },
  })
}
