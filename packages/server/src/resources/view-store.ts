import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db/db.ts'
import type { SpaceScope } from '../access/rules.ts'
import type { Person } from './resource.ts'
import { inVisible, visibleSpaces } from './visible-spaces-store.ts'

/** Adds counted views, to those of the day and to all. Resources that were deleted meanwhile are passed over. */
export async function addViews(db: Db, counts: ReadonlyMap<string, number>, at: Date): Promise<void> {
  if (counts.size === 0) return
  // In one order on every node, so that two batches never wait for each other in a circle.
  const entries = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  await sql`
    with counted as (
      select c.id, c.views
        from unnest(${entries.map(([id]) => id)}::uuid[], ${entries.map(([, views]) => views)}::bigint[]) as c (id, views)
        join resources r on r.id = c.id),
    by_day as (
      insert into resource_views_by_day (resource_id, day, views)
      select id, ${dayOf(at)}::date, views from counted
      on conflict (resource_id, day) do update set views = resource_views_by_day.views + excluded.views)
    insert into resource_views (resource_id, views, first_viewed_at)
    select id, views, ${at} from counted
    on conflict (resource_id) do update set views = resource_views.views + excluded.views`.execute(db)
}

/** The day of an instant, in UTC. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** Views of the things of a project in the spaces of a scope, on the day of that instant and since, by id; none for what nobody looked at. */
export async function viewsSince(
  db: Db | Tx,
  place: { projectId: string; scope: SpaceScope; kinds: readonly string[] },
  since: Date,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; views: string }>`
    with ${visibleSpaces(place.projectId, place.scope)}
    select r.id, sum(w.views) as views
      from resource_views_by_day w join resources r on r.id = w.resource_id ${inVisible}
     where r.project_id = ${place.projectId} and r.kind = any(${[...place.kinds]}::text[]) and r.deleted_at is null and w.day >= ${dayOf(since)}::date
     group by r.id`.execute(db)
  return new Map(rows.map(({ id, views }) => [id, Number(views)]))
}

/** Forgets on which day before that instant something was looked at; how often at all stays. Answers how many rows that were. */
export async function deleteViewsByDayBefore(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from resource_views_by_day where day < ${dayOf(before)}::date`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** That somebody looked at a thing. */
export type NotedView = { resourceId: string; userId: string; at: Date }

/** Notes who looked at what, and when last; each thing and person once. Those that were deleted meanwhile are passed over. */
export async function noteViewers(db: Db, views: readonly NotedView[]): Promise<void> {
  if (views.length === 0) return
  const key = ({ resourceId, userId }: NotedView): string => resourceId + userId
  const sorted = views.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  await sql`
    insert into resource_viewers (resource_id, user_id, last_viewed_at)
    select c.resource_id, c.user_id, c.at
      from unnest(
        ${sorted.map(({ resourceId }) => resourceId)}::uuid[], ${sorted.map(({ userId }) => userId)}::uuid[], ${sorted.map(({ at }) => at.toISOString())}::timestamptz[]
      ) as c (resource_id, user_id, at)
      join resources r on r.id = c.resource_id
      join users u on u.id = c.user_id
    on conflict (resource_id, user_id) do update set last_viewed_at = greatest(resource_viewers.last_viewed_at, excluded.last_viewed_at)`.execute(db)
}

/** Who looked at any of these things since then, each once, the latest first. */
export async function listViewers(db: Db | Tx, resourceIds: readonly string[], since: Date): Promise<(Person & { lastViewedAt: Date })[]> {
  if (resourceIds.length === 0) return []
  const { rows } = await sql<{ id: string; first_name: string; last_name: string; last_viewed_at: Date }>`
    select u.id, u.first_name, u.last_name, max(w.last_viewed_at) as last_viewed_at
      from resource_viewers w join users u on u.id = w.user_id
     where w.resource_id = any(${[...resourceIds]}::uuid[]) and w.last_viewed_at >= ${since}
     group by u.id order by 4 desc, u.id`.execute(db)
  return rows.map((row) => ({ id: row.id, firstName: row.first_name, lastName: row.last_name, lastViewedAt: row.last_viewed_at }))
}
