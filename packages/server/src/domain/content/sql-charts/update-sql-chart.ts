import type { SqlChartDocument } from '@atrium/documents'
import { writeOperation, type WriteCtx } from '../../../access/operation.ts'
import type { Resource } from '../../../resources/resource.ts'
import { parseSpec } from '../../../resources/resource-kind.ts'
import { appendRevision, restoreRevision } from '../../../resources/revision-store.ts'
import { sqlChartNow } from '../as-seen.ts'
import { changeHead, type ChangeContent } from '../change-head.ts'
import { authorOf, type ContentCtx } from '../content-ctx.ts'
import { sqlChartKind } from '../content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content-target.ts'
import { loggedState } from '../logged-state.ts'
import type { OpenSqlChart } from '../types.ts'
import { requireSql } from './require-sql.ts'

export type UpdateSqlChart = ContentKey & {
  /** Name, description, space: no new version. */
  change?: ChangeContent
  /** Any of SQL, limit and drawing: a new version, with the rest as it was. */
  document?: Readonly<Record<string, unknown>>
  /** `SqlChart.revision` as the author saw it; `conflict` when somebody saved since. */
  expectedRevision?: number
}

/** Changes a SQL chart. Moving it needs the right in both spaces. */
export const updateSqlChart = writeOperation<ContentCtx, UpdateSqlChart, ContentTarget<SqlChartDocument>, OpenSqlChart>({
  name: 'sql_charts.update',
  action: 'chart.update',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, sqlChartKind, key),
  async run(ctx, { change = {}, document, expectedRevision }, target) {
    requireSql(ctx, target)
    const { resource } = target
    await changeHead(ctx, resource, 'chart.update', change)
    if (document !== undefined) {
      await appendRevision(ctx.tx, sqlChartKind, {
        resourceId: resource.id,
        spec: parseSpec(sqlChartKind, { ...resource.spec, ...document }),
        ...authorOf(ctx),
        ...(expectedRevision === undefined ? {} : { expectedRevision }),
      })
    }
    return changed(ctx, resource)
  },
})

/** Saves an old version of a SQL chart as its newest. */
export const rollbackSqlChart = writeOperation<ContentCtx, ContentKey & { versionId: string }, ContentTarget<SqlChartDocument>, OpenSqlChart>({
  name: 'sql_charts.rollback',
  action: 'chart.update',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, sqlChartKind, key),
  async run(ctx, { versionId }, target) {
    requireSql(ctx, target)
    await restoreRevision(ctx.tx, sqlChartKind, { resourceId: target.resource.id, revisionId: versionId, ...authorOf(ctx) })
    return changed(ctx, target.resource)
  },
})

async function changed(ctx: ContentCtx & WriteCtx, before: Resource<SqlChartDocument>): Promise<OpenSqlChart> {
  const chart = await sqlChartNow(ctx, before.id)
  ctx.record({ targetKind: 'sql_chart', targetId: before.id, before: loggedState(before), after: loggedState(chart) })
  return chart
}
