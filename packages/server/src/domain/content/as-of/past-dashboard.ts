import { referencesOf, type ChartDocument, type DashboardDocument, type SqlChartDocument } from '@atrium/documents'
import type { Ctx } from '../../../access/operation.ts'
import { listResources } from '../../../resources/resource-list-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { chartIdsOf, withAccess } from '../as-seen.ts'
import { storeOf } from '../content-ctx.ts'
import { chartKind, sqlChartKind } from '../content-kinds.ts'
import { scopeOf } from '../content-target.ts'
import type { Dashboard } from '../types.ts'
import { allAsTheyWere, asItWas, type PastResource } from './as-it-was.ts'

/** A dashboard as it was, with the charts of its tiles as they were, those that the caller may see today. Nothing of it can be changed. */
export async function pastDashboard(ctx: Ctx, resource: Resource<DashboardDocument>, at: Date): Promise<Dashboard> {
  const dashboard = await asItWas(ctx, resource, at)
  const { projectId } = resource
  const charts = await pastCharts(ctx, { projectId, ids: chartIdsOf(dashboard.spec), at })
  const sqlCharts = await pastOnes<SqlChartDocument>(ctx, sqlChartKind.kind, { projectId, ids: referencesOf(dashboard.spec).sqlCharts, at })
  return { ...withAccess(ctx, dashboard), charts: byId(ctx, charts), sqlCharts: byId(ctx, sqlCharts), abilities: [] }
}

type Asked = { projectId: string; ids: readonly string[]; at: Date }

/** Charts of a project as they were, those that the caller may see today. */
export const pastCharts = (ctx: Ctx, asked: Asked): Promise<PastResource<ChartDocument>[]> => pastOnes<ChartDocument>(ctx, chartKind.kind, asked)

async function pastOnes<Spec extends object>(ctx: Ctx, kind: string, { projectId, ids, at }: Asked): Promise<PastResource<Spec>[]> {
  if (ids.length === 0) return []
  const found = await listResources(storeOf(ctx), { kinds: [kind], scope: scopeOf(ctx, projectId), projectId, ids, withTrashed: true })
  return allAsTheyWere(ctx, found as Resource<Spec>[], at)
}

const byId = <Thing extends Resource>(ctx: Ctx, things: readonly Thing[]) => new Map(things.map((thing) => [thing.id, withAccess(ctx, thing)]))
