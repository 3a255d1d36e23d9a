import { sql } from 'kysely'
import { isScope } from '../../access/scopes.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Token } from './types.ts'

const columns = [
  'id',
  'user_id',
  'description',
  'token_prefix',
  'created_at',
  'rotated_at',
  'last_used_at',
  'last_used_address',
  'expires_at',
  'scopes',
  'previous_ends_at',
  'created_by',
] as const

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
      scopes: token.scopes === null ? null : [...token.scopes],
      created_by: token.createdBy,
    })
    .execute()
}

/** Tokens of a person or service account, oldest first. */
export async function listTokensOf(db: Db | Tx, userId: string): Promise<Token[]> {
  const rows = await db.selectFrom('personal_access_tokens').select(columns).where('user_id', '=', userId).orderBy('created_at').orderBy('id').execute()
  return rows.map(toToken)
}

/** A token of a person or service account, or null; held until the transaction ends. */
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

/** A token with whoever has it. */
export type OwnedToken = Token & { owner: { id: string; kind: 'person' | 'service'; name: string; email: string } }

const owned = (db: Db | Tx) =>
  db
    .selectFrom('personal_access_tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .innerJoin('organization_members as m', 'm.user_id', 'u.id')
    .select(columns.map((column) => `t.${column}` as const))
    .select(['u.kind', 'u.email', sql<string>`trim(u.first_name || ' ' || u.last_name)`.as('owner_name')])

/** Tokens of everybody in an organization, those that end first in front. */
export async function listTokensOfOrganization(db: Db, organizationId: string): Promise<OwnedToken[]> {
  const rows = await owned(db)
    .where('m.organization_id', '=', organizationId)
    .orderBy(sql`t.expires_at nulls last`)
    .orderBy('t.id')
    .execute()
  return rows.map(toOwned)
}

/** A token of somebody in the organization, or null. */
export async function findTokenOfOrganization(db: Db | Tx, organizationId: string, tokenId: string): Promise<OwnedToken | null> {
  if (!isUuid(tokenId)) return null
  const row = await owned(db).where('m.organization_id', '=', organizationId).where('t.id', '=', tokenId).executeTakeFirst()
  return row === undefined ? null : toOwned(row)
}

/** Removes a token for good, with the secret before the last rotation. */
export async function deleteToken(tx: Db | Tx, tokenId: string): Promise<void> {
  await tx.deleteFrom('personal_access_tokens').where('id', '=', tokenId).execute()
}

/** Removes all tokens of a person or service account for good. */
export async function deleteTokensOf(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('personal_access_tokens').where('user_id', '=', userId).execute()
}

/** Removes a token whose end has come; one of which only an earlier secret has ended stays. */
export async function deleteExpiredToken(db: Db, tokenId: string, now: Date): Promise<void> {
  await db.deleteFrom('personal_access_tokens').where('id', '=', tokenId).where('expires_at', '<=', now).execute()
}

/** Gives a token a new secret and expiry. The old secret is dead when this commits, or at `previousEndsAt`. */
export async function replaceTokenSecret(
  tx: Tx,
  change: { tokenId: string; hash: Buffer; prefix: string; rotatedAt: Date; expiresAt: Date | null; previousEndsAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('personal_access_tokens')
    .set((row) => ({
      previous_hash: change.previousEndsAt === null ? null : row.ref('token_hash'),
      previous_ends_at: change.previousEndsAt,
      token_hash: change.hash,
      token_prefix: change.prefix,
      rotated_at: change.rotatedAt,
      expires_at: change.expiresAt,
    }))
    .where('id', '=', change.tokenId)
    .execute()
}

export type TokenUse = { tokenId: string; at: Date; address: string | null }

/** Writes down many uses at once. */
export async function touchTokens(db: Db, uses: readonly TokenUse[]): Promise<void> {
  await sql`
    update personal_access_tokens t
       set last_used_at = greatest(t.last_used_at, u.at),
           last_used_address = case when t.last_used_at is null or u.at >= t.last_used_at then u.address else t.last_used_address end
      from (
        select distinct on (id) id, at, address
          from unnest(${uses.map((use) => use.tokenId)}::uuid[], ${uses.map((use) => use.at)}::timestamptz[], ${uses.map((use) => use.address)}::text[]) as given (id, at, address)
         order by id, at desc) u
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
  last_used_address: string | null
  expires_at: Date | null
  scopes: string[] | null
  previous_ends_at: Date | null
  created_by: string | null
}

const toToken = (row: Row): Token => ({
  id: row.id,
  userId: row.user_id,
  description: row.description,
  prefix: row.token_prefix,
  createdAt: row.created_at,
  rotatedAt: row.rotated_at,
  lastUsedAt: row.last_used_at,
  lastUsedAddress: row.last_used_address,
  expiresAt: row.expires_at,
  scopes: row.scopes?.filter(isScope) ?? null,
  previousEndsAt: row.previous_ends_at,
  createdBy: row.created_by,
})

const toOwned = (row: Row & { kind: 'person' | 'service'; owner_name: string; email: string }): OwnedToken => ({
  ...toToken(row),
  owner: { id: row.user_id, kind: row.kind, name: row.owner_name, email: row.email },
})
