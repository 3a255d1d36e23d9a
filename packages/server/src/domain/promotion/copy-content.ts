import type { ChartDocument, DashboardDocument, EndpointDocument, NotebookDocument, SqlChartDocument } from '@atrium/documents'
import type { WriteCtx } from '../../access/operation.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { insertResource } from '../../resources/resource-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, endpointKind, notebookKind, spaceKind, sqlChartKind, type SpaceSpec } from '../content/content-kinds.ts'
import type { Project } from '../projects/types.ts'
import { virtualViewKind } from '../projects/virtual-views/virtual-view-kind.ts'
import { listVirtualViews } from '../projects/virtual-views/with-virtual-views.ts'
import { applyPromotion, type PromotionCtx } from './apply-promotion.ts'
import { copyEndpoints } from './copy-endpoints.ts'
import { copyNotebooks } from './copy-notebooks.ts'
import type { PlannedChange } from './types.ts'

export type CopiedContent = { spaces: number; charts: number; dashboards: number; endpoints: number; notebooks: number }

/** Explores of people's SQL are part of the model, though they are kept like content. */
export async function copyVirtualViews(ctx: ContentCtx & WriteCtx, { id: from, organizationId }: Project, projectId: string): Promise<void> {
  const place = { organizationId, projectId, spaceId: null, dashboardId: null }
  for (const { name, description, slug, spec } of await listVirtualViews(ctx.tx, from)) {
    await insertResource(ctx.tx, virtualViewKind, { ...place, name, description, slug, spec, ...authorOf(ctx) })
  }
}

/**
 * Copies everything, also what the caller may not see: who may see it in the preview is who may here. One line of the log
 * says how much it was.
 */
export async function copyContent(ctx: PromotionCtx, source: Project, id: string): Promise<CopiedContent> {
  const all = (kind: string): Promise<Resource[]> => listResources(ctx.tx, { kinds: [kind], scope: { all: true }, projectId: source.id })
  const spaces = (await all(spaceKind.kind)) as Resource<SpaceSpec>[]
  const [charts, dashboards] = [(await all(chartKind.kind)) as Resource<ChartDocument>[], (await all(dashboardKind.kind)) as Resource<DashboardDocument>[]]
  const sqlCharts = (await all(sqlChartKind.kind)) as Resource<SqlChartDocument>[]
  const plan = {
    source,
    upstream: { ...source, id },
    spaces: parentsFirst(spaces).map(made),
    charts: charts.map(made),
    sqlCharts: sqlCharts.map(made),
    dashboards: dashboards.map(made),
  }
  const ids = await applyPromotion({ ...ctx, record: () => undefined }, plan, { isOwn: false })
  const endpoints = (await all(endpointKind.kind)) as Resource<EndpointDocument>[]
  const spaceOf = (spaceId: string): string | null => ids.get(spaceId) ?? null
  await copyEndpoints(ctx, endpoints, { from: source.id, to: id, spaceOf })
  const notebooks = (await all(notebookKind.kind)) as Resource<NotebookDocument>[]
  await copyNotebooks(ctx, notebooks, { to: id, spaceOf })
  return {
    spaces: spaces.length,
    charts: charts.length + sqlCharts.length,
    dashboards: dashboards.length,
    endpoints: endpoints.length,
    notebooks: notebooks.length,
  }
}

const made = <Spec extends object>(source: Resource<Spec>): PlannedChange<Spec> => ({
  action: 'create',
  source,
  upstream: null,
  before: null,
  after: null,
  problems: [],
})

function parentsFirst(spaces: readonly Resource<SpaceSpec>[]): Resource<SpaceSpec>[] {
  const byId = new Map(spaces.map((space) => [space.id, space]))
  const sorted = new Set<Resource<SpaceSpec>>()
  const add = (space: Resource<SpaceSpec>): void => {
    const parent = byId.get(space.space.parentId ?? '')
    if (parent !== undefined) add(parent)
    sorted.add(space)
  }
  for (const space of spaces) add(space)
  return [...sorted]
}
