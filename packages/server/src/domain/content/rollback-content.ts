import type { ChartDocument, DashboardDocument } from '@atrium/documents'
import type { Action } from '../../access/actions.ts'
import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { findRevision, restoreRevision } from '../../resources/revision-store.ts'
import { chartNow, dashboardNow } from './as-seen.ts'
import { checkChartSql } from './check-chart-sql.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind } from './content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from './content-target.ts'
import { loggedState } from './logged-state.ts'
import type { Chart, Dashboard } from './types.ts'

/** Saves an old version of a chart as its newest. */
export const rollbackChart = rollbackOperation<ChartDocument, Chart>({
  name: 'charts.rollback',
  action: 'chart.update',
  kind: chartKind,
  now: chartNow,
  check: checkChartSql,
})

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
  /** Refuses content of before that the caller may not bring into the thing of today. */
  check?: (ctx: ContentCtx, target: ContentTarget<Spec>, then: Spec, now: Spec) => Promise<void>
}

function rollbackOperation<Spec extends object, Seen extends Resource>({ name, action, kind, now, check }: RollbackOperation<Spec, Seen>) {
  return writeOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<Spec>, Seen>({
    name,
    action,
    writes: true,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, { versionId }, target) {
      const { resource } = target
      const version = check === undefined ? null : await findRevision(ctx.tx, resource.id, { id: versionId })
      if (version !== null) await check?.(ctx, target, version.spec as Spec, resource.spec)
      await restoreRevision(ctx.tx, kind, { resourceId: resource.id, revisionId: versionId, ...authorOf(ctx) })
      const seen = await now(ctx, resource.id)
      ctx.record({ targetKind: kind.kind, targetId: resource.id, before: loggedState(resource), after: { ...loggedState(seen), restored: versionId } })
      return seen
    },
  })
}
