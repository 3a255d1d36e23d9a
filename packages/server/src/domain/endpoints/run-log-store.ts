import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { likePattern } from '../../platform/db/like-pattern.ts'
import { isUuid } from '../../platform/ids.ts'
import type { EndpointRun } from './run-log.ts'

/** Appends calls in one statement; those of endpoints that were deleted for good meanwhile are left out. */
export async function insertEndpointRuns(db: Db, runs: readonly EndpointRun[]): Promise<void> {
  if (runs.length === 0) return
  const rows = runs.map(({ id, endpointId, at, version, actorId, via, path, cache, error, isRefusal, rows: count, durationMs, times }) => ({
    id,
    endpoint_id: endpointId,
    at,
    version,
    actor_id: actorId,
    via,
    path,
    cache,
    error: error === null ? null : storable(error),
    is_refusal: isRefusal,
    rows: count,
    duration_ms: durationMs,
    times,
  }))
  await sql`
    insert into endpoint_runs (id, endpoint_id, at, version, actor_id, via, path, cache, error, is_refusal, rows, duration_ms, times)
    select x.id, x.endpoint_id, x.at, x.version, u.id, x.via, x.path, x.cache, x.error, x.is_refusal, x.rows, x.duration_ms, x.times
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, endpoint_id uuid, at timestamptz, version integer, actor_id uuid, via text,
           path text, cache text, error text, is_refusal boolean, rows integer, duration_ms double precision, times integer)
      join resources r on r.id = x.endpoint_id
      left join users u on u.id = x.actor_id`.execute(db)
}

/** A text that the store can hold: no NUL, and no half of a pair, which a cut may leave as well. */
const storable = (text: string): string => Buffer.from(text.slice(0, 2000).replaceAll('\0', '')).toString()

/** When programs last called each of these endpoints and were answered; those never called are left out. */
export async function lastExecutions(db: Db | Tx, endpointIds: readonly string[]): Promise<Map<string, Date>> {
  if (endpointIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('endpoint_runs')
    .select(['endpoint_id', (build) => build.fn.max('at').as('at')])
    .where('endpoint_id', 'in', endpointIds)
    .where('via', '=', 'token')
    .where('error', 'is', null)
    .groupBy('endpoint_id')
    .execute()
  return new Map(rows.map((row) => [row.endpoint_id, row.at]))
}

export type RunFilter = {
  after?: Date
  before?: Date
  /** One call. */
  id?: string
  /** Only those answered, or only those that failed or were refused. */
  outcome?: 'answered' | 'failed'
  /** Text in the reason of a failure. */
  search?: string
  limit: number
}

/** Calls of one endpoint, latest first. */
export async function listEndpointRuns(db: Db, endpointId: string, filter: RunFilter): Promise<EndpointRun[]> {
  if (filter.id !== undefined && !isUuid(filter.id)) return []
  let query = db.selectFrom('endpoint_runs').selectAll().where('endpoint_id', '=', endpointId)
  if (filter.after !== undefined) query = query.where('at', '>=', filter.after)
  if (filter.before !== undefined) query = query.where('at', '<', filter.before)
  if (filter.id !== undefined) query = query.where('id', '=', filter.id)
  if (filter.outcome !== undefined) query = query.where('error', filter.outcome === 'answered' ? 'is' : 'is not', null)
  if (filter.search !== undefined && filter.search !== '') query = query.where('error', 'ilike', likePattern(filter.search))
  const rows = await query.orderBy('at', 'desc').orderBy('id').limit(filter.limit).execute()
  return rows.map((row) => ({
    id: row.id,
    endpointId: row.endpoint_id,
    at: row.at,
    version: row.version,
    actorId: row.actor_id,
    via: row.via,
    path: row.path,
    cache: row.cache,
    error: row.error,
    isRefusal: row.is_refusal,
    rows: row.rows,
    durationMs: row.duration_ms,
    times: row.times,
  }))
}

/** Who called an endpoint since a moment, busiest first. */
export type EndpointCaller = {
  userId: string | null
  name: string | null
  via: EndpointRun['via']
  /** Null: refused before one was found. */
  version: number | null
  calls: number
  failures: number
  lastAt: Date
}

/** `version`: only calls of that one. */
export async function listCallers(db: Db, endpointId: string, since: Date, version?: number): Promise<EndpointCaller[]> {
  const only = version === undefined ? sql`` : sql`and e.version = ${version}`
  const { rows } = await sql<EndpointCaller>`
    select e.actor_id as "userId", nullif(trim(concat_ws(' ', u.first_name, u.last_name)), '') as name, e.via, e.version,
           sum(e.times)::int as calls, coalesce(sum(e.times) filter (where e.error is not null), 0)::int as failures, max(e.at) as "lastAt"
      from endpoint_runs e left join users u on u.id = e.actor_id
     where e.endpoint_id = ${endpointId} and e.at >= ${since} ${only}
     group by e.actor_id, name, e.via, e.version order by calls desc, "lastAt" desc limit 100`.execute(db)
  return rows
}

/** Calls of each endpoint since a moment. `p95Ms`: of those answered. */
export type EndpointUsage = { endpointId: string; calls: number; failures: number; hits: number; p95Ms: number | null; lastAt: Date }

export async function endpointUsage(db: Db | Tx, endpointIds: readonly string[], since: Date): Promise<Map<string, EndpointUsage>> {
  if (endpointIds.length === 0) return new Map()
  const { rows } = await sql<EndpointUsage>`
    select endpoint_id as "endpointId", sum(times)::int as calls, coalesce(sum(times) filter (where error is not null), 0)::int as failures,
           coalesce(sum(times) filter (where cache = 'hit'), 0)::int as hits,
           percentile_disc(0.95) within group (order by duration_ms) filter (where error is null) as "p95Ms", max(at) as "lastAt"
      from endpoint_runs where endpoint_id = any(${[...endpointIds]}::uuid[]) and at >= ${since} group by endpoint_id`.execute(db)
  return new Map(rows.map((usage) => [usage.endpointId, usage]))
}

/** Deletes lines from before a moment. */
export async function deleteEndpointRunsBefore(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('endpoint_runs').where('at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}
