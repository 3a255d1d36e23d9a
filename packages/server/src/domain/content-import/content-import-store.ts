import type { PlannedItem } from '@atrium/documents'
import type { SourceFile } from '@atrium/semantic'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'

/** What an import can write of a thing, and where it lay then. */
export type ImportedState = {
  name: string
  description: string | null
  /** The dashboard it lives inside, or else the space; null for a space at the top. */
  placeId: string | null
  revisionId: string
}

/** What an import did with a thing. `before` null: it made it. */
export type ImportedChange = { resourceId: string; kind: PlannedItem['kind']; before: ImportedState | null; after: ImportedState }

/** What an import did to the model folder. */
export type ImportedModels = {
  /** As a path, with `/` at its end. */
  folder: string
  /** Null: there was no such folder. */
  before: SourceFile[] | null
  after: { path: string; version: string }[]
}

export type ContentImport = {
  id: string
  projectId: string
  format: string
  /** What is not taken back yet, in the order of writing. */
  changes: ImportedChange[]
  models: ImportedModels | null
  authorId: string | null
  doneAt: Date
}

/** Keeps what an import did. */
export async function insertContentImport(tx: Tx, { id, projectId, format, changes, models, authorId, doneAt }: ContentImport): Promise<void> {
  await tx
    .insertInto('content_imports')
    .values({
      id,
      project_id: projectId,
      format,
      changes: JSON.stringify(changes),
      models: models === null ? null : JSON.stringify(models),
      author_id: authorId,
      done_at: doneAt,
      // One that changed nothing has nothing to be taken back.
      undone_at: changes.length === 0 && models === null ? doneAt : null,
    })
    .execute()
}

/** An import of a project of which something is left to take back, held until the transaction ends; null where there is none. */
export async function lockContentImport(tx: Tx, projectId: string, id: string): Promise<ContentImport | null> {
  if (!isUuid(id)) return null
  const row = await tx
    .selectFrom('content_imports')
    .selectAll()
    .where('id', '=', id)
    .where('project_id', '=', projectId)
    .where('undone_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : toContentImport(row)
}

/** The latest imports of a project of which something is left to take back, the newest first. */
export async function listContentImports(db: Db | Tx, projectId: string, limit: number): Promise<(ContentImport & { author: string | null })[]> {
  const rows = await db
    .selectFrom('content_imports as i')
    .leftJoin('users as u', 'u.id', 'i.author_id')
    .selectAll('i')
    .select(['u.first_name', 'u.last_name'])
    .where('i.project_id', '=', projectId)
    .where('i.undone_at', 'is', null)
    .orderBy('i.done_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toContentImport(row), author: row.first_name === null ? null : `${row.first_name} ${row.last_name}` }))
}

/** What imports after this one changed and have not taken back: ids of resources. */
export async function changedByLaterImports(tx: Tx, { id, projectId, doneAt }: ContentImport): Promise<ReadonlySet<string>> {
  const later = await tx
    .selectFrom('content_imports')
    .select('changes')
    .where('project_id', '=', projectId)
    .where('undone_at', 'is', null)
    .where('id', '<>', id)
    .where('done_at', '>=', doneAt)
    .execute()
  return new Set(later.flatMap(({ changes }) => (changes as ImportedChange[]).map(({ resourceId }) => resourceId)))
}

/** Keeps what could not be taken back; with nothing left the import is undone. */
export async function leaveContentImport(tx: Tx, id: string, { changes, models }: Pick<ContentImport, 'changes' | 'models'>, at: Date): Promise<void> {
  await tx
    .updateTable('content_imports')
    .set({
      changes: JSON.stringify(changes),
      models: models === null ? null : JSON.stringify(models),
      undone_at: changes.length === 0 && models === null ? at : null,
    })
    .where('id', '=', id)
    .execute()
}

type Row = { id: string; project_id: string; format: string; changes: object[]; models: object | null; author_id: string | null; done_at: Date }

const toContentImport = (row: Row): ContentImport => ({
  id: row.id,
  projectId: row.project_id,
  format: row.format,
  changes: row.changes as ImportedChange[],
  models: row.models as ImportedModels | null,
  authorId: row.author_id,
  doneAt: row.done_at,
})
