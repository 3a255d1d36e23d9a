import { isExploreError, type AnyExplore } from '@atrium/semantic'
import { referencesOf, type ChartDocument, type DashboardDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import { scopeOf } from '../content/content-target.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'

/** A chart or dashboard with the models it is made of, for those who keep models elsewhere. */
export type Exposure = { resource: Resource; kind: 'chart' | 'dashboard'; models: string[] }

/** Charts and dashboards with the models they stand on, by name. */
export const listExposures = readOperation<ContentCtx, { projectId: string }, ProjectTarget, Exposure[]>({
  name: 'catalog.exposures',
  action: 'project.manage',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const found = await listResources(storeOf(ctx), { kinds: [chartKind.kind, dashboardKind.kind], scope: scopeOf(ctx, projectId), projectId })
    const model = await ctx.projects.findModel(projectId)
    const modelsOfChart = new Map(
      found
        .filter(({ kind }) => kind === chartKind.kind)
        .map((chart) => [chart.id, modelsOf(model?.explores.get((chart.spec as ChartDocument).tableName), chart)]),
    )
    return found.map((resource) => ({
      resource,
      kind: resource.kind === chartKind.kind ? 'chart' : 'dashboard',
      models:
        resource.kind === chartKind.kind
          ? (modelsOfChart.get(resource.id) ?? [])
          : sorted(referencesOf(resource.spec as DashboardDocument).charts.flatMap((id) => modelsOfChart.get(id) ?? [])),
    }))
  },
})

const sorted = (names: readonly string[]): string[] => [...new Set(names)].toSorted()

/** Models whose fields a chart uses: the explore's own, and joined ones. A chart whose explore is gone names just that. */
function modelsOf(explore: AnyExplore | undefined, { spec }: Resource): string[] {
  const { explores, fields } = referencesOf(spec as ChartDocument)
  if (explore === undefined || isExploreError(explore)) return explores
  const used = Object.values(explore.tables).filter(({ name }) => fields.some((id) => id.startsWith(`${name}_`)))
  return sorted([...explores, ...used.map(({ name, originalName }) => originalName ?? name)])
}
