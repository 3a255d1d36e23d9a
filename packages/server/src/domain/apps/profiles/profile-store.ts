import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'

/** How often an app was looked at: in the last days, today with them, and ever. */
export type AppLooks = { sevenDays: number; fourteenDays: number; thirtyDays: number; ever: number; lastAt: Date | null }

type Row = { id: string; email: string | null; seven: string; fourteen: string; thirty: string; ever: string; last_at: Date | null }

/** Who made each of these apps, by their address, and who looked at it, by id. */
export async function listAppLooks(db: Db | Tx, ids: readonly string[], now: Date): Promise<Map<string, { creatorEmail: string | null; looks: AppLooks }>> {
  if (ids.length === 0) return new Map()
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<Row>`
    select r.id, u.email, coalesce(d.seven, 0) as seven, coalesce(d.fourteen, 0) as fourteen, coalesce(d.thirty, 0) as thirty, coalesce(w.views, 0) as ever,
           (select max(v.last_viewed_at) from resource_viewers v where v.resource_id = r.id) as last_at
      from resources r
      left join users u on u.id = r.created_by
      left join resource_views w on w.resource_id = r.id
      left join lateral (
        select sum(v.views) filter (where v.day > ${today}::date - 7) as seven,
               sum(v.views) filter (where v.day > ${today}::date - 14) as fourteen,
               sum(v.views) filter (where v.day > ${today}::date - 30) as thirty
          from resource_views_by_day v where v.resource_id = r.id) d on true
     where r.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(
    rows.map(({ id, email, seven, fourteen, thirty, ever, last_at }) => [
      id,
      {
        creatorEmail: email,
        looks: { sevenDays: Number(seven), fourteenDays: Number(fourteen), thirtyDays: Number(thirty), ever: Number(ever), lastAt: last_at },
      },
    ]),
  )
}
