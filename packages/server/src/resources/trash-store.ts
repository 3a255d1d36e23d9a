import { sql } from 'kysely'
import type { Tx } from '../platform/db/db.ts'
import { AppError } from '../platform/errors.ts'
import { takeSlug } from './slug-store.ts'
import { rememberStates } from './state-store.ts'

/**
 * Moves a resource into the trash with everything that lives in it (spaces and content of a space, charts inside a dashboard).
 * All of them get the same moment, by which they come back together. Answers the ids.
 */
export async function trashResource(tx: Tx, id: string, by: { userId: string | null; at: Date }): Promise<string[]> {
  // A statement of its own: the next one must see what was put inside while this one waited.
  await sql`select id from resources where id = ${id} for update`.execute(tx)
  const trashed: string[] = []
  // Until nothing is left: what was put into something inside while this waited for that is seen by the next round.
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      with recursive inside as (
        select id from resources where id = ${id}
        union
        select r.id from resources r join inside on r.space_id = inside.id or r.dashboard_id = inside.id
      )
      update resources set deleted_at = ${by.at}, deleted_by = ${by.userId}
       where id in (select id from inside) and deleted_at is null returning id`.execute(tx)
    if (rows.length === 0) break
    trashed.push(...rows.map((row) => row.id))
  }
  await rememberStates(tx, trashed, { authorId: by.userId, at: by.at })
  return trashed
}

/**
 * Takes a resource out of the trash with what went there together with it; a slug that was given away meanwhile is
 * counted up. Throws `conflict` while the place it lived in is itself in the trash. Answers the ids.
 */
export async function untrashResource(tx: Tx, id: string, by: { authorId: string | null; at: Date }): Promise<string[]> {
  const { rows } = await sql<{ id: string; project_id: string; kind: string; slug: string; homeless: boolean }>`
    with recursive inside as (
      select id, deleted_at, deleted_by from resources where id = ${id} and deleted_at is not null
      union
      select r.id, r.deleted_at, r.deleted_by
        from resources r join inside on r.space_id = inside.id or r.dashboard_id = inside.id
       where r.deleted_at = inside.deleted_at and r.deleted_by is not distinct from inside.deleted_by
    )
    select r.id, r.project_id, r.kind, r.slug,
           exists (select 1 from resources p where p.id in (r.space_id, r.dashboard_id) and p.deleted_at is not null
                   and p.id not in (select id from inside)) as homeless
      from resources r where r.id in (select id from inside) for update`.execute(tx)
  if (rows.some((row) => row.homeless)) {
    throw new AppError('conflict', 'The place this was in is in the trash too. Restore that first.', { reason: 'place_in_trash' })
  }
  for (const row of rows) {
    await takeSlug(tx, { projectId: row.project_id, kind: row.kind, base: row.slug }, (slug) => reviveAs(tx, row.id, slug))
  }
  const ids = rows.map((row) => row.id)
  await rememberStates(tx, ids, by)
  return ids
}

/** Deletes for good what was moved into the trash before the given moment; answers what it was. */
export async function purgeTrash(tx: Tx, before: Date): Promise<{ id: string; kind: string; organizationId: string; projectId: string; name: string }[]> {
  const { rows } = await sql<{ id: string; kind: string; organizationId: string; projectId: string; name: string }>`
    delete from resources r
     where r.deleted_at < ${before}
       and not exists (select 1 from resources c where (c.space_id = r.id or c.dashboard_id = r.id)
                       and (c.deleted_at is null or c.deleted_at >= ${before}))
    returning r.id, r.kind, r.organization_id as "organizationId", r.project_id as "projectId", r.name`.execute(tx)
  return rows
}

/** A savepoint keeps the transaction alive when another one takes the slug at the same moment. */
async function reviveAs(tx: Tx, id: string, slug: string): Promise<true | undefined> {
  await sql`savepoint revive`.execute(tx)
  try {
    await tx.updateTable('resources').set({ slug, deleted_at: null, deleted_by: null }).where('id', '=', id).execute()
    await sql`release savepoint revive`.execute(tx)
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    await sql`rollback to savepoint revive`.execute(tx)
    return undefined
  }
}
