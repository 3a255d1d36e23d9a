import type { Db, Tx } from '../../../platform/db/db.ts'
import type { KeyRing } from '../../../platform/secrets/key-ring.ts'
import { putSecret, readSecret, removeSecret } from '../../../platform/secrets/secret-store.ts'

/** The key of the app in use, and of one that was shown and not confirmed yet. */
type KeyPurpose = 'totp' | 'totp_offered'

/** Keeps the key that a person was shown, in place of any shown before. */
export async function offerTotpKey(tx: Tx, keys: KeyRing, { userId, key, now }: { userId: string; key: string; now: Date }): Promise<void> {
  await keepKey(tx, keys, { userId, key, now, purpose: 'totp_offered' })
}

/** The key of the given purpose, or null. Throws `SecretError`. */
export const readTotpKey = (db: Db | Tx, keys: KeyRing, userId: string, purpose: KeyPurpose): Promise<string | null> =>
  readSecret(db, keys, { userId }, purpose)

/** Takes the offered key into use, in place of any other; the code of `step` is spent. */
export async function confirmTotpKey(
  tx: Tx,
  keys: KeyRing,
  { userId, key, step, now }: { userId: string; key: string; step: number; now: Date },
): Promise<void> {
  await keepKey(tx, keys, { userId, key, now, purpose: 'totp' })
  await removeSecret(tx, { userId }, 'totp_offered')
  await tx.deleteFrom('totp_authenticators').where('user_id', '=', userId).execute()
  await tx.insertInto('totp_authenticators').values({ user_id: userId, last_step: step, created_at: now }).execute()
}

/** Marks the code of a step as used; false when it, or a later one, was used before: of two at once one gets it. */
export async function spendTotpStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('totp_authenticators')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', String(step))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Forgets the app of a person; true when there was one. */
export async function deleteTotp(tx: Tx, userId: string): Promise<boolean> {
  await removeSecret(tx, { userId }, 'totp')
  await removeSecret(tx, { userId }, 'totp_offered')
  const { numDeletedRows } = await tx.deleteFrom('totp_authenticators').where('user_id', '=', userId).executeTakeFirst()
  return numDeletedRows === 1n
}

const keepKey = (tx: Tx, keys: KeyRing, { userId, key, now, purpose }: { userId: string; key: string; now: Date; purpose: KeyPurpose }): Promise<void> =>
  putSecret(tx, keys, { organizationId: null, kind: 'authenticator_app', purpose, owner: { userId }, text: key, now })
