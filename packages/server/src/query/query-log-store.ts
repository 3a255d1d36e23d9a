import type { Db } from '../platform/db/db.ts'

export type LoggedQuery = {
  id: string
  at: Date
  organizationId: string
  projectId: string
  actorKind: string
  actorId: string | null
  /** Whom the actor was viewing as. */
  asId: string | null
  source: string
  sourceId: string | null
  queryHash: string
  modelRevision: string
  sql: string
  status: 'ok' | 'failed' | 'cancelled' | 'limit'
  cache: 'hit' | 'miss' | 'joined'
  error: string | null
  rows: number | null
  truncated: boolean
  durationMs: number
  engineMs: number | null
  /** `times`: how often this was answered from the cache within the moment that the line stands for. */
  receipt: { proof: object; policiesApplied: string[]; dataAsOf: string | null; times: number }
}

/** Appends lines to the query log in one statement. */
export async function insertQueryLog(db: Db, entries: readonly LoggedQuery[]): Promise<void> {
  if (entries.length === 0) return
  await db
    .insertInto('query_log')
    .values(
      entries.map((entry) => ({
        id: entry.id,
        at: entry.at,
        organization_id: entry.organizationId,
        project_id: entry.projectId,
        actor_kind: entry.actorKind,
        actor_id: entry.actorId,
        as_id: entry.asId,
        source: entry.source,
        source_id: entry.sourceId,
        query_hash: entry.queryHash,
        model_revision: entry.modelRevision,
        // The store's text has no place for NUL.
        sql: entry.sql.replaceAll('\0', ''),
        status: entry.status,
        cache: entry.cache,
        error: entry.error?.replaceAll('\0', '') ?? null,
        rows: entry.rows,
        truncated: entry.truncated,
        duration_ms: entry.durationMs,
        engine_ms: entry.engineMs,
        receipt: JSON.stringify(entry.receipt),
      })),
    )
    .execute()
}
