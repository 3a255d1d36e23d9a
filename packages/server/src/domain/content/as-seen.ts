import { referencesOf, type ChartDocument, type DashboardDocument, type SqlChartDocument } from '@atrium/documents'
import type { Action } from '../../access/actions.ts'
import type { Ctx } from '../../access/operation.ts'
import { abilities } from '../../access/rules.ts'
import { findResource, listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf } from './content-ctx.ts'
import { chartKind, dashboardKind, sqlChartKind } from './content-kinds.ts'
import { scopeOf, targetOf } from './content-target.ts'
import { ownSpaceAccess } from './space-person.ts'
import type { Chart, Dashboard, OpenChart, OpenSqlChart, SpaceMember, SqlChart } from './types.ts'
import { withDraftMark } from './drafts/with-draft-marks.ts'
import { withVerification } from './with-verification.ts'

/** What the caller is in the space of a thing. */
export const ownAccess = (ctx: Ctx, resource: Resource): SpaceMember | null =>
  ctx.actor.kind === 'user' ? ownSpaceAccess(ctx.actor, { projectId: resource.projectId, space: resource.space }) : null

/** A thing with the caller's own access beside it. */
export const withAccess = <R extends Resource>(ctx: Ctx, resource: R): R & { ownAccess: SpaceMember | null } => ({
  ...resource,
  ownAccess: ownAccess(ctx, resource),
})

/** The same of many things at once: in each space the caller is one and the same. */
export function withAccessToEach<R extends Resource>(ctx: Ctx, resources: readonly R[]): (R & { ownAccess: SpaceMember | null })[] {
  const known = new Map<string, SpaceMember | null>()
  return resources.map((resource) => {
    const key = `${resource.projectId} ${resource.space.id}`
    const own = known.get(key)
    if (own !== undefined) return { ...resource, ownAccess: own }
    const found = ownAccess(ctx, resource)
    known.set(key, found)
    return { ...resource, ownAccess: found }
  })
}

/** A chart as it is now, after a change. */
export async function chartNow(ctx: Ctx, id: string): Promise<OpenChart> {
  return opened(ctx, await mustFind(findResource<ChartDocument>(storeOf(ctx), chartKind, { idOrSlug: id })))
}

/** A chart with what the caller may do with it, who vouches for it, and whether it has unpublished changes. */
export const opened = async (ctx: Ctx, chart: Resource<ChartDocument>): Promise<OpenChart> =>
  withDraftMark(ctx, await withVerification(ctx, { ...withAccess(ctx, chart), abilities: abilitiesOn(ctx, chart, 'chart.') }))

/** Whether an action is done with one thing of a kind; a list is of many. */
export const isOn = (action: Action, kind: 'chart.' | 'dashboard.' | 'comment.' | 'space.' | 'app.'): boolean =>
  action.startsWith(kind) && !action.endsWith('.list')

/** What the caller may do with a piece of content. */
const abilitiesOn = ({ actor }: Ctx, resource: Resource, ...kinds: ('chart.' | 'dashboard.' | 'comment.')[]): Action[] =>
  actor.kind === 'user' ? abilities(actor, targetOf(resource)).filter((action) => kinds.some((kind) => isOn(action, kind)) || action === 'content.verify') : []

/** A SQL chart as it is now, after a change. */
export async function sqlChartNow(ctx: Ctx, id: string): Promise<OpenSqlChart> {
  return openedSql(ctx, await mustFind(findResource<SqlChartDocument>(storeOf(ctx), sqlChartKind, { idOrSlug: id })))
}

/** A SQL chart with what the caller may do with it, and whether it has unpublished changes: who may not write SQL may not change it. */
export const openedSql = async (ctx: Ctx, chart: Resource<SqlChartDocument>): Promise<OpenSqlChart> => {
  const own = ctx.actor.kind === 'user' ? abilities(ctx.actor, targetOf(chart)) : []
  const mayWriteSql = own.includes('explore.run_custom_sql')
  return withDraftMark(ctx, {
    ...withAccess(ctx, chart),
    abilities: own.filter((action) => isOn(action, 'chart.') && (mayWriteSql || action === 'chart.view' || action === 'chart.delete')),
  })
}

/** A dashboard as it is now, after a change, with the charts of its tiles. */
export async function dashboardNow(ctx: Ctx, id: string): Promise<Dashboard> {
  return openedDashboard(ctx, await mustFind(findResource<DashboardDocument>(storeOf(ctx), dashboardKind, { idOrSlug: id })))
}

/** A dashboard with the charts of its tiles, who vouches for it, and whether it has unpublished changes. */
export const openedDashboard = async (ctx: Ctx, dashboard: Resource<DashboardDocument>): Promise<Dashboard> =>
  withDraftMark(ctx, await withVerification(ctx, await withCharts(ctx, dashboard)))

/** A dashboard with those charts of its tiles that the caller may see. */
export async function withCharts(ctx: Ctx, dashboard: Resource<DashboardDocument>): Promise<Dashboard> {
  const charts = await visibleCharts(ctx, dashboard.projectId, chartIdsOf(dashboard.spec))
  const sqlCharts = await visibleSqlCharts(ctx, dashboard.projectId, referencesOf(dashboard.spec).sqlCharts)
  return {
    ...withAccess(ctx, dashboard),
    charts: new Map(charts.map((chart) => [chart.id, chart])),
    sqlCharts: new Map(sqlCharts.map((chart) => [chart.id, chart])),
    abilities: abilitiesOn(ctx, dashboard, 'dashboard.', 'comment.'),
  }
}

/** Of the given charts those that are in the project and visible to the caller. */
export async function visibleCharts(ctx: Ctx, projectId: string, ids: readonly string[]): Promise<Chart[]> {
  if (ids.length === 0) return []
  const found = await listResources(storeOf(ctx), { kinds: [chartKind.kind], scope: scopeOf(ctx, projectId), projectId, ids })
  return found.map((chart) => withAccess(ctx, chart as Resource<ChartDocument>))
}

/** The same of SQL charts. */
export async function visibleSqlCharts(ctx: Ctx, projectId: string, ids: readonly string[]): Promise<SqlChart[]> {
  if (ids.length === 0) return []
  const found = await listResources(storeOf(ctx), { kinds: [sqlChartKind.kind], scope: scopeOf(ctx, projectId), projectId, ids })
  return found.map((chart) => withAccess(ctx, chart as Resource<SqlChartDocument>))
}

/** Ids of the charts that the tiles show; a tile whose chart was deleted has none. */
export const chartIdsOf = (document: DashboardDocument): string[] =>
  document.tiles.flatMap((tile) => {
    const id = tile.type === 'saved_chart' ? tile.properties.savedChartUuid : null
    return typeof id === 'string' ? [id] : []
  })

async function mustFind<R>(found: Promise<R | null>): Promise<R> {
  const resource = await found
  if (resource === null) throw new Error('a resource vanished inside its own transaction')
  return resource
}
