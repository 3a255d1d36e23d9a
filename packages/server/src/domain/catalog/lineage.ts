import { referencesOf, type ChartDocument, type DashboardDocument, type EndpointDocument } from '@atrium/documents'
import { isExploreError } from '@atrium/semantic'
import type { Action } from '../../access/actions.ts'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { findResource, listResources } from '../../resources/resource-list-store.ts'
import type { Reference } from '../../resources/resource-kind.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, endpointKind, questionOfEndpoint } from '../content/content-kinds.ts'
import { requireAction, scopeOf, targetOf } from '../content/content-target.ts'
import { exploreFor, mayUseExplore } from '../explore/explore-access.ts'
import { catalogTarget, type CatalogTarget } from './catalog-target.ts'
import { fieldNode, modelLineage, reach, type ModelLineage, type ModelNode } from './model-lineage.ts'
import { chartsUsing, dashboardsUsing } from './where-used.ts'

/** A node of the model, or content: `chart:<id>`, `dashboard:<id>`, `endpoint:<name>`. */
export type LineageNode = (ModelNode | { id: string; kind: 'chart' | 'dashboard' | 'endpoint'; label: string; place: string }) & {
  /** Of a field that is in the catalog: its id there. */
  itemUuid: string | null
}

export type Lineage = {
  focus: string
  nodes: LineageNode[]
  /** From what something is made of to what is made of it. */
  edges: { from: string; to: string }[]
}

type KnownLineage = ModelLineage & { itemIds: ReadonlyMap<string, string> }

type Input = { projectId: string; focus: string }

/**
 * What a column, field, chart, dashboard or endpoint is made of, and what is made of it, as far as the caller may see it. `not_found` for a focus that is not there.
 */
export const getLineage = readOperation<ContentCtx, Input, CatalogTarget, Lineage>({
  name: 'catalog.lineage',
  action: 'explore.view',
  target: catalogTarget,
  async run(ctx, { projectId, focus }, { model, catalog }) {
    const explores = [...(model?.explores.values() ?? [])].flatMap((one) =>
      isExploreError(one) || !mayUseExplore(ctx.actor, one) ? [] : [exploreFor(ctx.actor, one)],
    )
    const lineage = { ...modelLineage(explores), itemIds: new Map(catalog.fields.map((field) => [fieldNode(field.fieldId), field.id])) }
    const [kind, id] = [focus.slice(0, focus.indexOf(':')), focus.slice(focus.indexOf(':') + 1)]
    switch (kind) {
      case 'chart':
        return aroundChart(ctx, lineage, await openContent<ChartDocument>(ctx, projectId, chartKind, id))
      case 'dashboard':
        return aroundDashboard(ctx, lineage, await openContent<DashboardDocument>(ctx, projectId, dashboardKind, id))
      case 'endpoint':
        return aroundEndpoint(lineage, await openContent<EndpointDocument>(ctx, projectId, endpointKind, id))
      default:
        if (!lineage.nodes.has(focus)) throw missing()
        return aroundField(ctx, lineage, projectId, focus)
    }
  },
})

const missing = (): AppError =>
  new AppError('not_found', 'There is nothing of this name (any more): open the lineage of something in the catalog', { reason: 'item_missing' })

const viewing: Readonly<Record<string, Action>> = {
  [chartKind.kind]: 'chart.view',
  [dashboardKind.kind]: 'dashboard.view',
  [endpointKind.kind]: 'endpoint.view',
}

async function openContent<Spec extends object>(
  ctx: ContentCtx,
  projectId: string,
  kind: Parameters<typeof findResource<Spec>>[1],
  id: string,
): Promise<Resource<Spec>> {
  const resource = await findResource(storeOf(ctx), kind, { idOrSlug: id, projectId })
  if (resource === null) throw missing()
  requireAction(ctx, viewing[kind.kind] ?? 'project.manage', targetOf(resource))
  return resource
}

async function aroundField(ctx: ContentCtx, lineage: KnownLineage, projectId: string, focus: string): Promise<Lineage> {
  const downstream = reach([focus], lineage.down)
  const fields = targetsOf(lineage, downstream)
  const charts = fields.length === 0 ? [] : await chartsUsing(ctx, projectId, fields)
  const used = [...charts.map(({ id }) => ({ kind: 'chart', target: id })), ...fields]
  const dashboards = used.length === 0 ? [] : await dashboardsUsing(ctx, projectId, used)
  const endpoints = fields.length === 0 ? [] : await endpointsUsing(ctx, projectId, fields)
  return assemble(lineage, focus, new Set([...reach([focus], lineage.up), ...downstream]), { charts, dashboards, endpoints })
}

async function aroundChart(ctx: ContentCtx, lineage: KnownLineage, chart: Resource<ChartDocument>): Promise<Lineage> {
  const own = referencesOf(chart.spec).fields.map(lineage.nodeOf)
  const dashboards = await dashboardsUsing(ctx, chart.projectId, [{ kind: 'chart', target: chart.id }])
  return assemble(lineage, `chart:${chart.id}`, reach(own, lineage.up), { charts: [chart], dashboards, endpoints: [] }, false)
}

function aroundEndpoint(lineage: KnownLineage, endpoint: Resource<EndpointDocument>): Lineage {
  const own = fieldsOfEndpoint(endpoint).map(lineage.nodeOf)
  return assemble(lineage, `endpoint:${endpoint.slug}`, reach(own, lineage.up), { charts: [], dashboards: [], endpoints: [endpoint] })
}

/** Fields that an endpoint asks for; none where it is SQL. */
function fieldsOfEndpoint({ spec }: Resource<EndpointDocument>): string[] {
  const question = questionOfEndpoint(spec)
  return question === null ? [] : referencesOf(question).fields
}

/** Endpoints that point at one of these and that the caller may see, by name. */
async function endpointsUsing(ctx: ContentCtx, projectId: string, referencing: Reference[]): Promise<Resource<EndpointDocument>[]> {
  const found = await listResources(storeOf(ctx), { kinds: [endpointKind.kind], scope: scopeOf(ctx, projectId), projectId, referencing })
  return found as Resource<EndpointDocument>[]
}

async function aroundDashboard(ctx: ContentCtx, lineage: KnownLineage, dashboard: Resource<DashboardDocument>): Promise<Lineage> {
  const { charts: ids, fields } = referencesOf(dashboard.spec)
  const charts = await visibleCharts(ctx, dashboard.projectId, ids)
  const own = [...fields, ...charts.flatMap(({ spec }) => referencesOf(spec).fields)].map(lineage.nodeOf)
  return assemble(lineage, `dashboard:${dashboard.id}`, reach(own, lineage.up), { charts, dashboards: [dashboard], endpoints: [] })
}

async function visibleCharts(ctx: ContentCtx, projectId: string, ids: readonly string[]): Promise<Resource<ChartDocument>[]> {
  if (ids.length === 0) return []
  const found = await listResources(storeOf(ctx), { kinds: [chartKind.kind], scope: scopeOf(ctx, projectId), projectId, ids })
  return found as Resource<ChartDocument>[]
}

/** What content may refer to some fields by. */
function targetsOf(lineage: KnownLineage, nodes: ReadonlySet<string>): Reference[] {
  return lineage.fieldIds.filter((fieldId) => nodes.has(lineage.nodeOf(fieldId))).map((target) => ({ kind: 'field', target }))
}

type Content = { charts: readonly Resource<ChartDocument>[]; dashboards: readonly Resource[]; endpoints: readonly Resource<EndpointDocument>[] }

/** The nodes that are there, and the edges between them. `filters` false: dashboards stand below charts alone. */
function assemble(lineage: KnownLineage, focus: string, model: ReadonlySet<string>, { charts, dashboards, endpoints }: Content, filters = true): Lineage {
  const nodes = new Map<string, LineageNode>()
  for (const id of model) {
    const node = lineage.nodes.get(id)
    if (node !== undefined) nodes.set(id, { ...node, itemUuid: lineage.itemIds.get(id) ?? null })
  }
  for (const resource of [...charts, ...dashboards, ...endpoints]) nodes.set(contentNode(resource).id, contentNode(resource))
  const edges = new Map<string, { from: string; to: string }>()
  const connect = (from: string, to: string): void => {
    if (nodes.has(from) && nodes.has(to)) edges.set(`${from} ${to}`, { from, to })
  }
  for (const id of model) for (const from of lineage.up.get(id) ?? []) connect(from, id)
  for (const chart of charts) for (const fieldId of referencesOf(chart.spec).fields) connect(lineage.nodeOf(fieldId), `chart:${chart.id}`)
  for (const endpoint of endpoints) for (const fieldId of fieldsOfEndpoint(endpoint)) connect(lineage.nodeOf(fieldId), `endpoint:${endpoint.slug}`)
  for (const dashboard of dashboards) {
    const { charts: shown, fields } = referencesOf(dashboard.spec as DashboardDocument)
    for (const id of shown) connect(`chart:${id}`, `dashboard:${dashboard.id}`)
    if (filters) for (const fieldId of fields) connect(lineage.nodeOf(fieldId), `dashboard:${dashboard.id}`)
  }
  return { focus, nodes: [...nodes.values()], edges: [...edges.values()] }
}

const contentNode = ({ id, kind, slug, name, space }: Resource): LineageNode => ({
  id: kind === endpointKind.kind ? `endpoint:${slug}` : `${kind}:${id}`,
  kind: kind === chartKind.kind ? 'chart' : kind === endpointKind.kind ? 'endpoint' : 'dashboard',
  label: name,
  place: space.name,
  itemUuid: null,
})
