import { ChartDocument, DashboardDocument, EndpointDocument, NotebookDocument, referencesOf, SqlChartDocument, type Question } from '@atrium/documents'
import { z } from 'zod'
import { resourceKind, type Reference } from '../../resources/resource-kind.ts'

const spaceSpec = z.object({ isPrivate: z.boolean() })

export type SpaceSpec = z.infer<typeof spaceSpec>

/** A chart: one question to one explore, and how its answer is drawn. Points at the explore and its fields. */
export const chartKind = resourceKind<ChartDocument>({ kind: 'chart', schema: ChartDocument, references: documentReferences })

/** A SQL chart: a person's SELECT, and how its rows are drawn. What its SQL reads is not looked for. */
export const sqlChartKind = resourceKind<SqlChartDocument>({ kind: 'sql_chart', schema: SqlChartDocument, references: () => [] })

/** A dashboard: tiles on a grid, filters over them, tabs. Points at its charts and the fields it filters by. */
export const dashboardKind = resourceKind<DashboardDocument>({ kind: 'dashboard', schema: DashboardDocument, references: documentReferences })

/**
 * An endpoint: a question that programs ask by name. Its slug is that name, letter by letter. Points at the explore and the
 * fields it asks for.
 */
export const endpointKind = resourceKind<EndpointDocument>({
  kind: 'endpoint',
  schema: EndpointDocument,
  references: endpointReferences,
  hasOwnSlug: true,
})

/** A notebook: cells that read each other, and the app that they publish as. Points at the explores and fields of its questions, and at its components. */
export const notebookKind = resourceKind<NotebookDocument>({ kind: 'notebook', schema: NotebookDocument, references: notebookReferences })

/** A space: what content lives in and takes its access from. */
export const spaceKind = resourceKind<SpaceSpec>({ kind: 'space', schema: spaceSpec, references: () => [] })

function documentReferences(document: Question | DashboardDocument): Reference[] {
  const { explores, fields, charts, sqlCharts } = referencesOf(document)
  const of = (kind: string, targets: readonly string[]): Reference[] => targets.map((target) => ({ kind, target }))
  return [...of('explore', explores), ...of('field', fields), ...of('chart', charts), ...of('sql_chart', sqlCharts)]
}

/** What an endpoint asks an explore; null for one that asks none. */
export const questionOfEndpoint = ({ query }: EndpointDocument): Question | null =>
  query.kind === 'metric' ? { tableName: query.exploreName, metricQuery: query.query } : null

function endpointReferences(document: EndpointDocument): Reference[] {
  const question = questionOfEndpoint(document)
  return question === null ? [] : documentReferences(question)
}

function notebookReferences({ cells }: NotebookDocument): Reference[] {
  const references = cells.flatMap((cell): Reference[] => {
    if (cell.kind === 'component') return [{ kind: notebookKind.kind, target: cell.componentId }]
    return cell.kind === 'explore' ? documentReferences({ tableName: cell.exploreName, metricQuery: cell.query }) : []
  })
  return [...new Map(references.map((one) => [`${one.kind} ${one.target}`, one])).values()]
}
