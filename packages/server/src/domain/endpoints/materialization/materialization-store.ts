import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { early, type KeptAnswers, type Materialization, type MaterializationSettings, type MaterializationStatus } from './types.ts'

export type MaterializationKey = { endpointId: string; version: number }

type Row = {
  endpointId: string
  version: number
  everySeconds: number
  buckets: MaterializationSettings['buckets']
  watermark: MaterializationSettings['watermark']
  enabledAt: Date
  nextAt: Date
  runId: string | null
  status: MaterializationStatus
  error: string | null
  kept: KeptAnswers | null
  readAt: Date | null
  madeAt: Date | null
  usedAt: Date | null
}

/** The state is that of the last reading's run, so that nothing can say "running" of one that is dead. */
const columns = sql`m.endpoint_id as "endpointId", m.version, m.every_seconds as "everySeconds", m.buckets, m.watermark,
  m.enabled_at as "enabledAt", m.next_at as "nextAt", m.run_id as "runId", m.kept, m.read_at as "readAt", m.made_at as "madeAt", m.used_at as "usedAt",
  case r.state when 'queued' then 'Running' when 'running' then 'Running' when 'failed' then 'Failed' when 'cancelled' then 'Cancelled'
               else case when m.kept is null then 'Unknown' else 'Completed' end end as status,
  case when r.state in ('failed', 'cancelled') then r.error end as error`

/** All versions of these endpoints that are kept as tables. */
export async function listMaterializations(db: Db | Tx, endpointIds: readonly string[]): Promise<Materialization[]> {
  if (endpointIds.length === 0) return []
  const { rows } = await sql<Row>`
    select ${columns} from endpoint_materializations m left join runs r on r.id = m.run_id
     where m.endpoint_id = any(${[...endpointIds]}::uuid[]) order by m.endpoint_id, m.version`.execute(db)
  return rows
}

export async function findMaterialization(db: Db | Tx, { endpointId, version }: MaterializationKey): Promise<Materialization | null> {
  const { rows } = await sql<Row>`
    select ${columns} from endpoint_materializations m left join runs r on r.id = m.run_id
     where m.endpoint_id = ${endpointId} and m.version = ${version}`.execute(db)
  return rows[0] ?? null
}

/** Writes the wishes; what was read before stays until it is read anew. */
export async function saveMaterialization(tx: Tx, key: MaterializationKey, settings: MaterializationSettings, at: Date): Promise<void> {
  const wishes = {
    every_seconds: settings.everySeconds,
    buckets: JSON.stringify(settings.buckets),
    watermark: settings.watermark === null ? null : JSON.stringify(settings.watermark),
  }
  await tx
    .insertInto('endpoint_materializations')
    .values({ endpoint_id: key.endpointId, version: key.version, ...wishes, enabled_at: at, next_at: at, run_id: null, kept: null })
    // Read sooner where it is to be read more often; what that comes to is written down when it is read.
    .onConflict((conflict) =>
      conflict.columns(['endpoint_id', 'version']).doUpdateSet({
        ...wishes,
        next_at: sql<Date>`least(endpoint_materializations.next_at, coalesce(endpoint_materializations.read_at, ${at}) + make_interval(secs => ${settings.everySeconds * early}))`,
      }),
    )
    .execute()
}

/** Switches keeping off: for one version, or for all of an endpoint. Answers the files that nobody needs any more. */
export async function deleteMaterializations(tx: Db | Tx, { endpointId, version }: { endpointId: string; version?: number }): Promise<string[]> {
  let query = tx.deleteFrom('endpoint_materializations').where('endpoint_id', '=', endpointId)
  if (version !== undefined) query = query.where('version', '=', version)
  const rows = await query.returning('kept').execute()
  return rows.flatMap(({ kept }) => (kept === null ? [] : [(kept as KeptAnswers).file]))
}

/** Says which run reads it, and when the next one is due. */
export async function setReading(tx: Tx, key: MaterializationKey, { runId, nextAt }: { runId: string; nextAt: Date }): Promise<void> {
  await tx
    .updateTable('endpoint_materializations')
    .set({ run_id: runId, next_at: nextAt })
    .where('endpoint_id', '=', key.endpointId)
    .where('version', '=', key.version)
    .execute()
}

/** Puts a new table in the place of the old one. False, and nothing changed, when keeping was switched off or begun anew meanwhile. */
export async function swapKept(db: Db, key: MaterializationKey & { runId: string }, made: { kept: KeptAnswers; readAt: Date; madeAt: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('endpoint_materializations')
    .set({ kept: JSON.stringify(made.kept), read_at: made.readAt, made_at: made.madeAt })
    .where('endpoint_id', '=', key.endpointId)
    .where('version', '=', key.version)
    .where('run_id', '=', key.runId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Notes that it answered a call; to the hour, so that calls need not write. */
export async function markUsed(db: Db, key: MaterializationKey, at: Date): Promise<void> {
  await db.updateTable('endpoint_materializations').set({ used_at: at }).where('endpoint_id', '=', key.endpointId).where('version', '=', key.version).execute()
}

export type DueMaterialization = MaterializationKey & { projectId: string; organizationId: string; everySeconds: number }

/** Those that are due of endpoints that are not in the trash, locked for the caller; other nodes get others. */
async function lockDue(tx: Tx, now: Date, limit: number): Promise<DueMaterialization[]> {
  const { rows } = await sql<DueMaterialization>`
    select m.endpoint_id as "endpointId", m.version, m.every_seconds as "everySeconds", r.project_id as "projectId", r.organization_id as "organizationId"
      from endpoint_materializations m join resources r on r.id = m.endpoint_id
     where m.next_at <= ${now} and r.deleted_at is null
     order by m.next_at limit ${limit} for update of m skip locked`.execute(tx)
  return rows
}

/** A table that went, and why: nobody called it any more, or its endpoint is in the trash. */
export type UnusedTable = { endpointId: string; version: number; usedAt: Date | null; projectId: string; organizationId: string; isInTrash: boolean }

/** Switches off what nobody called for a time, and what lies in the trash. Answers what went. */
export async function deleteUnused(tx: Tx, before: Date): Promise<UnusedTable[]> {
  const { rows } = await sql<Omit<UnusedTable, 'isInTrash'> & { deletedAt: Date | null }>`
    delete from endpoint_materializations m using resources r
     where r.id = m.endpoint_id and (r.deleted_at is not null or (m.used_at < ${before} and m.enabled_at < ${before}))
    returning m.endpoint_id as "endpointId", m.version, m.used_at as "usedAt", r.project_id as "projectId", r.organization_id as "organizationId",
              r.deleted_at as "deletedAt"`.execute(tx)
  return rows.map(({ deletedAt, ...row }) => ({ ...row, isInTrash: deletedAt !== null }))
}

/** Files that some version needs. */
export async function listKeptFiles(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('endpoint_materializations').select('kept').where('kept', 'is not', null).execute()
  return new Set(rows.map(({ kept }) => (kept as KeptAnswers).file))
}

/** Gives what is due to `work`, in the transaction that locks it. */
export const withDue = <T>(db: Db, { now, limit }: { now: Date; limit: number }, work: (tx: Tx, due: DueMaterialization[]) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (tx) => work(tx, await lockDue(tx, now, limit)))
