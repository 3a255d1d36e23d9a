import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { CallCount } from './call-counts.ts'

/** Adds calls to what all nodes counted and answers the sums of the same spans. What ended before `now` by more than a span is deleted by the way. */
export async function addCallCounts(db: Db, added: readonly CallCount[], now: Date): Promise<CallCount[]> {
  await sql`delete from call_counts where ends_at < ${now}`.execute(db)
  const counts = JSON.stringify(added.map(({ key, seconds, startsAt, calls }) => ({ key, seconds, at: startsAt / 1000, calls })))
  // In one order everywhere: nodes that add at once wait for each other and never in a circle.
  const { rows } = await sql<{ key: string; seconds: number; startsAt: Date; calls: number }>`
    insert into call_counts as c (key, seconds, starts_at, ends_at, calls)
    select x.key, x.seconds, to_timestamp(x.at), to_timestamp(x.at) + make_interval(secs => 2 * x.seconds), x.calls
      from jsonb_to_recordset(${counts}::jsonb) as x (key text, seconds integer, at double precision, calls integer)
     order by x.key, x.seconds, x.at
    on conflict (key, seconds, starts_at) do update set calls = c.calls + excluded.calls
    returning c.key, c.seconds, c.starts_at as "startsAt", c.calls`.execute(db)
  return rows.map(({ startsAt, ...row }) => ({ ...row, startsAt: startsAt.getTime() }))
}
