import { referencesOf, type ChartDocument, type DashboardDocument } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { isInScope } from '../../access/rules.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf } from './content-ctx.ts'
import { chartKind, dashboardKind } from './content-kinds.ts'
import { scopeOf } from './content-target.ts'

export type UsedContent = {
  charts: { id: string; name: string }[]
  dashboards: { id: string; name: string }[]
  /** How many more there are in spaces that the caller may not see. */
  hidden: number
}

/** The charts that ask these explores, and the dashboards that show such a chart or filter by their fields. */
export async function contentUsing(ctx: Ctx, projectId: string, explores: readonly string[]): Promise<UsedContent> {
  if (explores.length === 0) return { charts: [], dashboards: [], hidden: 0 }
  const wanted = new Set(explores)
  const all = await listResources(storeOf(ctx), { kinds: [chartKind.kind, dashboardKind.kind], scope: { all: true }, projectId })
  const charts = all.filter(({ kind, spec }) => kind === chartKind.kind && referencesOf(spec as ChartDocument).explores.some((name) => wanted.has(name)))
  const asking = new Set(charts.map(({ id }) => id))
  const dashboards = all.filter(({ kind, spec }) => kind === dashboardKind.kind && uses(spec as DashboardDocument, asking, wanted))
  const scope = scopeOf(ctx, projectId)
  const seen = (found: readonly Resource[]): { id: string; name: string }[] =>
    found.filter(({ space }) => isInScope(scope, space)).map(({ id, name }) => ({ id, name }))
  const shown = { charts: seen(charts), dashboards: seen(dashboards) }
  return { ...shown, hidden: charts.length + dashboards.length - shown.charts.length - shown.dashboards.length }
}

function uses(document: DashboardDocument, charts: ReadonlySet<string>, explores: ReadonlySet<string>): boolean {
  const { dimensions, metrics, tableCalculations } = document.filters
  const filters = [...dimensions, ...metrics, ...tableCalculations]
  return referencesOf(document).charts.some((id) => charts.has(id)) || filters.some(({ target }) => explores.has(target.tableName))
}
