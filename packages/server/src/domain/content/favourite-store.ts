import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

/** Puts a thing among a person's favourites, or takes it out; false when it was so already. */
export async function setFavourite(tx: Tx, input: { userId: string; resourceId: string; isFavourite: boolean; at: Date }): Promise<boolean> {
  const { userId, resourceId, at } = input
  const changed = input.isFavourite
    ? await tx
        .insertInto('favourites')
        .values({ user_id: userId, resource_id: resourceId, created_at: at })
        .onConflict((conflict) => conflict.columns(['user_id', 'resource_id']).doNothing())
        .returning('resource_id')
        .executeTakeFirst()
    : await tx.deleteFrom('favourites').where('user_id', '=', userId).where('resource_id', '=', resourceId).returning('resource_id').executeTakeFirst()
  return changed !== undefined
}

/** Ids of a person's favourites in a project, the last one first. */
export async function favouriteIds(db: Db | Tx, userId: string, projectId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select f.resource_id as id from favourites f join resources r on r.id = f.resource_id
     where f.user_id = ${userId} and r.project_id = ${projectId} and r.deleted_at is null
     order by f.created_at desc, f.resource_id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Ids of what a person opened last in a project, and when, the last one first. */
export async function lastViewed(db: Db | Tx, userId: string, projectId: string, limit: number): Promise<{ id: string; viewedAt: Date }[]> {
  const { rows } = await sql<{ id: string; viewedAt: Date }>`
    select v.resource_id as id, v.last_viewed_at as "viewedAt" from resource_viewers v join resources r on r.id = v.resource_id
     where v.user_id = ${userId} and r.project_id = ${projectId} and r.deleted_at is null
     order by v.last_viewed_at desc, v.resource_id limit ${limit}`.execute(db)
  return rows
}
