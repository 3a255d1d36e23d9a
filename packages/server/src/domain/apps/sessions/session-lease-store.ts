import { sql } from 'kysely'
import { committedSoon } from '../../../platform/db/commit-soon.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { SessionKind } from './session-store.ts'

/** How nodes tell each other what became of sessions. */
export const sessionsChannel = 'atrium_app_sessions'

/**
 * Takes the runs of a session for a node. Answers the node that had them before; undefined: another node has them, or the session has
 * ended.
 */
export async function claimSession(db: Db, id: string, { node, seconds }: { node: string; seconds: number }): Promise<string | null | undefined> {
  const { rows } = await sql<{ before: string | null }>`
    with known as (select id, node from app_sessions where id = ${id} for update)
    update app_sessions s set node = ${node}, busy_until = now() + make_interval(secs => ${seconds})
      from known
     where s.id = known.id and s.ended_at is null and (s.node is not distinct from ${node} or s.busy_until is null or s.busy_until < now())
    returning known.node as before, ${committedSoon} as commit`.execute(db)
  return rows[0]?.before
}

/** Says again that a node runs these. Answers those that are still its own. */
export async function renewSessions(db: Db, ids: readonly string[], { node, seconds }: { node: string; seconds: number }): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update app_sessions set busy_until = now() + make_interval(secs => ${seconds})
     where id = any(${[...ids]}::uuid[]) and node = ${node} and ended_at is null
    returning id`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Nothing runs in a session any more. */
export async function releaseSession(db: Db, id: string, node: string): Promise<void> {
  await db.updateTable('app_sessions').set({ busy_until: null }).where('id', '=', id).where('node', '=', node).execute()
}

/** Until the transaction ends no node takes the runs of this session, and none gives them back. */
export async function holdLease(tx: Tx, id: string): Promise<void> {
  await sql`select 1 from app_sessions where id = ${id} for no key update`.execute(tx)
}

/** Whether some node says that it runs something in a session. */
export async function isSessionBusy(db: Db | Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from app_sessions where id = ${id} and ended_at is null and busy_until > now()`.execute(db)
  return rows.length > 0
}

/** Ends sessions of these kinds in which nothing runs and that nobody used since `before`. Answers their ids. */
export async function endIdleSessions(db: Db, { kinds, before, at }: { kinds: readonly SessionKind[]; before: Date; at: Date }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update app_sessions set ended_at = ${at}
     where ended_at is null and used_at < ${before} and kind = any(${[...kinds]}::text[]) and (busy_until is null or busy_until < now())
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Removes sessions of these kinds that ended before, with what came of their cells. Answers how many. */
export async function deleteSessionsBefore(db: Db, { kinds, before }: { kinds: readonly SessionKind[]; before: Date }): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('app_sessions').where('kind', 'in', kinds).where('ended_at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Sessions of these kinds that are open: all, and those of one person with what was used longest ago first. */
export async function countOpenSessions(
  db: Db | Tx,
  { kinds, ownerId }: { kinds: readonly SessionKind[]; ownerId: string },
): Promise<{ all: number; own: { id: string; isBusy: boolean }[] }> {
  const { rows } = await sql<{ all: string; own: { id: string; isBusy: boolean }[] | null }>`
    select count(*) as all,
           json_agg(json_build_object('id', id, 'isBusy', busy_until is not null and busy_until > now()) order by used_at, id)
             filter (where owner_id = ${ownerId}) as own
      from app_sessions where ended_at is null and kind = any(${[...kinds]}::text[])`.execute(db)
  return { all: Number(rows[0]?.all ?? 0), own: rows[0]?.own ?? [] }
}

/** Pages of elsewhere that show an app: any, and this one. */
export async function countOpenEmbeds(db: Db | Tx, notebookId: string): Promise<{ all: number; ofNotebook: number }> {
  const { rows } = await sql<{ all: string; ofNotebook: string }>`
    select count(*) as all, count(*) filter (where resource_id = ${notebookId}) as "ofNotebook"
      from app_sessions where ended_at is null and kind = 'embed'`.execute(db)
  return { all: Number(rows[0]?.all ?? 0), ofNotebook: Number(rows[0]?.ofNotebook ?? 0) }
}

/** Tells every node, this one too. */
export async function tellNodes(db: Db, message: object): Promise<void> {
  await sql`select pg_notify(${sessionsChannel}, ${JSON.stringify(message)})`.execute(db)
}
