import { sql, type Selectable } from 'kysely'
import type { Db } from '../platform/db/db.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { Run } from './run.ts'
import { toRun, wakeChannel } from './run-store.ts'

type Row = Selectable<Schema['runs']>

/** Who holds a run. Every statement about a held run names both: a late worker can neither finish nor fail it. */
export type Holder = { worker: string; attempt: number }

export type ClaimOptions = {
  worker: string
  kinds: readonly string[]
  /** Runs to take at most. */
  limit: number
  leaseSeconds: number
  /** Runs of one group at once, over all nodes. */
  groupLimit: number
}

/** How deep one claim looks into the queue to share it fairly. */
const horizon = 5000

/**
 * Takes due runs, highest priority first; within one priority people take turns, counted with what already runs for
 * them. All claims of all nodes queue at one lock for the millisecond they take: that makes the group limit exact.
 */
export async function claimRuns(db: Db, options: ClaimOptions): Promise<Run[]> {
  if (options.limit <= 0 || options.kinds.length === 0) return []
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('atrium_runs_claim'))`.execute(tx)
    const { rows } = await sql<Row>`
      with busy as (
        select group_key, count(*) as n from runs where state = 'running' and group_key is not null group by group_key
      ), load as (
        select created_by, count(*) as n from runs where state = 'running' group by created_by
      ), due as (
        select r.id, r.priority, r.run_at, r.created_at, r.created_by, r.group_key, coalesce(busy.n, 0) as busy
          from runs r left join busy using (group_key)
         where r.state = 'queued' and r.run_at <= now() and r.kind = any(${[...options.kinds]}::text[])
           and coalesce(busy.n, 0) < ${options.groupLimit}
         order by r.priority desc, r.run_at, r.created_at
         limit ${horizon}
      ), turns as (
        select due.*,
               coalesce(load.n, 0) + row_number() over (
                 partition by due.created_by order by due.priority desc, due.run_at, due.created_at, due.id
               ) as turn
          from due left join load on load.created_by is not distinct from due.created_by
      ), places as (
        select turns.*,
               busy + row_number() over (partition by group_key order by priority desc, turn, run_at, created_at, id) as place
          from turns
      ), chosen as (
        select id from places
         where group_key is null or place <= ${options.groupLimit}
         order by priority desc, turn, run_at, created_at, id
         limit ${options.limit}
      ), held as (
        select r.id from runs r join chosen using (id) where r.state = 'queued' for update of r skip locked
      )
      update runs r
         set state = 'running', attempt = r.attempt + 1, worker = ${options.worker},
             lease_until = now() + make_interval(secs => ${options.leaseSeconds}),
             started_at = coalesce(r.started_at, now())
        from held
       where r.id = held.id
      returning r.*`.execute(tx)
    return rows.map(toRun)
  })
}

/** Holds on to the given runs; answers those still ours, and whether somebody wants them stopped. */
export async function renewLeases(
  db: Db,
  worker: string,
  ids: readonly string[],
  leaseSeconds: number,
): Promise<{ id: string; attempt: number; cancel: boolean }[]> {
  const { rows } = await sql<{ id: string; attempt: number; cancel: boolean }>`
    update runs set lease_until = now() + make_interval(secs => ${leaseSeconds})
     where id = any(${[...ids]}::uuid[]) and state = 'running' and worker = ${worker}
    returning id, attempt, cancel_requested as cancel`.execute(db)
  return rows
}

/** Stores how far a held run is. False when it is no longer held. */
export async function saveProgress(db: Db, id: string, holder: Holder, progress: NonNullable<Run['progress']>): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update runs set progress = ${JSON.stringify(progress)}::jsonb
     where id = ${id} and state = 'running' and worker = ${holder.worker} and attempt = ${holder.attempt}`.execute(db)
  return numAffectedRows === 1n
}

/** Finishes a held run with its result. False when it was no longer held: then nothing was changed. */
export async function completeRun(db: Db, id: string, holder: Holder, result: Record<string, unknown>): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update runs set state = 'completed', result = ${JSON.stringify(result)}::jsonb, error = null, finished_at = now(),
           lease_until = null, worker = null
     where id = ${id} and state = 'running' and worker = ${holder.worker} and attempt = ${holder.attempt}`.execute(db)
  return numAffectedRows === 1n
}

/**
 * Ends an attempt that failed: cancelled when that was wanted, queued again after `retryInSeconds`, or failed for good
 * (null, or no attempts left). Answers the new state; null when the run was no longer held.
 */
export async function failRun(db: Db, id: string, holder: Holder, error: string, retryInSeconds: number | null): Promise<Run['state'] | null> {
  const again = retryInSeconds === null ? sql`false` : sql`attempt < max_attempts`
  const { rows } = await sql<{ state: Run['state'] }>`
    update runs
       set state = case when cancel_requested then 'cancelled' when ${again} then 'queued' else 'failed' end,
           error = ${error},
           finished_at = case when not cancel_requested and ${again} then null else now() end,
           run_at = now() + make_interval(secs => ${retryInSeconds ?? 0}),
           lease_until = null, worker = null
     where id = ${id} and state = 'running' and worker = ${holder.worker} and attempt = ${holder.attempt}
    returning state`.execute(db)
  return rows[0]?.state ?? null
}

/** Gives a held run back to the queue at shutdown, without using up one of its attempts. */
export async function returnRun(db: Db, id: string, holder: Holder): Promise<void> {
  await sql`
    update runs
       set state = case when cancel_requested then 'cancelled' else 'queued' end,
           finished_at = case when cancel_requested then now() else null end,
           -- the number itself only grows: it is what keeps late workers out
           max_attempts = max_attempts + 1,
           run_at = now(), lease_until = null, worker = null
     where id = ${id} and state = 'running' and worker = ${holder.worker} and attempt = ${holder.attempt}`.execute(db)
  await sql`select pg_notify(${wakeChannel}, '')`.execute(db)
}

/** Takes runs away from workers that stopped answering: queued again, or failed when no attempt is left. */
export async function reapLostRuns(db: Db): Promise<{ id: string; state: Run['state'] }[]> {
  const { rows } = await sql<{ id: string; state: Run['state'] }>`
    with lost as (
      select id from runs where state = 'running' and lease_until < now() for update skip locked
    ), moved as (
      update runs r
         set state = case when cancel_requested then 'cancelled' when attempt < max_attempts then 'queued' else 'failed' end,
             finished_at = case when not cancel_requested and attempt < max_attempts then null else now() end,
             error = 'The worker that ran this was lost', run_at = now(), lease_until = null, worker = null
        from lost where r.id = lost.id
      returning r.id, r.state
    ), logged as (
      insert into run_log (run_id, level, message) select id, 'warning', 'The worker that ran this was lost' from moved
    )
    select id, state from moved`.execute(db)
  return rows
}
