import type { Db, Tx } from '../../platform/db/db.ts'

import type { Schema } from '../../platform/db/schema.ts'

export type LinkPurpose = Schema['sign_in_links']['purpose']

/** Adds a link and drops the earlier unused ones for the same: only the newest one printed works. */
export async function insertSignInLink(tx: Tx, link: { hash: Buffer; purpose: LinkPurpose; userId: string | null; expiresAt: Date }): Promise<void> {
  let earlier = tx.deleteFrom('sign_in_links').where('purpose', '=', link.purpose).where('used_at', 'is', null)
  earlier = link.userId === null ? earlier.where('user_id', 'is', null) : earlier.where('user_id', '=', link.userId)
  await earlier.execute()
  await tx.insertInto('sign_in_links').values({ token_hash: link.hash, purpose: link.purpose, user_id: link.userId, expires_at: link.expiresAt }).execute()
}

/** Marks a link as used, once: of two at the same time one gets it. Null when unknown, used or over. */
export async function spendSignInLink(tx: Tx, hash: Buffer, purpose: LinkPurpose, now: Date): Promise<{ userId: string | null } | null> {
  const row = await tx
    .updateTable('sign_in_links')
    .set({ used_at: now })
    .where('token_hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('user_id')
    .executeTakeFirst()
  return row === undefined ? null : { userId: row.user_id }
}

/** What is known of a link without spending it; null when unknown or used. */
export async function findSignInLink(db: Db | Tx, hash: Buffer, purpose: LinkPurpose): Promise<{ userId: string | null; expiresAt: Date } | null> {
  const row = await db
    .selectFrom('sign_in_links')
    .select(['user_id', 'expires_at'])
    .where('token_hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : { userId: row.user_id, expiresAt: row.expires_at }
}

/** Ends the unused links of one purpose of a person. */
export async function deleteSignInLinksOf(tx: Tx, userId: string, purpose: LinkPurpose): Promise<void> {
  await tx.deleteFrom('sign_in_links').where('user_id', '=', userId).where('purpose', '=', purpose).where('used_at', 'is', null).execute()
}

/** Ends the unused links of a person, whatever they are for. */
export async function deleteAllSignInLinksOf(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('sign_in_links').where('user_id', '=', userId).where('used_at', 'is', null).execute()
}

/** Whether a link waits for somebody who was invited. */
export async function hasOpenInvitation(db: Db | Tx, userId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_links')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('purpose', '=', 'invitation')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the open invitations of an organization; answers whose. */
export async function deleteInvitationsOf(tx: Tx, organizationId: string): Promise<string[]> {
  const rows = await tx
    .deleteFrom('sign_in_links')
    .where('purpose', '=', 'invitation')
    .where('used_at', 'is', null)
    .where('user_id', 'in', (build) => build.selectFrom('organization_members').select('user_id').where('organization_id', '=', organizationId))
    .returning('user_id')
    .execute()
  return rows.flatMap(({ user_id: userId }) => (userId === null ? [] : [userId]))
}

/** Days that a link which has run out is remembered, so that whoever comes late is told why it does not work. */
const rememberedDays = 30

/** Removes what has run out: sessions, sign-ins under way, links, codes, questions to passkeys, counts of attempts. */
export async function deleteExpired(db: Db, now: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - 24 * 3600 * 1000)
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
  await db.deleteFrom('pending_sign_ins').where('expires_at', '<', now).execute()
  await db.deleteFrom('passkey_challenges').where('expires_at', '<', now).execute()
  await db
    .deleteFrom('sign_in_links')
    .where('expires_at', '<', new Date(now.getTime() - rememberedDays * 24 * 3600 * 1000))
    .execute()
  await db.deleteFrom('oidc_attempts').where('expires_at', '<', now).execute()
  await db.deleteFrom('email_passcodes').where('expires_at', '<', dayAgo).execute()
  await db.deleteFrom('sign_in_attempts').where('window_started_at', '<', dayAgo).execute()
}
