import { writeOperation } from '../../../access/operation.ts'
import { parseSpec } from '../../../resources/resource-kind.ts'
import { insertResource } from '../../../resources/resource-store.ts'
import { sqlChartNow } from '../as-seen.ts'
import { checkName } from '../check-name.ts'
import { authorOf, type ContentCtx } from '../content-ctx.ts'
import { sqlChartKind } from '../content-kinds.ts'
import { destinationTarget, type DestinationTarget } from '../destination.ts'
import { loggedState } from '../logged-state.ts'
import type { OpenSqlChart } from '../types.ts'
import { requireSql } from './require-sql.ts'

export type CreateSqlChart = {
  projectId: string
  /** The first space that takes it when absent. */
  spaceId?: string
  name: string
  description?: string | null
  /** Wanted instead of one made from the name; counted up like that one when taken. */
  slug?: string
  /** SQL, limit and drawing; checked here. */
  document: unknown
}

/** Saves a person's SQL as a chart in a space. Whether the SQL runs is seen when it does. */
export const createSqlChart = writeOperation<ContentCtx, CreateSqlChart, DestinationTarget, OpenSqlChart>({
  name: 'sql_charts.create',
  action: 'chart.create',
  writes: true,
  target: (ctx, { projectId, spaceId }) => destinationTarget(ctx, { projectId, ...(spaceId === undefined ? {} : { spaceId }) }, 'chart.create'),
  async run(ctx, input, place) {
    requireSql(ctx, place)
    const id = await insertResource(ctx.tx, sqlChartKind, {
      organizationId: place.organizationId,
      projectId: place.projectId,
      spaceId: place.space.id,
      dashboardId: null,
      name: checkName(input.name),
      description: input.description ?? null,
      ...(input.slug === undefined ? {} : { slug: input.slug }),
      spec: parseSpec(sqlChartKind, input.document),
      ...authorOf(ctx),
    })
    const chart = await sqlChartNow(ctx, id)
    ctx.record({ targetKind: 'sql_chart', targetId: id, before: null, after: loggedState(chart) })
    return chart
  },
})
