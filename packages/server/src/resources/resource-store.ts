import { sql } from 'kysely'
import type { Tx } from '../platform/db/db.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { ResourceKind } from './resource-kind.ts'
import { firstRevision } from './revision-store.ts'
import { slugOf } from './slug.ts'
import { takeSlug } from './slug-store.ts'
import { rememberStates } from './state-store.ts'

export type NewResource<Spec> = {
  organizationId: string
  projectId: string
  spaceId: string | null
  dashboardId: string | null
  name: string
  description: string | null
  spec: Spec
  authorId: string | null
  at: Date
  /** Wanted instead of one made from the name; counted up like that one when taken. */
  slug?: string
  /** Where others point at it before it is there; absent: a new one. */
  id?: string
}

/**
 * Stores a resource with its first revision, published; answers its id. Its slug is made from the name, unless
 * its kind has slugs of its own: then `conflict` when that one is taken. Throws `not_found` when the place it is meant for went into the trash meanwhile.
 */
export async function insertResource<Spec extends object>(tx: Tx, kind: ResourceKind<Spec>, resource: NewResource<Spec>): Promise<string> {
  await holdPlaces(tx, [resource.spaceId, resource.dashboardId])
  const { id = newId() } = resource
  const insert = async (slug: string): Promise<string | undefined> => {
    const inserted = await tx
      .insertInto('resources')
      .values({
        id,
        organization_id: resource.organizationId,
        project_id: resource.projectId,
        kind: kind.kind,
        space_id: resource.spaceId,
        dashboard_id: resource.dashboardId,
        slug,
        name: resource.name,
        description: resource.description,
        created_by: resource.authorId,
        updated_by: resource.authorId,
        created_at: resource.at,
        updated_at: resource.at,
      })
      .onConflict((conflict) => conflict.columns(['project_id', 'kind', 'slug']).where('deleted_at', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst()
    return inserted?.id
  }
  if (kind.hasOwnSlug === true) await takeOwnSlug(kind, resource.slug ?? resource.name, insert)
  else await takeSlug(tx, { projectId: resource.projectId, kind: kind.kind, base: slugOf(resource.slug ?? resource.name) }, insert)
  await firstRevision(tx, kind, { resourceId: id, spec: resource.spec, authorId: resource.authorId, at: resource.at })
  await rememberStates(tx, [id], resource)
  return id
}

async function takeOwnSlug({ kind }: { kind: string }, slug: string, insert: (slug: string) => Promise<string | undefined>): Promise<void> {
  if ((await insert(slug)) !== undefined) return
  throw new AppError('conflict', `There is another ${kind} with the name "${slug}" in this project. Choose another name.`, {
    reason: 'name_taken',
    fields: [{ path: 'name', message: 'is taken' }],
  })
}

export type ResourceChange = { name?: string; description?: string | null; /** Null only for a space. */ spaceId?: string | null; dashboardId?: string | null }

/** Changes name, description or place. The slug stays: links must not break. Throws `not_found` for a place in the trash. */
export async function updateResource(tx: Tx, id: string, change: ResourceChange, by: { authorId: string | null; at: Date }): Promise<void> {
  await holdPlaces(tx, [change.spaceId ?? null, change.dashboardId ?? null])
  await tx
    .updateTable('resources')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.description === undefined ? {} : { description: change.description }),
      ...(change.spaceId === undefined ? {} : { space_id: change.spaceId }),
      ...(change.dashboardId === undefined ? {} : { dashboard_id: change.dashboardId }),
      updated_at: by.at,
      updated_by: by.authorId,
    })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute()
  await rememberStates(tx, [id], by)
}

/** Puts changes of a resource in a row: until this transaction ends nobody else changes it. */
export async function lockResource(tx: Tx, id: string): Promise<void> {
  await sql`select id from resources where id = ${id} for update`.execute(tx)
}

/** Keeps resources as they are until this transaction ends: whoever wants to save, publish or delete one of them waits. */
export async function lockResources(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select id from resources where id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx)
}

/** The same for all of these kinds in a project. */
export async function lockResourcesOf(tx: Tx, projectId: string, kinds: readonly string[]): Promise<void> {
  await sql`
    select id from resources
     where project_id = ${projectId} and kind = any(${[...kinds]}::text[]) and deleted_at is null order by id for update`.execute(tx)
}

/** Moves everything that lives inside a dashboard to the dashboard's space. */
export async function moveInsideOf(tx: Tx, dashboardId: string, spaceId: string, by: { authorId: string | null; at: Date }): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update resources set space_id = ${spaceId} where dashboard_id = ${dashboardId} and space_id is distinct from ${spaceId} returning id`.execute(tx)
  await rememberStates(
    tx,
    rows.map(({ id }) => id),
    by,
  )
}

/** Keeps places from going into the trash until this transaction ends: nothing may be left alive inside of one there. */
async function holdPlaces(tx: Tx, ids: readonly (string | null)[]): Promise<void> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return
  const { rows } = await sql`select id from resources where id = any(${wanted}::uuid[]) and deleted_at is null order by id for share`.execute(tx)
  if (rows.length < new Set(wanted).size) throw new AppError('not_found', 'The place for this was deleted in the meantime', { reason: 'place_missing' })
}
