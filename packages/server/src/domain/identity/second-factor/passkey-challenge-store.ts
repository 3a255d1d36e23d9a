import type { Db, Tx } from '../../../platform/db/db.ts'
import type { PasskeyPurpose } from '../../../platform/db/stored-values.ts'

export type PasskeyChallenge = { hash: Buffer; purpose: PasskeyPurpose; /** Whose signature is asked for; null: anybody's. */ userId: string | null }

/** Keeps what an authenticator is asked to sign, until it is spent or its end has come. */
export async function insertChallenge(db: Db | Tx, challenge: PasskeyChallenge, expiresAt: Date): Promise<void> {
  await db
    .insertInto('passkey_challenges')
    .values({ challenge_hash: challenge.hash, purpose: challenge.purpose, user_id: challenge.userId, expires_at: expiresAt })
    .execute()
}

/** Uses a challenge up: true once, for its purpose and person, before it has run out. */
export async function spendChallenge(db: Db | Tx, challenge: PasskeyChallenge, now: Date): Promise<boolean> {
  const row = await db
    .deleteFrom('passkey_challenges')
    .where('challenge_hash', '=', challenge.hash)
    .where('purpose', '=', challenge.purpose)
    .where('user_id', 'is not distinct from', challenge.userId)
    .where('expires_at', '>', now)
    .returning('purpose')
    .executeTakeFirst()
  return row !== undefined
}
