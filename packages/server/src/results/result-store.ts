import { sql } from 'kysely'
import { committedSoon } from '../platform/db/commit-soon.ts'
import type { Db } from '../platform/db/db.ts'
import type { WarehouseColumn } from '../warehouses/warehouse.ts'

/**
 * What finds a result: the project, what was asked (with everything that it reads), and who may see the answer. All three, never
 * one alone.
 */
export type ResultKey = { projectId: string; fingerprint: string; audience: string }

/** A result as it is kept. */
export type StoredResult = ResultKey & {
  id: string
  columns: readonly WarehouseColumn[]
  rows: number
  /** Of its file. */ bytes: number
  /** There were more rows than may be kept. */
  truncated: boolean
  /** Something that it was made of was truncated or partial. */
  partial: boolean
  madeAt: Date
}

type Row = Omit<StoredResult, 'rows' | 'bytes' | keyof ResultKey> & { rows: string; bytes: string; usedAt: Date }

/** The result of a key in this folder, with when it was last used. */
export async function findResult(db: Db, key: ResultKey, folder: string): Promise<(StoredResult & { usedAt: Date }) | null> {
  const { rows } = await sql<Row>`
    select id, columns, row_count as rows, bytes, truncated, partial, made_at as "madeAt", used_at as "usedAt"
      from app_results
     where project_id = ${key.projectId} and fingerprint = ${key.fingerprint} and audience = ${key.audience} and folder = ${folder}`.execute(db)
  const [row] = rows
  return row === undefined ? null : { ...key, ...row, rows: Number(row.rows), bytes: Number(row.bytes) }
}

/** One result of this folder by its id, for those who may see it; with when it was last used. */
export async function findResultById(
  db: Db,
  { projectId, audience, id }: { projectId: string; audience: string; id: string },
  folder: string,
): Promise<(StoredResult & { usedAt: Date }) | null> {
  const { rows } = await sql<Row & { fingerprint: string }>`
    select id, fingerprint, columns, row_count as rows, bytes, truncated, partial, made_at as "madeAt", used_at as "usedAt"
      from app_results
     where id = ${id} and project_id = ${projectId} and audience = ${audience} and folder = ${folder}`.execute(db)
  const [row] = rows
  return row === undefined ? null : { projectId, audience, ...row, rows: Number(row.rows), bytes: Number(row.bytes) }
}

/**
 * Puts a result in the place of the one that had its key. Answers the id of that one, and how many bytes the project may have in this
 * folder by now: rather too many than too few.
 */
export async function saveResult(db: Db, result: StoredResult, folder: string): Promise<{ before: string | null; projectBytes: number }> {
  const { id, projectId, fingerprint, audience, columns, rows, bytes, truncated, partial, madeAt } = result
  const { rows: saved } = await sql<{ before: string | null; others: string }>`
    insert into app_results as kept (id, project_id, folder, fingerprint, audience, columns, row_count, bytes, truncated, partial, made_at, used_at)
    values (${id}, ${projectId}, ${folder}, ${fingerprint}, ${audience}, ${JSON.stringify(columns)}, ${rows}, ${bytes}, ${truncated}, ${partial}, ${madeAt}, ${madeAt})
    on conflict (project_id, fingerprint, audience, folder) do update set
      id = excluded.id, columns = excluded.columns, row_count = excluded.row_count, bytes = excluded.bytes, truncated = excluded.truncated,
      partial = excluded.partial, made_at = excluded.made_at, used_at = excluded.used_at
    returning
      ${committedSoon} as commit,
      (select id from app_results where project_id = ${projectId} and fingerprint = ${fingerprint} and audience = ${audience} and folder = ${folder}) as before,
      (select coalesce(sum(bytes), 0) from app_results where project_id = ${projectId} and folder = ${folder}) as others`.execute(db)
  // What is selected beside it is what was there before.
  return { before: saved[0]?.before ?? null, projectBytes: Number(saved[0]?.others ?? 0) + bytes }
}

/** Notes that it was asked for; to the hour, so that questions need not write. */
export async function markUsed(db: Db, id: string, at: Date): Promise<void> {
  await db.updateTable('app_results').set({ used_at: at }).where('id', '=', id).execute()
}

export async function deleteResult(db: Db, id: string): Promise<void> {
  await db.deleteFrom('app_results').where('id', '=', id).execute()
}

/** Forgets what a project has beyond `bytes` in a folder, for audiences that begin so, what was used longest ago first. Answers the ids. */
export async function deleteOverQuota(
  db: Db,
  { projectId, folder, audiences, bytes }: { projectId: string; folder: string; audiences: string; bytes: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from app_results where id in (
      select id from (
        select id, sum(bytes) over (order by used_at desc, made_at desc, id) as total
          from app_results where project_id = ${projectId} and folder = ${folder} and starts_with(audience, ${audiences})
      ) as ranked where total > ${bytes})
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Forgets what nobody asked for since `before`, whichever folder it lies in: that of a node that is no more, too. Answers how many. */
export async function deleteUnused(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('app_results').where('used_at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Which of these ids are results of a folder. */
export async function knownResults(db: Db, ids: readonly string[], folder: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from app_results where folder = ${folder} and id = any(${[...ids]}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
