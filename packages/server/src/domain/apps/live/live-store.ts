import type { InputValue } from '@atrium/documents'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { Person } from '../../../resources/resource.ts'

/** An app that several people look at with the same inputs, each with rows of their own. */
export type Live = {
  id: string
  notebookId: string
  revision: number
  /** Who shares it; null: somebody who is gone. */
  host: Person | null
  /** Nobody but the host changes inputs. */
  isLocked: boolean
  /** What was given, by name. Others have their defaults. */
  inputs: Readonly<Record<string, InputValue>>
  /** Counts changes of inputs, in the order that holds for everybody. */
  version: number
  endedAt: Date | null
}

/** How nodes tell each other what happens in live sessions. */
export const liveChannel = 'atrium_live'

type Row = {
  id: string
  resource_id: string
  revision: number
  host: Person | null
  is_locked: boolean
  inputs: Record<string, InputValue>
  version: string
  ended_at: Date | null
}

/** A live session, or null; `lock`: until the end of the transaction nobody else changes it. */
export async function findLive(db: Db | Tx, id: string, { lock = false } = {}): Promise<Live | null> {
  const { rows } = await sql<Row>`
    select s.id, s.resource_id, s.revision, s.is_locked, s.inputs, s.version, s.ended_at,
           case when u.id is null then null else json_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name) end as host
      from app_sessions s left join users u on u.id = s.owner_id
     where s.id = ${id} and s.kind = 'live' ${lock ? sql`for update of s` : sql``}`.execute(db)
  const row = rows[0]
  if (row === undefined) return null
  return {
    id: row.id,
    notebookId: row.resource_id,
    revision: row.revision,
    host: row.host,
    isLocked: row.is_locked,
    inputs: row.inputs,
    version: Number(row.version),
    endedAt: row.ended_at,
  }
}

/** Ends what somebody shares beyond the `kept` that were used last. Answers the ids. */
export async function endOldLives(tx: Tx, { hostId, kept, at }: { hostId: string; kept: number; at: Date }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update app_sessions set ended_at = ${at}
     where id in (select id from app_sessions where kind = 'live' and owner_id = ${hostId} and ended_at is null order by used_at desc, id offset ${kept})
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function saveLock(tx: Tx, id: string, isLocked: boolean): Promise<void> {
  await tx.updateTable('app_sessions').set({ is_locked: isLocked }).where('id', '=', id).execute()
}

/** Makes somebody else the one who shares it. */
export async function saveHost(tx: Tx, id: string, hostId: string): Promise<void> {
  await tx.updateTable('app_sessions').set({ owner_id: hostId }).where('id', '=', id).execute()
}

/** Keeps sessions from ending because nobody uses them. */
export async function markLivesUsed(db: Db, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('app_sessions')
    .set({ used_at: at })
    .where('id', 'in', [...ids])
    .execute()
}

/** Tells every node, this one too; inside a transaction once it is through, and in the order of the transactions. */
export async function tellLive(db: Db | Tx, message: object): Promise<void> {
  await sql`select pg_notify(${liveChannel}, ${JSON.stringify(message)})`.execute(db)
}
