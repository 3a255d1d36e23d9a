import type { Db, Tx } from '../../platform/db/db.ts'

/** A browser that has left for a service and is not back. */
export type IntegrationAttempt = { integrationId: string; userId: string; sessionId: string; returnPath: string; expiresAt: Date }

/** Keeps an attempt until it comes back, or its end has come; those that are over go. */
export async function insertIntegrationAttempt(db: Db, stateHash: Buffer, attempt: IntegrationAttempt, now: Date): Promise<void> {
  await db.deleteFrom('integration_attempts').where('expires_at', '<', now).execute()
  await db
    .insertInto('integration_attempts')
    .values({
      state_hash: stateHash,
      integration_id: attempt.integrationId,
      user_id: attempt.userId,
      session_id: attempt.sessionId,
      return_path: attempt.returnPath,
      expires_at: attempt.expiresAt,
    })
    .execute()
}

/** Takes an attempt, once: of two at the same time one gets it. Null when unknown or taken; whether it is over is in it. */
export async function takeIntegrationAttempt(db: Db, stateHash: Buffer): Promise<IntegrationAttempt | null> {
  const row = await db.deleteFrom('integration_attempts').where('state_hash', '=', stateHash).returningAll().executeTakeFirst()
  if (row === undefined) return null
  return { integrationId: row.integration_id, userId: row.user_id, sessionId: row.session_id, returnPath: row.return_path, expiresAt: row.expires_at }
}

/** Ends all attempts of an integration: what they left for is another thing by now. */
export async function endIntegrationAttempts(tx: Tx, integrationId: string): Promise<void> {
  await tx.deleteFrom('integration_attempts').where('integration_id', '=', integrationId).execute()
}
