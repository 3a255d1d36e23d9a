import { referencesOf, type DashboardDocument } from '@atrium/documents'
import type { Action } from '../../access/actions.ts'
import { readOperation, type Ctx, type Operation } from '../../access/operation.ts'
import { isInScope } from '../../access/rules.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Person, Resource } from '../../resources/resource.ts'
import type { ResourceKind } from '../../resources/resource-kind.ts'
import { listViewers } from '../../resources/view-store.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { chartKind, dashboardKind, spaceKind, sqlChartKind } from './content-kinds.ts'
import { contentTarget, scopeOf, type ContentKey, type ContentTarget } from './content-target.ts'
import { spacesBelow } from './space-tree-store.ts'

/** Days in which somebody who looks counts as one who needs it. */
const recentDays = 30

/** Who and what would miss a thing. */
export type ContentImpact = {
  /** Others who looked at it, at what is in it or at a dashboard that shows it within the last days; the latest first. */
  viewers: (Person & { lastViewedAt: Date })[]
  days: number
  /** Dashboards elsewhere that show a chart of it. */
  dashboards: { id: string; name: string }[]
  /** How many more there are in spaces that the caller may not see. */
  hiddenDashboards: number
}

/** For whoever may change the thing. Writes nothing. */
export const chartImpact = impactOperation('charts.impact', 'chart.update', chartKind, async (_ctx, { id }) => [id])
export const sqlChartImpact = impactOperation('sql_charts.impact', 'chart.update', sqlChartKind, async (_ctx, { id }) => [id])
export const dashboardImpact = impactOperation('dashboards.impact', 'dashboard.update', dashboardKind, async (ctx, { id, projectId }) => [
  id,
  ...(await listResources(storeOf(ctx), { kinds: [chartKind.kind], scope: { all: true }, projectId, dashboardId: id })).map((chart) => chart.id),
])
export const spaceImpact = impactOperation('spaces.impact', 'space.manage', spaceKind, async (ctx, { id, projectId }) => {
  const spaces = [id, ...(await spacesBelow(storeOf(ctx), id)).filter(({ isTrashed }) => !isTrashed).map((space) => space.id)]
  const content = await listResources(storeOf(ctx), { kinds: [chartKind.kind, sqlChartKind.kind, dashboardKind.kind], scope: { all: true }, projectId })
  return content.filter(({ space }) => spaces.includes(space.id)).map((one) => one.id)
})

function impactOperation<Spec extends object>(
  name: string,
  action: Action,
  kind: ResourceKind<Spec>,
  idsOf: (ctx: Ctx, resource: Resource) => Promise<string[]>,
): Operation<ContentCtx, ContentKey, ContentImpact> {
  return readOperation<ContentCtx, ContentKey, ContentTarget<Spec>, ContentImpact>({
    name,
    action,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    run: async (ctx, _key, { resource }) => impactOf(ctx, resource.projectId, await idsOf(ctx, resource)),
  })
}

async function impactOf(ctx: Ctx, projectId: string, ids: readonly string[]): Promise<ContentImpact> {
  const store = storeOf(ctx)
  const going = new Set(ids)
  const all = await listResources(store, { kinds: [dashboardKind.kind], scope: { all: true }, projectId })
  const showing = all.filter(({ id, spec }) => {
    const { charts, sqlCharts } = referencesOf(spec as DashboardDocument)
    return !going.has(id) && [...charts, ...sqlCharts].some((chart) => going.has(chart))
  })
  const scope = scopeOf(ctx, projectId)
  const seen = showing.filter(({ space }) => isInScope(scope, space))
  return {
    viewers: await recentViewers(ctx, [...ids, ...seen.map(({ id }) => id)]),
    days: recentDays,
    dashboards: seen.map(({ id, name }) => ({ id, name })),
    hiddenDashboards: showing.length - seen.length,
  }
}

/** Others who looked at any of these things lately, the latest first. Who asks knows about themselves. */
export async function recentViewers(ctx: Ctx, ids: readonly string[]): Promise<ContentImpact['viewers']> {
  const viewers = await listViewers(storeOf(ctx), ids, new Date(ctx.clock.now() - recentDays * 86_400_000))
  return viewers.filter(({ id }) => ctx.actor.kind !== 'user' || ctx.actor.userId !== id)
}
