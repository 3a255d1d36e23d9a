import type { Db, Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'

type NewImpersonation = { sessionHash: Buffer; organizationId: string; actorId: string; userId: string; reason: string; startedAt: Date; endsAt: Date }

/**
 * Makes a session show the product as another person. What the session was before is closed: it ran out, or whom it was
 * showing may not be looked at any more. Answers its id.
 */
export async function insertImpersonation(tx: Tx, input: NewImpersonation): Promise<string> {
  await tx
    .updateTable('impersonations')
    .set((row) => ({ ended_at: row.fn<Date>('least', [row.ref('ends_at'), row.val(input.startedAt)]) }))
    .where('session_hash', '=', input.sessionHash)
    .where('ended_at', 'is', null)
    .execute()
  const id = newId()
  await tx
    .insertInto('impersonations')
    .values({
      id,
      session_hash: input.sessionHash,
      organization_id: input.organizationId,
      actor_id: input.actorId,
      user_id: input.userId,
      reason: input.reason,
      started_at: input.startedAt,
      ends_at: input.endsAt,
    })
    .execute()
  return id
}

/** Ends one; false when it was over. */
export async function endImpersonationById(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('impersonations').set({ ended_at: now }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends all that a person does, and all that are done as them. Answers who was looking. */
export async function endImpersonationsOf(tx: Tx, userId: string, now: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('impersonations')
    .set({ ended_at: now })
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now)
    .where((any) => any.or([any('user_id', '=', userId), any('actor_id', '=', userId)]))
    .returning('actor_id')
    .execute()
  return rows.flatMap(({ actor_id }) => actor_id ?? [])
}

/** One time that somebody viewed as a person. */
export type PastImpersonation = {
  id: string
  /** Null: they are not here any more. */
  by: { firstName: string; lastName: string; email: string } | null
  reason: string
  startedAt: Date
  /** When it was ended, or ends by itself. */
  endedAt: Date
}

const most = 100

/** The latest times that somebody viewed as a person, newest first. */
export async function listImpersonationsOf(db: Db, userId: string): Promise<PastImpersonation[]> {
  const rows = await db
    .selectFrom('impersonations as i')
    .leftJoin('users as a', 'a.id', 'i.actor_id')
    .select(['i.id', 'i.reason', 'i.started_at', 'i.ends_at', 'i.ended_at', 'a.first_name', 'a.last_name', 'a.email'])
    .where('i.user_id', '=', userId)
    .orderBy('i.started_at', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    by: row.email === null ? null : { firstName: row.first_name ?? '', lastName: row.last_name ?? '', email: row.email },
    reason: row.reason,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? row.ends_at,
  }))
}
