import { isExploreError, type CompiledDimension } from '@atrium/semantic'
import type { Target } from '../../access/actions.ts'
import { readOperation } from '../../access/operation.ts'
import { exploreFor, mayUseExplore } from '../explore/explore-access.ts'
import { selfTarget } from '../identity/identity-ctx.ts'
import type { ContentCtx } from './content-ctx.ts'
import { pastCharts } from './as-of/past-dashboard.ts'
import { visibleCharts } from './as-seen.ts'
import { findChartProject } from './find-chart-project.ts'

export type FilterFields = {
  /** Every dimension that one of the charts can be filtered by, once. */
  fields: CompiledDimension[]
  /** Indexes into `fields` by tile. */
  byTile: Record<string, number[]>
}

type Input = {
  charts: readonly { tileUuid: string; chartId: string }[]
  /** The charts as they were at this moment. */
  asOf?: Date
}

/** What the charts of some tiles can be filtered by: the visible dimensions of their explores. Charts the caller may not see are left out. */
export const dashboardFilterFields = readOperation<ContentCtx, Input, Target, FilterFields>({
  name: 'dashboards.filter_fields',
  action: 'dashboard.list',
  whileImpersonating: true,
  target: selfTarget,
  async run(ctx, { charts: asked, asOf }) {
    const fields: CompiledDimension[] = []
    const positions = new Map<string, number>()
    const byTile: Record<string, number[]> = {}
    for (const [projectId, ids] of await findChartProject(
      ctx,
      asked.map(({ chartId }) => chartId),
      { withTrashed: asOf !== undefined },
    )) {
      const model = await ctx.projects.model(projectId)
      for (const chart of await (asOf === undefined ? visibleCharts(ctx, projectId, ids) : pastCharts(ctx, { projectId, ids, at: asOf }))) {
        const explore = model.explores.get(chart.spec.tableName)
        if (explore === undefined || isExploreError(explore) || !mayUseExplore(ctx.actor, explore)) continue
        const own = Object.values(exploreFor(ctx.actor, explore).tables).flatMap((table) =>
          Object.values(table.dimensions).filter((dimension) => !dimension.hidden),
        )
        const indexes = own.map((dimension) => {
          const id = `${dimension.table}_${dimension.name}`
          const known = positions.get(id)
          if (known !== undefined) return known
          positions.set(id, fields.length)
          return fields.push(dimension) - 1
        })
        for (const { tileUuid, chartId } of asked) if (chartId === chart.id) byTile[tileUuid] = indexes
      }
    }
    return { fields, byTile }
  },
})
