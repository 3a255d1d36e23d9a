import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db/db.ts'
import { AppError } from '../platform/errors.ts'
import { isUuid, newId } from '../platform/ids.ts'
import { replaceReferences } from './reference-store.ts'
import type { Person, Revision } from './resource.ts'
import type { ResourceKind } from './resource-kind.ts'

export type NewRevision<Spec> = {
  resourceId: string
  spec: Spec
  authorId: string | null
  at: Date
  message?: string
  /** The newest revision the author has seen; when there is a newer one, `conflict`. Absent: last one wins. */
  expectedRevision?: number
}

/** Writes the first revision of a resource that was just inserted. */
export async function firstRevision<Spec extends object>(tx: Tx, kind: ResourceKind<Spec>, revision: NewRevision<Spec>): Promise<void> {
  await insertRevision(tx, revision, 1)
  await replaceReferences(tx, revision.resourceId, kind.references(revision.spec))
}

/** Writes a new revision, which everybody sees from now on; answers its number. Throws `conflict` when somebody else was faster, `not_found`. */
export async function appendRevision<Spec extends object>(tx: Tx, kind: ResourceKind<Spec>, revision: NewRevision<Spec>): Promise<number> {
  // The row's lock puts parallel saves in a row: numbers neither clash nor have holes.
  const { rows } = await sql<{ published: number }>`
    select published_revision as published from resources
     where id = ${revision.resourceId} and kind = ${kind.kind} and deleted_at is null for update`.execute(tx)
  const current = rows[0]?.published
  if (current === undefined) throw new AppError('not_found', `This ${kind.kind} does not exist any more`)
  if (revision.expectedRevision !== undefined && revision.expectedRevision !== current) {
    throw new AppError('conflict', `Somebody saved this ${kind.kind} in the meantime. Load it again to see the changes.`, { reason: 'revision_conflict' })
  }
  const number = current + 1
  await insertRevision(tx, revision, number)
  await tx
    .updateTable('resources')
    .set({ published_revision: number, updated_at: revision.at, updated_by: revision.authorId })
    .where('id', '=', revision.resourceId)
    .execute()
  await replaceReferences(tx, revision.resourceId, kind.references(revision.spec))
  return number
}

/** Writes an old state as a new revision: history only grows. Throws `not_found`. */
export async function restoreRevision<Spec extends object>(
  tx: Tx,
  kind: ResourceKind<Spec>,
  options: { resourceId: string; revisionId: string; authorId: string | null; at: Date },
): Promise<number> {
  const old = await findRevision(tx, options.resourceId, { id: options.revisionId })
  if (old === null) throw new AppError('not_found', `This ${kind.kind} has no such version`, { reason: 'revision_missing' })
  return appendRevision(tx, kind, {
    resourceId: options.resourceId,
    spec: old.spec as Spec,
    authorId: options.authorId,
    at: options.at,
    message: `Restored version ${old.number}`,
  })
}

/** One revision of a resource by number or id, or null. Ids of other resources are not there. */
export async function findRevision(db: Db | Tx, resourceId: string, which: { number: number } | { id: string }): Promise<Revision | null> {
  if ('id' in which && !isUuid(which.id)) return null
  const condition = 'id' in which ? sql`v.id = ${which.id}` : sql`v.number = ${which.number}`
  const { rows } = await sql<Row>`${selectRevision} where v.resource_id = ${resourceId} and ${condition}`.execute(db)
  return rows[0] === undefined ? null : toRevision(rows[0])
}

/** All revisions of a resource, oldest first. */
export async function listRevisions(db: Db | Tx, resourceId: string): Promise<Revision[]> {
  const { rows } = await sql<Row>`${selectRevision} where v.resource_id = ${resourceId} order by v.number`.execute(db)
  return rows.map(toRevision)
}

/** The newest revision that each of these resources had at a moment. */
export async function findRevisionsAt(db: Db | Tx, resourceIds: readonly string[], at: Date): Promise<Map<string, Revision>> {
  if (resourceIds.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select distinct on (found.resource_id) found.* from (${selectRevision}
      where v.resource_id = any(${[...resourceIds]}::uuid[]) and v.created_at <= ${at}) found
     order by found.resource_id, found.number desc`.execute(db)
  return new Map(rows.map((row) => [row.resource_id, toRevision(row)]))
}

const selectRevision = sql`
  select v.id, v.resource_id, v.number, v.spec, v.message, v.created_at,
         case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as author
    from revisions v left join users u on u.id = v.author_id`

type Row = { id: string; resource_id: string; number: number; spec: object; message: string | null; created_at: Date; author: Person | null }

const toRevision = (row: Row): Revision => ({
  id: row.id,
  resourceId: row.resource_id,
  number: row.number,
  spec: row.spec,
  message: row.message,
  author: row.author,
  createdAt: row.created_at,
})

async function insertRevision<Spec>(tx: Tx, revision: NewRevision<Spec>, number: number): Promise<void> {
  await tx
    .insertInto('revisions')
    .values({
      id: newId(),
      resource_id: revision.resourceId,
      number,
      spec: JSON.stringify(revision.spec),
      message: revision.message ?? null,
      author_id: revision.authorId,
      created_at: revision.at,
    })
    .execute()
}
