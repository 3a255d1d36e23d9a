import type { Db } from '../../../platform/db/db.ts'

/** A sign-in that has left for the provider and is not back. */
export type OidcAttempt = {
  stateHash: Buffer
  browserHash: Buffer
  providerId: string
  returnPath: string
  /** The person who adds a way into their account; null: somebody signs in. */
  linkingUserId: string | null
  expiresAt: Date
}

/** Keeps a sign-in that has begun until it comes back, or its end has come. */
export async function insertAttempt(db: Db, attempt: OidcAttempt): Promise<void> {
  await db
    .insertInto('oidc_attempts')
    .values({
      state_hash: attempt.stateHash,
      browser_hash: attempt.browserHash,
      provider_id: attempt.providerId,
      return_path: attempt.returnPath,
      linking_user_id: attempt.linkingUserId,
      expires_at: attempt.expiresAt,
    })
    .execute()
}

/** Takes an attempt, once: of two at the same time one gets it. Null when unknown or taken; whether it is over is in it. */
export async function takeAttempt(db: Db, stateHash: Buffer): Promise<OidcAttempt | null> {
  const row = await db.deleteFrom('oidc_attempts').where('state_hash', '=', stateHash).returningAll().executeTakeFirst()
  if (row === undefined) return null
  return {
    stateHash: row.state_hash,
    browserHash: row.browser_hash,
    providerId: row.provider_id,
    returnPath: row.return_path,
    linkingUserId: row.linking_user_id,
    expiresAt: row.expires_at,
  }
}
