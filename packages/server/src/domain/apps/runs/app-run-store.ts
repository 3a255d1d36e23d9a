import type { InputValue } from '@atrium/documents'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { holdTurn } from '../../../platform/turn-store.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { Person } from '../../../resources/resource.ts'
import { appRunStates, type AppRun, type AppRunState, type Publishing, type RunFailure, type RunNotice, type RunTrigger } from './types.ts'

export type NewAppRun = Pick<
  AppRun,
  'id' | 'appId' | 'sessionId' | 'trigger' | 'revision' | 'viewId' | 'scheduleId' | 'usesCachedSql' | 'updatesPublished' | 'notices' | 'tokenId'
> & {
  jobId: string | null
  state: Extract<AppRunState, 'pending' | 'unable_to_allocate_kernel'>
  slot: Date | null
  publishing: Publishing | null
  failure: RunFailure | null
  ownerId: string | null
  at: Date
}

/** Stores a run. */
export async function insertAppRun(tx: Tx, run: NewAppRun): Promise<void> {
  await tx
    .insertInto('app_runs')
    .values({
      id: run.id,
      resource_id: run.appId,
      session_id: run.sessionId,
      job_id: run.jobId,
      trigger: run.trigger,
      revision: run.revision,
      state: run.state,
      view_id: run.viewId,
      schedule_id: run.scheduleId,
      slot: run.slot,
      uses_cached_sql: run.usesCachedSql,
      updates_published: run.updatesPublished,
      notices: JSON.stringify(run.notices),
      publishing: run.publishing === null ? null : JSON.stringify(run.publishing),
      failure: run.failure === null ? null : JSON.stringify(run.failure),
      owner_id: run.ownerId,
      token_id: run.tokenId,
      created_at: run.at,
      started_at: null,
      ended_at: run.state === 'pending' ? null : run.at,
    })
    .execute()
}

/** One run; null when there is none of that id. */
export async function findAppRun(db: Db | Tx, id: string): Promise<AppRun | null> {
  if (!isUuid(id)) return null
  const { rows } = await sql<Row>`${selectRun} where a.id = ${id}`.execute(db)
  return rows[0] === undefined ? null : toAppRun(rows[0])
}

export type AppRunFilter = {
  appId: string
  states?: readonly AppRunState[]
  triggers?: readonly RunTrigger[]
  scheduleId?: string
  /** Only runs of this person; absent: of everybody. */
  ownerId?: string
  limit: number
  offset: number
}

/** Runs of an app, newest first. */
export async function listAppRunsOf(db: Db | Tx, filter: AppRunFilter): Promise<AppRun[]> {
  const where = [sql`a.resource_id = ${filter.appId}`]
  if (filter.states !== undefined) where.push(sql`a.state = any(${[...filter.states]}::text[])`)
  if (filter.triggers !== undefined) where.push(sql`a.trigger = any(${[...filter.triggers]}::text[])`)
  if (filter.scheduleId !== undefined) where.push(sql`a.schedule_id = ${isUuid(filter.scheduleId) ? filter.scheduleId : null}`)
  if (filter.ownerId !== undefined) where.push(sql`a.owner_id = ${filter.ownerId}`)
  const { rows } = await sql<Row>`
    ${selectRun} where ${sql.join(where, sql` and `)}
     order by a.created_at desc, a.id desc limit ${filter.limit} offset ${filter.offset}`.execute(db)
  return rows.map(toAppRun)
}

/** Runs that wait or run: of a person, and of all. */
export async function countOpenRuns(db: Db | Tx, ownerId: string | null): Promise<{ ofOwner: number; ofAll: number }> {
  const { rows } = await sql<{ own: number; total: number }>`
    select count(*) filter (where owner_id = ${ownerId})::int as own, count(*)::int as total
      from app_runs where state in ('pending', 'running')`.execute(db)
  return { ofOwner: rows[0]?.own ?? 0, ofAll: rows[0]?.total ?? 0 }
}

/** Keeps others from counting and adding runs until the transaction ends. */
export const holdRunCount = (tx: Tx): Promise<void> => holdTurn(tx, 'app runs')

/** Begins a run that waits. False: it does not wait any more. */
export async function beginStoredRun(db: Db | Tx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('app_runs')
    .set({ state: 'running', started_at: at })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type RunEnd = { state: Exclude<AppRunState, 'pending' | 'running' | 'unable_to_allocate_kernel'>; failure: RunFailure | null; at: Date }

/** Ends a run. False: it had ended, and stays as it was. */
export async function endStoredRun(tx: Tx, id: string, { state, failure, at }: RunEnd): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('app_runs')
    .set({ state, failure: failure === null ? null : JSON.stringify(failure), ended_at: at })
    .where('id', '=', id)
    .where('state', 'in', ['pending', 'running'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The work of a run in the queue; null when it has none any more. */
export async function findJobOf(db: Db | Tx, id: string): Promise<string | null> {
  const row = await db.selectFrom('app_runs').select('job_id').where('id', '=', id).executeTakeFirst()
  return row?.job_id ?? null
}

/** What a preview publishes when it completes; null: it is none. */
export async function findPublishing(db: Db | Tx, id: string): Promise<Publishing | null> {
  const row = await db.selectFrom('app_runs').select('publishing').where('id', '=', id).executeTakeFirst()
  return (row?.publishing as Publishing | null | undefined) ?? null
}

/** Previews of a draft that wait or run. */
export async function findOpenPreviews(tx: Tx, appId: string, version: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from app_runs
     where resource_id = ${appId} and trigger = 'preview' and state in ('pending', 'running') and publishing ->> 'version' = ${version}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Says what the draft of a preview has become. */
export async function setRunRevision(tx: Tx, id: string, revision: number): Promise<void> {
  const row = await tx.updateTable('app_runs').set({ revision }).where('id', '=', id).returning('session_id').executeTakeFirst()
  if (row !== undefined) await tx.updateTable('app_sessions').set({ revision }).where('id', '=', row.session_id).execute()
}

/** Runs that wait or run, and whose work is not in the queue any more. */
export async function findLostRuns(db: Db | Tx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from app_runs a left join runs j on j.id = a.job_id
     where a.state in ('pending', 'running') and (j.id is null or j.state not in ('queued', 'running'))
     limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Deletes runs that ended before a moment, with their sessions; never those whose results viewers see. Answers how many. */
export async function deleteOldAppRuns(db: Db | Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from app_sessions s using app_runs a
     where a.session_id = s.id and a.ended_at < ${before}
       and not exists (select 1 from published_apps p where p.results_run_id = a.id)`.execute(db)
  return Number(numAffectedRows ?? 0)
}

const selectRun = sql`
  select a.*, s.inputs, r.project_id,
         case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as owner
    from app_runs a join app_sessions s on s.id = a.session_id join resources r on r.id = a.resource_id
    left join users u on u.id = a.owner_id`

type Row = {
  id: string
  resource_id: string
  project_id: string
  session_id: string
  trigger: RunTrigger
  revision: number | null
  publishing: Publishing | null
  state: AppRunState
  inputs: Record<string, InputValue>
  view_id: string | null
  schedule_id: string | null
  uses_cached_sql: boolean
  updates_published: boolean
  notices: RunNotice[]
  failure: RunFailure | null
  owner: Person | null
  token_id: string | null
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
}

const toAppRun = (row: Row): AppRun => ({
  id: row.id,
  appId: row.resource_id,
  projectId: row.project_id,
  sessionId: row.session_id,
  trigger: row.trigger,
  revision: row.revision,
  draftVersion: row.publishing?.version ?? null,
  state: row.state,
  inputs: row.inputs,
  viewId: row.view_id,
  scheduleId: row.schedule_id,
  usesCachedSql: row.uses_cached_sql,
  updatesPublished: row.updates_published,
  notices: row.notices,
  failure: row.failure,
  owner: row.owner,
  tokenId: row.token_id,
  createdAt: row.created_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
})

/** Whether a run in this state goes on. */
export const isOpen = (state: AppRunState): boolean => appRunStates.indexOf(state) < 2
