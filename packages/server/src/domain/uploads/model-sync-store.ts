import type { SourceFile } from '@atrium/semantic'
import type { Db, Tx } from '../../platform/db/db.ts'

/** What the last synchronization of a folder did; paths are those inside of the folder. */
export type ModelSync = {
  projectId: string
  folder: string
  files: { path: string; version: string }[]
  /** Null: nothing is kept to be put back. */
  before: SourceFile[] | null
  authorId: string | null
  doneAt: Date
}

type Key = Pick<ModelSync, 'projectId' | 'folder'>

/** The last synchronization of a folder; null where none was. */
export async function findModelSync(db: Db | Tx, { projectId, folder }: Key): Promise<ModelSync | null> {
  const row = await db.selectFrom('model_syncs').selectAll().where('project_id', '=', projectId).where('folder', '=', folder).executeTakeFirst()
  if (row === undefined) return null
  const files = row.files as ModelSync['files']
  return { projectId, folder, files, before: row.before as ModelSync['before'], authorId: row.author_id, doneAt: row.done_at }
}

/** Keeps what a synchronization did, in place of what the one before it did. */
export async function saveModelSync(tx: Tx, { projectId, folder, files, before, authorId, doneAt }: ModelSync): Promise<void> {
  const values = { files: JSON.stringify(files), before: before === null ? null : JSON.stringify(before), author_id: authorId, done_at: doneAt }
  await tx
    .insertInto('model_syncs')
    .values({ project_id: projectId, folder, ...values })
    .onConflict((conflict) => conflict.columns(['project_id', 'folder']).doUpdateSet(values))
    .execute()
}

/** Forgets that a folder was synchronized. */
export async function removeModelSync(tx: Tx, { projectId, folder }: Key): Promise<void> {
  await tx.deleteFrom('model_syncs').where('project_id', '=', projectId).where('folder', '=', folder).execute()
}
