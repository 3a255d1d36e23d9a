import type { DocumentStep } from '@atrium/documents'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db/db.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Person } from './resource.ts'
import type { ResourceKind } from './resource-kind.ts'

/** What editors have changed and nobody else sees yet: one for each resource. */
export type Draft<Spec extends object = object> = {
  resourceId: string
  /** Another one with each save. */
  version: string
  spec: Spec
  /** Ways back from here, the next one last. */
  undo: readonly DocumentStep[]
  /** Ways forward again, the next one last. */
  redo: readonly DocumentStep[]
  /** Number of the published revision that it began from. */
  baseRevision: number
  savedBy: Person | null
  savedAt: Date
}

/** Who changed something that is not published, and when last. */
export type DraftMark = Pick<Draft, 'savedBy' | 'savedAt'>

/** The draft of a resource, or null. */
export async function findDraft<Spec extends object>(db: Db | Tx, resourceId: string): Promise<Draft<Spec> | null> {
  const { rows } = await sql<Row<Spec>>`
    select d.*, ${savedBy} as saved_by_person from drafts d left join users u on u.id = d.saved_by where d.resource_id = ${resourceId}`.execute(db)
  return rows[0] === undefined ? null : toDraft(rows[0])
}

/** What a draft says, in which version; `spec` is null in the version that the caller has. Null: there is no draft. */
export async function findDraftSpec<Spec extends object>(
  db: Db | Tx,
  resourceId: string,
  known: string | null,
): Promise<{ version: string; spec: Spec | null } | null> {
  const { rows } = await sql<{ version: string; spec: Spec | null }>`
    select version, case when version = ${known}::uuid then null else spec end as spec from drafts where resource_id = ${resourceId}`.execute(db)
  return rows[0] ?? null
}

/** The drafts of all that is there of a project. */
export async function listDrafts(db: Db | Tx, projectId: string): Promise<Draft[]> {
  const { rows } = await sql<Row<object>>`
    select d.*, ${savedBy} as saved_by_person
      from drafts d join resources r on r.id = d.resource_id left join users u on u.id = d.saved_by
     where r.project_id = ${projectId} and r.deleted_at is null`.execute(db)
  return rows.map(toDraft)
}

/** Which of these resources have a draft. */
export async function listDraftMarks(db: Db | Tx, resourceIds: readonly string[]): Promise<Map<string, DraftMark>> {
  if (resourceIds.length === 0) return new Map()
  const { rows } = await sql<Pick<Row<object>, 'resource_id' | 'saved_at' | 'saved_by_person'>>`
    select d.resource_id, d.saved_at, ${savedBy} as saved_by_person
      from drafts d left join users u on u.id = d.saved_by
     where d.resource_id = any(${[...resourceIds]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.resource_id, { savedBy: row.saved_by_person, savedAt: row.saved_at }]))
}

/**
 * Takes the draft of a resource for this transaction: whoever else wants to save, publish or discard it waits. Throws
 * `conflict` when the draft is not in the version that the caller knows (null: none), `not_found`.
 */
export async function takeDraft<Spec extends object>(
  tx: Tx,
  kind: ResourceKind<Spec>,
  { resourceId, version }: { resourceId: string; version: string | null },
): Promise<{ draft: Draft<Spec> | null; publishedRevision: number }> {
  // The lock of the resource, as for revisions: of a draft that is not there yet none could be had.
  const { rows } = await sql<{ published: number }>`
    select published_revision as published from resources
     where id = ${resourceId} and kind = ${kind.kind} and deleted_at is null for update`.execute(tx)
  const publishedRevision = rows[0]?.published
  if (publishedRevision === undefined) throw new AppError('not_found', `This ${kind.kind} does not exist or was deleted`, { reason: `${kind.kind}_missing` })
  const draft = await findDraft<Spec>(tx, resourceId)
  if (draft !== null && draft.version !== version) {
    const name = draft.savedBy === null ? null : `${draft.savedBy.firstName} ${draft.savedBy.lastName}`
    throw new AppError('conflict', `${name ?? 'Somebody'} changed this draft in the meantime. Load it to see both sides; nothing was overwritten.`, {
      reason: 'draft_conflict',
      ...(name === null ? {} : { params: { name } }),
    })
  }
  if (draft === null && version !== null) {
    throw new AppError('conflict', 'This draft was published or discarded in the meantime. Load it again; nothing was overwritten.', { reason: 'draft_gone' })
  }
  return { draft, publishedRevision }
}

/** Writes the draft of a resource that was taken before; answers its new version. */
export async function writeDraft(tx: Tx, draft: Omit<Draft, 'version' | 'savedBy'> & { savedById: string | null }): Promise<string> {
  const version = newId()
  const content = {
    version,
    spec: JSON.stringify(draft.spec),
    undo: JSON.stringify(draft.undo),
    redo: JSON.stringify(draft.redo),
    saved_by: draft.savedById,
    saved_at: draft.savedAt,
  }
  await tx
    .insertInto('drafts')
    .values({ resource_id: draft.resourceId, base_revision: draft.baseRevision, ...content })
    .onConflict((conflict) => conflict.column('resource_id').doUpdateSet({ ...content, base_revision: draft.baseRevision }))
    .execute()
  return version
}

/** Takes the draft of a resource away. */
export async function deleteDraft(tx: Tx, resourceId: string): Promise<void> {
  await tx.deleteFrom('drafts').where('resource_id', '=', resourceId).execute()
}

const savedBy = sql`case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end`

type Row<Spec> = {
  resource_id: string
  version: string
  spec: Spec
  undo: DocumentStep[]
  redo: DocumentStep[]
  base_revision: number
  saved_at: Date
  saved_by_person: Person | null
}

const toDraft = <Spec extends object>(row: Row<Spec>): Draft<Spec> => ({
  resourceId: row.resource_id,
  version: row.version,
  spec: row.spec,
  undo: row.undo,
  redo: row.redo,
  baseRevision: row.base_revision,
  savedBy: row.saved_by_person,
  savedAt: row.saved_at,
})
