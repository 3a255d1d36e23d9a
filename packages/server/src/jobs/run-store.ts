import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../platform/db/db.ts'
import type { Schema } from '../platform/db/schema.ts'
import { isUuid, newId } from '../platform/ids.ts'
import type { NewRun, Run } from './run.ts'

/** Notified with the run's kind whenever one becomes due. */
export const wakeChannel = 'atrium_run_queued'
/** Notified with the run's id when somebody wants it stopped. */
export const cancelChannel = 'atrium_run_cancel'

const maxDedupeTries = 5

/** Stores a run, or answers the unfinished one with the same kind and dedupe key. Wakes the workers at commit. */
export async function insertRun(db: Db | Tx, run: NewRun): Promise<Run> {
  for (let tries = 0; tries < maxDedupeTries; tries += 1) {
    const inserted = await db
      .insertInto('runs')
      .values({
        id: newId(),
        kind: run.kind,
        state: 'queued',
        organization_id: run.organizationId,
        project_id: run.projectId,
        created_by: run.createdBy,
        payload: JSON.stringify(run.payload),
        priority: run.priority ?? 0,
        dedupe_key: run.dedupeKey ?? null,
        group_key: run.groupKey ?? null,
        max_attempts: run.maxAttempts ?? 3,
        ...(run.runAt === undefined ? {} : { run_at: run.runAt }),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['kind', 'dedupe_key'])
          .where(sql<boolean>`state in ('queued', 'running')`)
          .where('dedupe_key', 'is not', null)
          .doNothing(),
      )
      .returningAll()
      .executeTakeFirst()
    if (inserted !== undefined) {
      await sql`select pg_notify(${wakeChannel}, ${run.kind})`.execute(db)
      return toRun(inserted)
    }
    const existing = await db
      .selectFrom('runs')
      .selectAll()
      .where('kind', '=', run.kind)
      .where('dedupe_key', '=', run.dedupeKey ?? null)
      .where('state', 'in', ['queued', 'running'])
      .executeTakeFirst()
    if (existing !== undefined) return toRun(existing)
    // It finished between the two statements: then this is a new one after all.
  }
  throw new Error(`run ${run.kind}/${run.dedupeKey}: no place found after ${maxDedupeTries} tries`)
}

/** The run, or null; anything that is not a UUID is simply not there. */
export async function findRun(db: Db | Tx, id: string): Promise<Run | null> {
  if (!isUuid(id)) return null
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toRun(row)
}

/** The run of a kind that was asked for last in a project; null without any. */
export async function findLatestRun(db: Db | Tx, { kind, projectId }: { kind: string; projectId: string }): Promise<Run | null> {
  const row = await db
    .selectFrom('runs')
    .selectAll()
    .where('kind', '=', kind)
    .where('project_id', '=', projectId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toRun(row)
}

/** Those of the given runs that wait or run. */
export async function findUnfinishedRuns(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('runs').select('id').where('id', 'in', ids).where('state', 'in', ['queued', 'running']).execute()
  return new Set(rows.map(({ id }) => id))
}

/** The log of a run, oldest line first. */
export async function listRunLog(db: Db, id: string): Promise<{ at: Date; level: string; message: string }[]> {
  if (!isUuid(id)) return []
  return db.selectFrom('run_log').select(['at', 'level', 'message']).where('run_id', '=', id).orderBy('id').execute()
}

/** Adds a line to a run's log. */
export async function appendRunLog(db: Db | Tx, id: string, level: 'info' | 'warning' | 'error', message: string): Promise<void> {
  await db.insertInto('run_log').values({ run_id: id, level, message }).execute()
}

/** Marks a queued run cancelled, or tells its worker to stop. Finished ones stay as they are. */
export async function requestCancel(db: Db | Tx, id: string): Promise<void> {
  if (!isUuid(id)) return
  await sql`
    update runs
       set cancel_requested = true,
           state = case when state = 'queued' then 'cancelled' else state end,
           finished_at = case when state = 'queued' then now() else finished_at end
     where id = ${id} and state in ('queued', 'running')`.execute(db)
  await sql`select pg_notify(${cancelChannel}, ${id})`.execute(db)
}

/** Deletes what finished more than `days` ago, with its log; answers how many. */
export async function deleteFinishedRuns(db: Db | Tx, days: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from runs
     where state in ('completed', 'failed', 'cancelled') and finished_at < now() - make_interval(days => ${days})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** A row of `runs` as the rest of the house sees it. */
export function toRun(row: Selectable<Schema['runs']>): Run {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    organizationId: row.organization_id,
    projectId: row.project_id,
    createdBy: row.created_by,
    payload: row.payload as Run['payload'],
    progress: row.progress as Run['progress'],
    result: row.result as Run['result'],
    error: row.error,
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}
