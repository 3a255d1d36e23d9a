import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Token } from './types.ts'

const columns = ['id', 'user_id', 'description', 'token_prefix', 'created_at', 'rotated_at', 'last_used_at', 'expires_at'] as const

/** Adds a token; only the hash of its secret is kept. */
export async function insertToken(tx: Tx, token: Token & { hash: Buffer }): Promise<void> {
  await tx
    .insertInto('personal_access_tokens')
    .values({
      id: token.id,
      user_id: token.userId,
      description: token.description,
      token_prefix: token.prefix,
      token_hash: token.hash,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
    })
    .execute()
}

/** Tokens of a person, oldest first. */
export async function listTokensOf(db: Db, userId: string): Promise<Token[]> {
  const rows = await db.selectFrom('personal_access_tokens').select(columns).where('user_id', '=', userId).orderBy('created_at').orderBy('id').execute()
  return rows.map(toToken)
}

/** A token of a person, or null; held until the transaction ends. */
export async function lockTokenOf(tx: Tx, userId: string, tokenId: string): Promise<Token | null> {
  if (!isUuid(tokenId)) return null
  const row = await tx
    .selectFrom('personal_access_tokens')
    .select(columns)
    .where('id', '=', tokenId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : toToken(row)
}

/** The token with this secret's hash, whoever has it. */
export async function findTokenByHash(db: Db | Tx, hash: Buffer): Promise<Token | null> {
  const row = await db.selectFrom('personal_access_tokens').select(columns).where('token_hash', '=', hash).executeTakeFirst()
  return row === undefined ? null : toToken(row)
}

/** Removes a token for good. */
export async function deleteToken(tx: Db | Tx, tokenId: string): Promise<void> {
  await tx.deleteFrom('personal_access_tokens').where('id', '=', tokenId).execute()
}

/** Gives a token a new secret and expiry; the old secret is dead when this commits. */
export async function replaceTokenSecret(
  tx: Tx,
  change: { tokenId: string; hash: Buffer; prefix: string; rotatedAt: Date; expiresAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('personal_access_tokens')
    .set({ token_hash: change.hash, token_prefix: change.prefix, rotated_at: change.rotatedAt, expires_at: change.expiresAt })
    .where('id', '=', change.tokenId)
    .execute()
}

/** Writes down many uses at once. */
export async function touchTokens(db: Db, uses: readonly { tokenId: string; at: Date }[]): Promise<void> {
  await sql`
    update personal_access_tokens t set last_used_at = greatest(t.last_used_at, u.at)
    from unnest(${uses.map((use) => use.tokenId)}::uuid[], ${uses.map((use) => use.at)}::timestamptz[]) as u (id, at)
    where t.id = u.id`.execute(db)
}

type Row = {
  id: string
  user_id: string
  description: string
  token_prefix: string
  created_at: Date
  rotated_at: Date | null
  last_used_at: Date | null
  expires_at: Date | null
}

const toToken = (row: Row): Token => ({
  id: row.id,
  userId: row.user_id,
  description: row.description,
  prefix: row.token_prefix,
  createdAt: row.created_at,
  rotatedAt: row.rotated_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
})
