import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isUuid } from '../../../platform/ids.ts'

/** A passkey as its owner sees it. */
export type Passkey = { id: string; name: string; isBackedUp: boolean; createdAt: Date; lastUsedAt: Date | null }

/** A passkey with what its signatures are checked by. */
export type PasskeyCredential = { id: string; userId: string; credentialId: string; publicKey: Buffer; counter: number; transports: readonly string[] }

/** The passkeys of a person, oldest first. */
export function listPasskeysOf(db: Db | Tx, userId: string): Promise<Passkey[]> {
  return db
    .selectFrom('passkeys')
    .select(['id', 'name', 'is_backed_up as isBackedUp', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** What authenticators call the passkeys of a person. */
export async function listCredentialsOf(db: Db | Tx, userId: string): Promise<{ id: string; transports: readonly string[] }[]> {
  return db.selectFrom('passkeys').select(['credential_id as id', 'transports']).where('user_id', '=', userId).orderBy('created_at').execute()
}

/** The passkey with this id of its authenticator, whoever has it, or null. */
export async function findPasskeyByCredential(db: Db | Tx, credentialId: string): Promise<PasskeyCredential | null> {
  const row = await db
    .selectFrom('passkeys')
    .select(['id', 'user_id as userId', 'credential_id as credentialId', 'public_key as publicKey', 'counter', 'transports'])
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, counter: Number(row.counter) }
}

export type NewPasskey = Omit<PasskeyCredential, 'id'> & { id: string; name: string; isBackedUp: boolean; now: Date }

/** Adds a passkey; false, and nothing done, when somebody has it. */
export async function insertPasskey(tx: Tx, passkey: NewPasskey): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('passkeys')
    .values({
      id: passkey.id,
      user_id: passkey.userId,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: JSON.stringify(passkey.transports),
      name: passkey.name,
      is_backed_up: passkey.isBackedUp,
      created_at: passkey.now,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/**
 * Writes down a use. False when the counter did not go up: a signature of an earlier one, or of a copy. Authenticators
 * that do not count say 0 for ever.
 */
export async function recordPasskeyUse(tx: Tx, id: string, counter: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('passkeys')
    .set({ counter, last_used_at: now })
    .where('id', '=', id)
    .where(sql<boolean>`(counter < ${counter} or (counter = 0 and ${counter}::bigint = 0))`)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Gives a passkey of a person another name; its earlier one, or null when they have no such. */
export async function renamePasskey(tx: Tx, userId: string, id: string, name: string): Promise<string | null> {
  const before = await findOwn(tx, userId, id)
  if (before === null) return null
  await tx.updateTable('passkeys').set({ name }).where('id', '=', id).execute()
  return before.name
}

/** Forgets a passkey of a person; its name, or null when they have no such. */
export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<string | null> {
  if (!isUuid(id)) return null
  const row = await tx.deleteFrom('passkeys').where('id', '=', id).where('user_id', '=', userId).returning('name').executeTakeFirst()
  return row?.name ?? null
}

/** Forgets all passkeys of a person; answers how many there were. */
export async function deletePasskeysOf(tx: Tx, userId: string): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('passkeys').where('user_id', '=', userId).executeTakeFirst()
  return Number(numDeletedRows)
}

async function findOwn(tx: Tx, userId: string, id: string): Promise<{ name: string } | null> {
  if (!isUuid(id)) return null
  const row = await tx.selectFrom('passkeys').select('name').where('id', '=', id).where('user_id', '=', userId).forUpdate().executeTakeFirst()
  return row ?? null
}
