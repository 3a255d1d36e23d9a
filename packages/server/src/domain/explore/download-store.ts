import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'

export type Download = { projectId: string; path: string; fileName: string; contentType: string }

/** Only the hash of a link's secret is stored. */
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Registers a finished file under its secret. */
export async function insertDownload(
  db: Db,
  download: Download & { secret: string; /** Null: made while its request waited. */ runId: string | null; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('downloads')
    .values({
      id_hash: hashOf(download.secret),
      run_id: download.runId,
      project_id: download.projectId,
      path: download.path,
      file_name: download.fileName,
      content_type: download.contentType,
      expires_at: download.expiresAt,
    })
    .execute()
}

/** The file behind a secret of a project, or null when there is none or its time is over. */
export async function findDownload(db: Db, projectId: string, secret: string, now: Date): Promise<Download | null> {
  if (!isUuid(projectId)) return null
  const row = await db
    .selectFrom('downloads')
    .select(['project_id', 'path', 'file_name', 'content_type'])
    .where('id_hash', '=', hashOf(secret))
    .where('project_id', '=', projectId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row === undefined ? null : { projectId: row.project_id, path: row.path, fileName: row.file_name, contentType: row.content_type }
}

/** Takes out what has expired; answers the files to delete. */
export async function takeExpiredDownloads(db: Db, now: Date): Promise<string[]> {
  const rows = await db.deleteFrom('downloads').where('expires_at', '<=', now).returning('path').execute()
  return rows.map((row) => row.path)
}

/** Those of the given files that a link leads to. */
export async function findLinkedFiles(db: Db, paths: readonly string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set()
  const rows = await db.selectFrom('downloads').select('path').where('path', 'in', paths).execute()
  return new Set(rows.map(({ path }) => path))
}

/** Files of one type that a person's runs made and that can still be opened, the newest first. */
export async function listDownloadsOf(db: Db, { userId, contentType }: { userId: string; contentType: string }): Promise<{ runId: string; path: string }[]> {
  const rows = await db
    .selectFrom('downloads as d')
    .innerJoin('runs as r', 'r.id', 'd.run_id')
    .select(['r.id as runId', 'd.path'])
    .where('r.created_by', '=', userId)
    .where('d.content_type', '=', contentType)
    .orderBy('d.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute()
  return rows
}

/** Forgets the files of these runs: no link leads to them any more. */
export async function forgetDownloads(db: Db, runIds: readonly string[]): Promise<void> {
  if (runIds.length > 0) await db.deleteFrom('downloads').where('run_id', 'in', runIds).execute()
}
