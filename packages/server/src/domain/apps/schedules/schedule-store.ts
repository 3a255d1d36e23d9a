import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { Person } from '../../../resources/resource.ts'
import type { RunNotice } from '../runs/types.ts'
import type { Cadence } from './cadence.ts'
import type { AppSchedule, StoppedBecause } from './types.ts'

export type StoredSchedule = Omit<AppSchedule, 'owner' | 'createdAt' | 'updatedAt'> & { ownerId: string; at: Date }

export async function insertSchedule(tx: Tx, schedule: StoredSchedule): Promise<void> {
  await tx
    .insertInto('app_schedules')
    .values({ id: schedule.id, resource_id: schedule.appId, created_at: schedule.at, ...columnsOf(schedule) })
    .execute()
}

export async function updateStoredSchedule(tx: Tx, schedule: StoredSchedule): Promise<void> {
  await tx.updateTable('app_schedules').set(columnsOf(schedule)).where('id', '=', schedule.id).execute()
}

export async function deleteStoredSchedule(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('app_schedules').where('id', '=', id).execute()
}

/** Schedules of apps, oldest first, by app. */
export async function listSchedulesOf(db: Db | Tx, appIds: readonly string[]): Promise<Map<string, AppSchedule[]>> {
  const found = new Map<string, AppSchedule[]>()
  if (appIds.length === 0) return found
  const { rows } = await sql<Row>`${selectSchedule} where s.resource_id = any(${[...appIds]}::uuid[]) order by s.created_at, s.id`.execute(db)
  for (const row of rows) found.set(row.resource_id, [...(found.get(row.resource_id) ?? []), toSchedule(row)])
  return found
}

export async function findSchedule(db: Db | Tx, id: string): Promise<AppSchedule | null> {
  if (!isUuid(id)) return null
  const { rows } = await sql<Row>`${selectSchedule} where s.id = ${id}`.execute(db)
  return rows[0] === undefined ? null : toSchedule(rows[0])
}

/** Takes one schedule that is due for this transaction; null when none is left. Over all nodes each is taken once. */
export async function takeDueSchedule(tx: Tx, now: Date): Promise<AppSchedule | null> {
  const { rows } = await sql<{ id: string }>`
    select id from app_schedules where enabled and next_at <= ${now} order by next_at limit 1 for update skip locked`.execute(tx)
  return rows[0] === undefined ? null : findSchedule(tx, rows[0].id)
}

/** Moves a schedule on to its next time. */
export async function setNextSlot(tx: Tx, id: string, nextAt: Date): Promise<void> {
  await tx.updateTable('app_schedules').set({ next_at: nextAt }).where('id', '=', id).execute()
}

/** Switches a schedule off in the name of the house. */
export async function stopSchedule(tx: Tx, id: string, { because, at }: { because: StoppedBecause; at: Date }): Promise<void> {
  await tx.updateTable('app_schedules').set({ enabled: false, stopped_because: because, updated_at: at }).where('id', '=', id).execute()
}

const columnsOf = (schedule: StoredSchedule) => ({
  owner_id: schedule.ownerId,
  cadence: JSON.stringify(schedule.cadence),
  cron: schedule.cron,
  timezone: schedule.timezone,
  view_id: schedule.viewId,
  uses_cached_sql: schedule.usesCachedSql,
  updates_published: schedule.updatesPublished,
  notices: JSON.stringify(schedule.notices),
  enabled: schedule.isEnabled,
  stopped_because: schedule.stoppedBecause,
  next_at: schedule.nextAt,
  updated_at: schedule.at,
})

const selectSchedule = sql`
  select s.*, case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as owner
    from app_schedules s left join users u on u.id = s.owner_id`

type Row = {
  id: string
  resource_id: string
  owner: Person | null
  cadence: Cadence
  cron: string
  timezone: string
  view_id: string | null
  uses_cached_sql: boolean
  updates_published: boolean
  notices: RunNotice[]
  enabled: boolean
  stopped_because: StoppedBecause | null
  next_at: Date
  created_at: Date
  updated_at: Date
}

const toSchedule = (row: Row): AppSchedule => ({
  id: row.id,
  appId: row.resource_id,
  owner: row.owner,
  cadence: row.cadence,
  cron: row.cron,
  timezone: row.timezone,
  viewId: row.view_id,
  usesCachedSql: row.uses_cached_sql,
  updatesPublished: row.updates_published,
  notices: row.notices,
  isEnabled: row.enabled,
  stoppedBecause: row.stopped_because,
  nextAt: row.next_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
