import { createHash } from 'node:crypto'
import type { EndpointQuery } from '@atrium/documents'
import { dimensionOf, isExploreError, isKeepRefusal, keepMetricQuery, keepSql, uncertainty, type Explore, type KeepPlan, type KeptKey } from '@atrium/semantic'
import { isAppError } from '../../../platform/errors.ts'
import type { QueryRequest } from '../../../query/query-service.ts'
import { dialectOf } from '../../../warehouses/dialect-of.ts'
import type { KeptTables } from '../../../warehouses/kept-tables.ts'
import type { Warehouses } from '../../../warehouses/warehouse.ts'
import { queryProject, type ExploreCtx } from '../../explore/explore-target.ts'
import type { Project, ProjectModel } from '../../projects/types.ts'
import { nameIn } from '../bind-filters.ts'
import { maxEndpointRows } from '../check-endpoint-query.ts'
import type { MaterializationCtx, MaterializationSettings, NotMaterializable } from './types.ts'

/** How a query is kept: what is asked of the warehouse for it, and which of the columns that come are what. */
export type MaterializationPlan = {
  fingerprint: string
  keep: KeepPlan
  fill: QueryRequest['question']
  /** Rows that are read at most. */
  limit: number
  /** More rows than that are no fault: no answer has them. */
  mayBeCut: boolean
  empty: QueryRequest['question'] | null
  /** Field ids of its keys; null: they are its last columns. */
  keyFields: readonly string[] | null
  /** Those of its keys that the question itself has not. */
  addedFields: readonly string[]
}

export type Kind = Pick<MaterializationSettings, 'buckets' | 'watermark'>

/** Of the way in which plans are written: tables of another one are made anew. */
const planForm = 3

/** Rows of a table at most. */
export const maxTableRows = 500_000

/** Of what a table is made: where it is another one, the table is of another question. */
export function fingerprintOf(ctx: ExploreCtx, project: Project, model: ProjectModel | null, query: EndpointQuery, kind: Kind): string {
  const { warehouse, timezone, startOfWeek, fiscalYearStart } = project
  const revision = query.kind === 'metric' ? (model?.revision ?? '') : ''
  return createHash('sha256')
    .update(JSON.stringify([planForm, warehouse, timezone, startOfWeek, fiscalYearStart, revision, mostRows(ctx), query, kind.buckets, kind.watermark]))
    .digest('hex')
}

const mostRows = (ctx: ExploreCtx): number => Math.min(maxEndpointRows, ctx.limits.maxRows)

type Known = { at: number; plan: Promise<MaterializationPlan | NotMaterializable> }
/** What was found out lately, for lists of endpoints; by the tables, which live as long as the house. */
const known = new WeakMap<KeptTables, Map<string, Known>>()
const knownMs = 5 * 60_000

/** How a query can be kept as a table, or why it can't. Throws only what is no fault of the query. */
export async function planMaterialization(
  ctx: MaterializationCtx,
  project: Project,
  query: EndpointQuery,
  kind: Kind,
): Promise<MaterializationPlan | NotMaterializable> {
  const model = await ctx.projects.findModel(project.id)
  const fingerprint = fingerprintOf(ctx, project, model, query, kind)
  const plans = known.get(ctx.keptTables) ?? new Map<string, Known>()
  known.set(ctx.keptTables, plans)
  const last = plans.get(fingerprint)
  if (last !== undefined && ctx.clock.now() - last.at < knownMs) return last.plan
  if (plans.size > 2000) plans.clear()
  const plan = makePlan(ctx, project, model, query, kind, fingerprint)
  plans.set(fingerprint, { at: ctx.clock.now(), plan })
  plan.catch(() => plans.delete(fingerprint))
  return plan
}

async function makePlan(
  ctx: MaterializationCtx,
  project: Project,
  model: ProjectModel | null,
  query: EndpointQuery,
  kind: Kind,
  fingerprint: string,
): Promise<MaterializationPlan | NotMaterializable> {
  if (query.kind === 'insight') return { reason: `Query type '${query.insight.kind}' cannot be materialized` }
  if (project.warehouse.type === 'postgres' && project.warehouse.requireUserCredentials === true) {
    return { reason: "This project is asked with accounts of people's own, who may see different rows: a table would be the same for all" }
  }
  try {
    const types = await ctx.warehouses.of(project).catalog()
    const planned = query.kind === 'sql' ? await planSql(ctx, project, query, kind, types) : await planMetric(ctx, project, model, query, types)
    if ('reason' in planned) return planned
    const gap = watermarkGap(planned.keep, query, kind)
    return gap === null ? { ...planned, fingerprint } : { reason: gap }
  } catch (error) {
    // A query that cannot be asked is not kept either; that the warehouse is away says nothing of the query.
    if (isAppError(error) && ['invalid', 'not_found', 'forbidden', 'query_failed'].includes(error.code)) return { reason: error.message }
    throw error
  }
}

type Planned = Omit<MaterializationPlan, 'fingerprint'>
type Types = Awaited<ReturnType<ReturnType<Warehouses['of']>['catalog']>>

async function planSql(
  ctx: MaterializationCtx,
  project: Project,
  query: Extract<EndpointQuery, { kind: 'sql' }>,
  kind: Kind,
  types: Types,
): Promise<Planned | NotMaterializable> {
  const dialect = dialectOf(queryProject(project, null))
  const keep = await keepSql({ sql: query.sql, variables: query.variables, buckets: kind.buckets, types, dialect, parse: (sql) => ctx.keptTables.parse(sql) })
  if (isKeepRefusal(keep)) return keep
  const isWhole = keep.conditions.length === 0
  const limit = isWhole ? mostRows(ctx) + 1 : maxTableRows
  return {
    keep,
    fill: { kind: 'sql', sql: keep.fill, limit },
    limit,
    mayBeCut: isWhole,
    empty: keep.empty === null ? null : { kind: 'sql', sql: keep.empty, limit: mostRows(ctx) },
    keyFields: null,
    addedFields: [],
  }
}

async function planMetric(
  ctx: MaterializationCtx,
  project: Project,
  model: ProjectModel | null,
  query: Extract<EndpointQuery, { kind: 'metric' }>,
  types: Types,
): Promise<Planned | NotMaterializable> {
  const explore = model?.explores.get(query.exploreName)
  if (explore === undefined || isExploreError(explore)) return { reason: `The explore ${query.exploreName} is not there, or has an error` }
  const kept = keepMetricQuery(explore, query.query, query.variables, nameIn)
  if ('reason' in kept) return kept
  const isWhole = kept.conditions.length === 0
  const limit = isWhole ? Math.min(query.query.limit, mostRows(ctx)) + 1 : maxTableRows
  const fill = { kind: 'metric' as const, explore, query: { ...kept.query, limit } }
  const { sql, timeDependent } = ctx.queries.compile(asHouse(ctx, project, model, fill))
  if (timeDependent) return { reason: 'The question depends on the moment at which it is asked: filter by fixed days, or by a variable' }
  const parsed = (await ctx.keptTables.parse(sql)) as { error?: boolean; statements?: { node?: Record<string, unknown> }[] }
  const node = parsed.statements?.[0]?.node
  const doubt =
    parsed.error === true || node === undefined
      ? 'The SQL of the question could not be read with certainty'
      : uncertainty(node, types, dialectOf(queryProject(project, model)))
  if (doubt !== null) return { reason: doubt }
  return {
    keep: {
      fill: sql,
      empty: null,
      keys: kept.keys.map((column) => ({
        column,
        name: column,
        kind: kindOf(explore, column),
        type: 'VARCHAR',
        bucket: null,
        isShifted: false,
      })),
      conditions: kept.conditions,
      reaggregate: kept.parts?.outputs ?? null,
      cutMoments: kept.parts?.cutMoments ?? [],
      names: kept.parts?.names ?? [],
      orders: kept.parts?.orders ?? [],
      isOneRow: false,
      // Its rows at most are those of the call, which has to know whether there are more.
      limit: null,
      offset: 0,
      firstOrder: null,
    },
    fill,
    limit,
    mayBeCut: isWhole,
    empty: kept.empty === null ? null : { kind: 'metric', explore, query: kept.empty },
    keyFields: kept.keys,
    addedFields: kept.keys.filter((field) => !query.query.dimensions.includes(field)),
  }
}

const kindOf = (explore: Explore, fieldId: string): KeptKey['kind'] => {
  const type = dimensionOf(explore, fieldId)?.type
  return type === 'number' ? 'integer' : type === 'boolean' || type === 'date' ? type : 'text'
}

/** Why new rows alone cannot be read; null: they can, or all of them are wanted. */
function watermarkGap({ reaggregate, empty, firstOrder }: KeepPlan, query: EndpointQuery, { watermark }: Kind): string | null {
  if (watermark === null) return null
  if (query.kind !== 'sql') return 'Only SQL can be read by a watermark: leave it out, and all rows are read'
  if (reaggregate !== null || empty !== null) return 'Rows that are put together again cannot be read by a watermark: leave it out, and all rows are read'
  return firstOrder === null
    ? `ORDER BY must begin with ${watermark.column}, without a LIMIT, for it to be a watermark: new rows are put after those before`
    : null
}

/** A question as the house asks it: nothing of a person is in it, or it would not be kept. */
export const asHouse = (ctx: ExploreCtx, project: Project, model: ProjectModel | null, question: QueryRequest['question']): QueryRequest => ({
  project: queryProject(project, model),
  actor: { kind: 'system', name: 'materialization', organizationId: project.organizationId },
  requestId: ctx.requestId,
  signal: ctx.signal,
  source: 'endpoint',
  question,
})
