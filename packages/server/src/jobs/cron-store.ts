import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db/db.ts'
import { insertRun } from './run-store.ts'
import { nextSlot } from './next-slot.ts'

/** Something that runs again and again. */
export type CronEntry = {
  /** Unique; the same entry on every node. */
  name: string
  /** Kind of the runs it makes. */
  kind: string
  /** Five fields. */
  cron: string
  /** IANA zone the fields are meant in. */
  timezone: string
  payload: Record<string, unknown>
}

const dueAtOnce = 50

/** Stores an entry. An unchanged one keeps its next slot, so that a restart neither repeats nor skips one. */
export async function saveCronEntry(db: Db | Tx, entry: CronEntry): Promise<void> {
  const now = await storeTime(db)
  const next = nextSlot(entry.cron, entry.timezone, now)
  await sql`
    insert into cron_entries (name, kind, cron, timezone, payload, next_at)
    values (${entry.name}, ${entry.kind}, ${entry.cron}, ${entry.timezone}, ${JSON.stringify(entry.payload)}::jsonb, ${next})
    on conflict (name) do update
       set kind = excluded.kind, payload = excluded.payload, cron = excluded.cron, timezone = excluded.timezone,
           next_at = case when cron_entries.cron = excluded.cron and cron_entries.timezone = excluded.timezone
                          then cron_entries.next_at else excluded.next_at end`.execute(db)
}

/**
 * Enqueues a run for every entry that is due and moves the entry on, in one transaction: over all nodes each slot
 * fires once, and after a long pause an entry fires once, not once per missed slot. Answers how many fired.
 */
export async function fireDueEntries(db: Db): Promise<number> {
  return db.transaction().execute(async (tx) => {
    // Compared by the store: a JavaScript date has fewer digits than a timestamp.
    const { rows } = await sql<{ name: string; kind: string; cron: string; timezone: string; payload: Record<string, unknown>; next_at: Date; now: Date }>`
      select name, kind, cron, timezone, payload, next_at, now() as now from cron_entries
       where next_at <= now() order by next_at limit ${dueAtOnce} for update skip locked`.execute(tx)
    for (const entry of rows) {
      const slot = entry.next_at.toISOString()
      await insertRun(tx, {
        kind: entry.kind,
        payload: { ...entry.payload, slot },
        organizationId: null,
        projectId: null,
        createdBy: null,
        dedupeKey: `cron:${entry.name}:${slot}`,
      })
      await sql`update cron_entries set next_at = ${nextSlot(entry.cron, entry.timezone, entry.now)} where name = ${entry.name}`.execute(tx)
    }
    return rows.length
  })
}

async function storeTime(db: Db | Tx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db)
  return rows[0]?.now ?? new Date(0)
}
