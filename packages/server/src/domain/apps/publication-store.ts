import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Person } from '../../resources/resource.ts'
import type { Publication } from './types.ts'

/** Of these notebooks those that are published, by id. */
export async function listPublications(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Publication>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ resource_id: string; revision: number; published_at: Date; by: Person | null }>`
    select p.resource_id, p.revision, p.published_at,
           case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as by
      from published_apps p left join users u on u.id = p.published_by
     where p.resource_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.resource_id, { revision: row.revision, at: row.published_at, by: row.by }]))
}

/** Gives viewers this revision from now on. */
export async function publish(tx: Tx, publication: { resourceId: string; revision: number; authorId: string | null; at: Date }): Promise<void> {
  const { resourceId, revision, authorId, at } = publication
  const change = { revision, published_at: at, published_by: authorId }
  await tx
    .insertInto('published_apps')
    .values({ resource_id: resourceId, ...change })
    .onConflict((conflict) => conflict.column('resource_id').doUpdateSet(change))
    .execute()
}
