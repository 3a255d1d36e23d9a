import { referencesOf, type DashboardDocument } from '@atrium/documents'
import type { Action } from '../../../access/actions.ts'
import { writeOperation, type Operation, type WriteCtx } from '../../../access/operation.ts'
import { decide } from '../../../access/rules.ts'
import { listResources } from '../../../resources/resource-list-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import type { ResourceKind } from '../../../resources/resource-kind.ts'
import { updateResource } from '../../../resources/resource-store.ts'
import { appendRevision } from '../../../resources/revision-store.ts'
import { untrashResource } from '../../../resources/trash-store.ts'
import { checkChartSql } from '../check-chart-sql.ts'
import { authorOf, storeOf, type ContentCtx } from '../content-ctx.ts'
import { chartKind, dashboardKind, sqlChartKind } from '../content-kinds.ts'
import { requireAction, targetOf, type ContentKey, type ContentTarget } from '../content-target.ts'
import { loggedState } from '../logged-state.ts'
import { neededToChange, neededToRestore } from '../needed-actions.ts'
import { isSameContent } from '../same-content.ts'
import { asItWas } from './as-it-was.ts'
import { momentTarget } from './moment-target.ts'

/** What came back: all that was taken out of the trash, and the version that says what it said then. */
export type RestoredAsOf = { restoredIds: string[]; revision: number }

type Input = ContentKey & { asOf: Date }

/**
 * Brings a thing back as it was at a moment: out of the trash when it is there, with content, name and description of then as
 * its newest version. Its place stays that of today. Throws `not_found` when it was not there then, `conflict` while its
 * place is in the trash.
 */
export const restoreChartAsOf = restoreOperation('charts.restore_as_of', 'chart.update', chartKind, { check: checkChartSql })
export const restoreSqlChartAsOf = restoreOperation('sql_charts.restore_as_of', 'chart.update', sqlChartKind)

/** The same for a dashboard; charts that it showed and that are in the trash come back with it, those that the caller may bring back. */
export const restoreDashboardAsOf = restoreOperation('dashboards.restore_as_of', 'dashboard.update', dashboardKind, { restoreMore: restoreShown })

function restoreOperation<Spec extends object>(
  name: string,
  action: Action,
  kind: ResourceKind<Spec>,
  more: {
    /** Refuses content of then that the caller may not bring into the thing of today. */
    check?: (ctx: ContentCtx, target: ContentTarget<Spec>, then: Spec, now: Spec) => Promise<void>
    restoreMore?: (ctx: ContentCtx & WriteCtx, resource: Resource, spec: Spec) => Promise<string[]>
  } = {},
): Operation<ContentCtx, Input, RestoredAsOf> {
  return writeOperation<ContentCtx, Input, ContentTarget<Spec>, RestoredAsOf>({
    name,
    action,
    writes: true,
    target: (ctx, key) => momentTarget(ctx, kind, key),
    async run(ctx, { asOf }, target) {
      const { resource } = target
      const needed = [...(resource.deletedAt === null ? [] : [neededToRestore(resource)]), ...neededToChange(resource)]
      for (const one of needed) requireAction(ctx, one, target)
      const then = await asItWas(ctx, resource, asOf)
      await more.check?.(ctx, target, then.spec, resource.spec)
      const author = authorOf(ctx)
      const restoredIds = resource.deletedAt === null ? [] : await untrashResource(ctx.tx, resource.id, author)
      restoredIds.push(...((await more.restoreMore?.(ctx, resource, then.spec)) ?? []))
      if (then.name !== resource.name || then.description !== resource.description) {
        await updateResource(ctx.tx, resource.id, { name: then.name, description: then.description }, author)
      }
      const revision = isSameContent(kind.kind, then.spec, resource.spec)
        ? resource.revision
        : await appendRevision(ctx.tx, kind, { resourceId: resource.id, spec: then.spec, ...author, message: `Restored version ${then.revision}` })
      ctx.record({
        targetKind: kind.kind,
        targetId: resource.id,
        before: { ...loggedState(resource), trashed: restoredIds },
        after: { ...loggedState({ ...resource, name: then.name, description: then.description, revision }), asOf: asOf.toISOString() },
      })
      return { restoredIds, revision }
    },
  })
}

/** Takes charts that a dashboard showed out of the trash; those that the caller may not bring back, or whose place is there too, stay. */
async function restoreShown(ctx: ContentCtx & WriteCtx, { projectId }: Resource, spec: DashboardDocument): Promise<string[]> {
  const { charts, sqlCharts } = referencesOf(spec)
  const shown = { kinds: [chartKind.kind, sqlChartKind.kind], scope: { all: true } as const, projectId, ids: [...charts, ...sqlCharts] }
  const { actor } = ctx
  const restored: string[] = []
  for (const chart of await listResources(storeOf(ctx), { ...shown, trashed: true })) {
    if (actor.kind === 'user' && !decide(actor, neededToRestore(chart), targetOf(chart)).allowed) continue
    restored.push(...(await untrashResource(ctx.tx, chart.id, authorOf(ctx))))
  }
  return restored
}
