import { writeOperation } from '../../access/operation.ts'
import { parseSpec } from '../../resources/resource-kind.ts'
import { insertResource } from '../../resources/resource-store.ts'
import { chartNow } from './as-seen.ts'
import { chartKind } from './content-kinds.ts'
import { authorOf, type ContentCtx } from './content-ctx.ts'
import { checkChartSql } from './check-chart-sql.ts'
import { checkName } from './check-name.ts'
import { destinationTarget, type Destination, type DestinationTarget } from './destination.ts'
import { loggedState } from './logged-state.ts'
import type { Chart } from './types.ts'

export type CreateChart = Destination & {
  name: string
  description?: string | null
  /** Wanted instead of one made from the name; counted up like that one when taken. */
  slug?: string
  /** Checked here; `invalid` with the paths of what is wrong. */
  document: unknown
}

/** Saves a new chart in a space, inside a dashboard, or in the first space that takes it. */
export const createChart = writeOperation<ContentCtx, CreateChart, DestinationTarget, Chart>({
  name: 'charts.create',
  action: 'chart.create',
  allow: ['system'],
  writes: true,
  target: (ctx, input) => destinationTarget(ctx, input, 'chart.create'),
  async run(ctx, input, place) {
    const spec = parseSpec(chartKind, input.document)
    await checkChartSql(ctx, place, spec)
    const id = await insertResource(ctx.tx, chartKind, {
      organizationId: place.organizationId,
      projectId: place.projectId,
      spaceId: place.space.id,
      dashboardId: place.dashboardId,
      name: checkName(input.name),
      description: input.description ?? null,
      ...(input.slug === undefined ? {} : { slug: input.slug }),
      spec,
      ...authorOf(ctx),
    })
    const chart = await chartNow(ctx, id)
    ctx.record({ targetKind: 'chart', targetId: id, before: null, after: loggedState(chart) })
    return chart
  },
})
