import { referencesOf, type ChartDocument, type DashboardDocument, type SqlChartDocument } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { chartKind, dashboardKind, spaceKind, sqlChartKind, type SpaceSpec } from '../content/content-kinds.ts'
import type { Project } from '../projects/types.ts'
import type { Pair, PromotionSides } from './types.ts'

/** What is promoted: a chart that is in a space, or a dashboard with all that it shows. */
export type Promoted = { chart: Resource<ChartDocument> } | { dashboard: Resource<DashboardDocument> }

/**
 * Reads both sides. Throws `not_found` (`upstream_missing`) for a project without an upstream one, `invalid`
 * (`chart_in_dashboard`) for a chart that goes with its dashboard.
 */
export async function loadPromotion(ctx: ContentCtx, promoted: Promoted): Promise<PromotionSides> {
  const root = 'chart' in promoted ? promoted.chart : promoted.dashboard
  if ('chart' in promoted && promoted.chart.dashboard !== null) {
    const message = `This chart lives inside the dashboard "${promoted.chart.dashboard.name}". Promote that dashboard: the chart goes along.`
    throw new AppError('invalid', message, { reason: 'chart_in_dashboard' })
  }
  const source = await ctx.projects.project(root.projectId)
  const upstream = await upstreamOf(ctx, source)
  const dashboard = 'dashboard' in promoted ? await pairOf(ctx, dashboardKind, upstream, promoted.dashboard) : null
  const charts = await pairsOf(ctx, chartKind, upstream, 'chart' in promoted ? [promoted.chart] : await chartsOn(ctx, promoted.dashboard))
  const replaced = dashboard?.upstream ?? null
  const upstreamCharts = replaced === null ? [] : await chartsOn(ctx, replaced)
  const sqlCharts = 'chart' in promoted ? [] : await pairsOf(ctx, sqlChartKind, upstream, await sqlChartsOn(ctx, promoted.dashboard))
  const upstreamSqlCharts = replaced === null ? [] : await sqlChartsOn(ctx, replaced)
  const slugs = new Set(charts.map((pair) => pair.source.slug))
  const [here, there] = [await listSpaces(ctx, source.id), await listSpaces(ctx, upstream.id)]
  return {
    source,
    upstream,
    dashboard,
    charts,
    sqlCharts,
    spaces: spacesFor(
      [...charts.map((pair) => pair.source), ...sqlCharts.map((pair) => pair.source), root].map(({ space }) => space.id),
      { here, there },
    ),
    orphans: upstreamCharts.filter((chart) => chart.dashboard?.id === replaced?.id && !slugs.has(chart.slug)),
    chartSlugs: slugsById([
      ...[...charts, ...sqlCharts].flatMap((pair): Resource[] => [pair.source, ...(pair.upstream === null ? [] : [pair.upstream])]),
      ...upstreamCharts,
      ...upstreamSqlCharts,
    ]),
    spaceSlugs: slugsById([...here, ...there]),
  }
}

async function upstreamOf(ctx: ContentCtx, { name, organizationId, upstreamProjectId }: Project): Promise<Project> {
  const upstream = upstreamProjectId === null ? null : await ctx.projects.project(upstreamProjectId)
  if (upstream !== null && upstream.organizationId === organizationId) return upstream
  throw new AppError('not_found', `The project "${name}" has no upstream project to promote to. An administrator sets one in its settings.`, {
    reason: 'upstream_missing',
  })
}

const slugsById = (resources: readonly Resource[]): ReadonlyMap<string, string> => new Map(resources.map(({ id, slug }) => [id, slug]))

/** The charts that the tiles show and that are still there. */
const chartsOn = (ctx: Ctx, dashboard: Resource<DashboardDocument>): Promise<Resource<ChartDocument>[]> =>
  shownOn(ctx, chartKind, dashboard, referencesOf(dashboard.spec).charts)

const sqlChartsOn = (ctx: Ctx, dashboard: Resource<DashboardDocument>): Promise<Resource<SqlChartDocument>[]> =>
  shownOn(ctx, sqlChartKind, dashboard, referencesOf(dashboard.spec).sqlCharts)

async function shownOn<Spec extends object>(ctx: Ctx, kind: ResourceKind<Spec>, { projectId }: Resource, ids: readonly string[]): Promise<Resource<Spec>[]> {
  if (ids.length === 0) return []
  return (await listResources(storeOf(ctx), { kinds: [kind.kind], scope: { all: true }, projectId, ids })) as Resource<Spec>[]
}

/** Each with the one of its slug upstream; one query for all. */
async function pairsOf<Spec extends object>(ctx: Ctx, kind: ResourceKind<Spec>, upstream: Project, sources: readonly Resource<Spec>[]): Promise<Pair<Spec>[]> {
  if (sources.length === 0) return []
  const slugs = sources.map(({ slug }) => slug)
  const found = (await listResources(storeOf(ctx), { kinds: [kind.kind], scope: { all: true }, projectId: upstream.id, slugs })) as Resource<Spec>[]
  const bySlug = new Map(found.map((resource) => [resource.slug, resource]))
  return sources.map((source) => ({ source, upstream: bySlug.get(source.slug) ?? null }))
}

async function pairOf<Spec extends object>(ctx: Ctx, kind: ResourceKind<Spec>, upstream: Project, source: Resource<Spec>): Promise<Pair<Spec>> {
  const [pair] = await pairsOf(ctx, kind, upstream, [source])
  return pair ?? { source, upstream: null }
}

const listSpaces = async (ctx: Ctx, projectId: string): Promise<Resource<SpaceSpec>[]> =>
  (await listResources(storeOf(ctx), { kinds: [spaceKind.kind], scope: { all: true }, projectId })) as Resource<SpaceSpec>[]

type Sides = { here: readonly Resource<SpaceSpec>[]; there: readonly Resource<SpaceSpec>[] }

/** The wanted spaces, each once, after the one it is to be made in. */
function spacesFor(wanted: readonly string[], { here, there }: Sides): Pair<SpaceSpec>[] {
  const byId = new Map(here.map((space) => [space.id, space]))
  const bySlug = new Map(there.map((space) => [space.slug, space]))
  const found = new Map<string, Pair<SpaceSpec>>()
  const add = (id: string): void => {
    const source = byId.get(id)
    if (source === undefined || found.has(id)) return
    const upstream = bySlug.get(source.slug) ?? null
    if (upstream === null && source.space.parentId !== null) add(source.space.parentId)
    found.set(id, { source, upstream })
  }
  for (const id of wanted) add(id)
  return [...found.values()]
}
