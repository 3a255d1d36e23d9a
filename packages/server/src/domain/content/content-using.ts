import { referencesOf, type ChartDocument, type DashboardDocument, type EndpointDocument, type Question } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { isInScope } from '../../access/rules.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { recentViewers } from './content-impact.ts'
import { storeOf } from './content-ctx.ts'
import { chartKind, dashboardKind, endpointKind, questionOfEndpoint } from './content-kinds.ts'
import { scopeOf } from './content-target.ts'

export type UsedContent = {
  charts: { id: string; name: string }[]
  dashboards: { id: string; name: string }[]
  /** Programs that call them get no answer any more. */
  endpoints: { id: string; name: string }[]
  /** How many more there are in spaces that the caller may not see. */
  hidden: number
  /** How many others looked at any of it lately. */
  viewers: number
}

/** Explores by name, fields by id. */
export type NamesOfModel = { explores: readonly string[]; fields: readonly string[] }

/** The charts and endpoints that ask these explores or fields, and the dashboards that show such a chart or filter by them. */
export async function contentUsing(ctx: Ctx, projectId: string, names: NamesOfModel): Promise<UsedContent> {
  const [explores, fields] = [new Set(names.explores), new Set(names.fields)]
  if (explores.size + fields.size === 0) return { charts: [], dashboards: [], endpoints: [], hidden: 0, viewers: 0 }
  const all = await listResources(storeOf(ctx), { kinds: [chartKind.kind, dashboardKind.kind, endpointKind.kind], scope: { all: true }, projectId })
  const charts = all.filter(({ kind, spec }) => kind === chartKind.kind && asks(spec as ChartDocument, explores, fields))
  const asking = new Set(charts.map(({ id }) => id))
  const dashboards = all.filter(({ kind, spec }) => kind === dashboardKind.kind && uses(spec as DashboardDocument, asking, explores, fields))
  const endpoints = all.filter(({ kind, spec }) => {
    const question = kind === endpointKind.kind ? questionOfEndpoint(spec as EndpointDocument) : null
    return question !== null && asks(question, explores, fields)
  })
  const scope = scopeOf(ctx, projectId)
  const seen = (found: readonly Resource[]): { id: string; name: string }[] =>
    found.filter(({ space }) => isInScope(scope, space)).map(({ id, name }) => ({ id, name }))
  const shown = { charts: seen(charts), dashboards: seen(dashboards), endpoints: seen(endpoints) }
  const viewers = await recentViewers(
    ctx,
    [...charts, ...dashboards].map(({ id }) => id),
  )
  const hidden = [...charts, ...dashboards, ...endpoints].filter(({ space }) => !isInScope(scope, space)).length
  return { ...shown, hidden, viewers: viewers.length }
}

type Names = ReadonlySet<string>

function asks(document: Question, explores: Names, fields: Names): boolean {
  const references = referencesOf(document)
  return references.explores.some((name) => explores.has(name)) || references.fields.some((field) => fields.has(field))
}

function uses(document: DashboardDocument, charts: Names, explores: Names, fields: Names): boolean {
  const { dimensions, metrics, tableCalculations } = document.filters
  const filters = [...dimensions, ...metrics, ...tableCalculations]
  const references = referencesOf(document)
  return (
    references.charts.some((id) => charts.has(id)) ||
    references.fields.some((field) => fields.has(field)) ||
    filters.some(({ target }) => explores.has(target.tableName))
  )
}
