import { sql } from 'kysely'
import type { Db } from '../platform/db/db.ts'

/** Adds counted views. Resources that were deleted meanwhile are passed over. */
export async function addViews(db: Db, counts: ReadonlyMap<string, number>, at: Date): Promise<void> {
  if (counts.size === 0) return
  // In one order on every node, so that two batches never wait for each other in a circle.
  const entries = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  await sql`
    insert into resource_views (resource_id, views, first_viewed_at)
    select c.id, c.views, ${at}
      from unnest(${entries.map(([id]) => id)}::uuid[], ${entries.map(([, views]) => views)}::bigint[]) as c (id, views)
      join resources r on r.id = c.id
    on conflict (resource_id) do update set views = resource_views.views + excluded.views`.execute(db)
}
