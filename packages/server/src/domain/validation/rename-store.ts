import type { Db, Tx } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Draft } from '../../resources/draft-store.ts'
import { chartKind, dashboardKind } from '../content/content-kinds.ts'
import type { Rename } from './renames-of.ts'

/** A version that a rename wrote, and the one before it. */
export type RenamedVersion = { resourceId: string; kind: string; before: number; after: number }

/** A draft that a rename changed: as it was before, and how it was left. */
export type RenamedDraft = Pick<Draft, 'resourceId' | 'spec' | 'undo' | 'redo' | 'baseRevision'> & {
  kind: string
  /** `Draft.version` as the rename left it. */
  version: string
  /** The newest revision of the thing then. */
  revision: number
}

export type StoredRename = {
  id: string
  projectId: string
  rename: Rename
  changes: RenamedVersion[]
  drafts: RenamedDraft[]
  authorId: string | null
  doneAt: Date
  undoneAt: Date | null
}

export async function insertRename(tx: Tx, { id, projectId, rename, changes, drafts, authorId, doneAt }: Omit<StoredRename, 'undoneAt'>): Promise<void> {
  await tx
    .insertInto('content_renames')
    .values({
      id,
      project_id: projectId,
      rename: JSON.stringify(rename),
      changes: JSON.stringify(changes),
      drafts: JSON.stringify(drafts),
      author_id: authorId,
      done_at: doneAt,
    })
    .execute()
}

/** A rename of a project, held until the transaction ends; null where the project has none of this id. */
export async function lockRename(tx: Tx, projectId: string, id: string): Promise<StoredRename | null> {
  if (!isUuid(id)) return null
  const row = await tx.selectFrom('content_renames').selectAll().where('id', '=', id).where('project_id', '=', projectId).forUpdate().executeTakeFirst()
  return row === undefined ? null : toRename(row)
}

export async function markUndone(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('content_renames').set({ undone_at: at }).where('id', '=', id).execute()
}

/** Things whose draft of a moment was discarded; what became of later drafts of theirs does not matter. */
export async function discardedSince(tx: Tx, resourceIds: readonly string[], since: Date): Promise<ReadonlySet<string>> {
  if (resourceIds.length === 0) return new Set()
  const ends = await tx
    .selectFrom('change_log')
    .distinctOn('target_id')
    .select(['target_id', 'operation'])
    .where('target_kind', 'in', [chartKind.kind, dashboardKind.kind])
    .where('target_id', 'in', resourceIds)
    .where('outcome', '=', 'done')
    .where('at', '>=', since)
    .where((eb) => eb.or([eb('operation', 'like', '%.publish_draft'), eb('operation', 'like', '%.discard_draft')]))
    .orderBy('target_id')
    .orderBy('id')
    .execute()
  return new Set(ends.flatMap(({ target_id: id, operation }) => (operation.endsWith('.discard_draft') ? [id] : [])))
}

/** The latest renames of a project that were not taken back. */
export async function listRenames(db: Db | Tx, projectId: string, limit: number): Promise<StoredRename[]> {
  const rows = await db
    .selectFrom('content_renames')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('undone_at', 'is', null)
    .orderBy('done_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toRename)
}

type Row = {
  id: string
  project_id: string
  rename: object
  changes: object[]
  drafts: object[]
  author_id: string | null
  done_at: Date
  undone_at: Date | null
}

const toRename = (row: Row): StoredRename => ({
  id: row.id,
  projectId: row.project_id,
  rename: row.rename as Rename,
  changes: row.changes as RenamedVersion[],
  drafts: row.drafts as RenamedDraft[],
  authorId: row.author_id,
  doneAt: row.done_at,
  undoneAt: row.undone_at,
})
