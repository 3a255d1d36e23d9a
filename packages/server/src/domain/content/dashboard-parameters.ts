import { isExploreError, neededParameters, type ModelParameter, type ParameterValue } from '@atrium/semantic'
import type { Target } from '../../access/actions.ts'
import { readOperation } from '../../access/operation.ts'
import { exploreFor, mayUseExplore } from '../explore/explore-access.ts'
import { selfTarget } from '../identity/identity-ctx.ts'
import { visibleCharts } from './as-seen.ts'
import type { ContentCtx } from './content-ctx.ts'
import { findChartProject } from './find-chart-project.ts'

/** A parameter that charts need. */
export type NeededParameter = {
  name: string
  parameter: ModelParameter
  /** What the charts are asked with by themselves: saved with them, else the default; null when they differ. */
  values: ParameterValue[] | null
}

/** The parameters that charts need for their answers, each once. Charts that the caller may not see are left out. */
export const dashboardParameters = readOperation<ContentCtx, { charts: readonly string[] }, Target, NeededParameter[]>({
  name: 'dashboards.parameters',
  action: 'dashboard.list',
  whileImpersonating: true,
  target: selfTarget,
  async run(ctx, { charts: asked }) {
    const found = new Map<string, NeededParameter>()
    for (const [projectId, ids] of await findChartProject(ctx, asked)) {
      const model = await ctx.projects.model(projectId)
      for (const { spec } of await visibleCharts(ctx, projectId, ids)) {
        const whole = model.explores.get(spec.tableName)
        if (whole === undefined || isExploreError(whole) || !mayUseExplore(ctx.actor, whole)) continue
        const explore = exploreFor(ctx.actor, whole)
        for (const name of neededParameters(explore, { ...spec.metricQuery, exploreName: spec.tableName })) {
          const parameter = explore.parameters?.[name]
          if (parameter === undefined) continue
          const saved = [spec.metricQuery.parameters?.[name] ?? []].flat()
          const values = saved.length > 0 ? saved : [parameter.default ?? []].flat()
          const known = found.get(name)
          if (known === undefined) found.set(name, { name, parameter, values })
          else if (JSON.stringify(known.values) !== JSON.stringify(values)) known.values = null
        }
      }
    }
    return [...found.values()]
  },
})
