import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

/**
 * Lets nobody else change which space of a project is in which, or inherits from which, until this transaction ends: two
 * moves at once could make a circle, and a space made meanwhile would miss what is changed above it.
 */
export async function lockSpaceTree(tx: Tx, projectId: string): Promise<void> {
  await sql`select id from projects where id = ${projectId} for no key update`.execute(tx)
}

/** The spaces above one, from the top; without itself. */
export async function spacesAbove(db: Db | Tx, spaceId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select space_id as id, 1 as step from resources where id = ${spaceId} and space_id is not null
      union all
      select r.space_id, above.step + 1 from resources r join above on r.id = above.id where r.space_id is not null
    )
    select id from above order by step desc`.execute(db)
  return rows.map(({ id }) => id)
}

/** The spaces below one, also those in the trash, with how many steps down. */
export async function spacesBelow(db: Db | Tx, spaceId: string): Promise<{ id: string; steps: number; isTrashed: boolean }[]> {
  const { rows } = await sql<{ id: string; steps: number; isTrashed: boolean }>`
    with recursive below as (
      select id, 1 as steps, deleted_at is not null as "isTrashed" from resources where space_id = ${spaceId} and kind = 'space'
      union all
      select r.id, below.steps + 1, r.deleted_at is not null from resources r join below on r.space_id = below.id where r.kind = 'space'
    )
    select id, steps, "isTrashed" from below`.execute(db)
  return rows
}

/** Makes a space inherit the access of the one it is in, or not. Under `lockSpaceTree`, with `settleChains` after it. */
export async function setInherits(tx: Tx, spaceId: string, inherits: boolean): Promise<void> {
  if (!inherits) {
    await tx.deleteFrom('inherited_access').where('space_id', '=', spaceId).execute()
    return
  }
  await sql`
    insert into inherited_access (space_id, chain) select id, array[id, space_id] from resources where id = ${spaceId}
    on conflict (space_id) do nothing`.execute(tx)
}

/** Writes down anew whose people count in a space and in all below it that inherit from it. Under `lockSpaceTree`. */
export async function settleChains(tx: Tx, spaceId: string): Promise<void> {
  await sql`
    with recursive tree as (
      select s.id, case when own.space_id is null then array[s.id] else array[s.id] || coalesce(parent.chain, array[s.space_id]) end as chain
        from resources s
        left join inherited_access own on own.space_id = s.id
        left join inherited_access parent on parent.space_id = s.space_id
       where s.id = ${spaceId}
      union all
      select c.id, array[c.id] || tree.chain
        from resources c join inherited_access h on h.space_id = c.id join tree on c.space_id = tree.id
    )
    update inherited_access h set chain = tree.chain from tree where h.space_id = tree.id and h.chain <> tree.chain`.execute(tx)
}
