import type { Db, Tx } from '../../../platform/db/db.ts'
import type { EmbedExport, EmbedGrant } from './embed-link.ts'

/** On which sites an app may be shown; null: it may not. */
export async function findEmbedOrigins(db: Db | Tx, resourceId: string): Promise<readonly string[] | null> {
  const row = await db.selectFrom('embeddable_apps').select('origins').where('resource_id', '=', resourceId).executeTakeFirst()
  return row?.origins ?? null
}

/** Lets an app be shown on these sites, or, without any list, nowhere. */
export async function saveEmbedOrigins(
  tx: Tx,
  app: { resourceId: string; origins: readonly string[] | null; authorId: string | null; at: Date },
): Promise<void> {
  const { resourceId, origins, authorId, at } = app
  if (origins === null) {
    await tx.deleteFrom('embeddable_apps').where('resource_id', '=', resourceId).execute()
    return
  }
  const change = { origins: [...origins], switched_at: at, switched_by: authorId }
  await tx
    .insertInto('embeddable_apps')
    .values({ resource_id: resourceId, ...change })
    .onConflict((conflict) => conflict.column('resource_id').doUpdateSet(change))
    .execute()
}

/** An address that shows an app once, without the secret in it. */
export type EmbedLink = EmbedGrant & { resourceId: string; creatorId: string; expiresAt: Date; openedAt: Date | null }

export async function insertEmbedLink(tx: Tx, link: Omit<EmbedLink, 'openedAt'> & { hash: Buffer; at: Date }): Promise<void> {
  await tx
    .insertInto('app_embed_links')
    .values({
      token_hash: link.hash,
      resource_id: link.resourceId,
      creator_id: link.creatorId,
      attributes: JSON.stringify(link.attributes),
      inputs: JSON.stringify(link.inputs),
      options: JSON.stringify(link.options),
      scopes: [...link.exports],
      created_at: link.at,
      expires_at: link.expiresAt,
      opened_at: null,
      session_id: null,
      session_token_hash: null,
      session_ends_at: null,
    })
    .execute()
}

/** Addresses of an app that nobody has opened and that are good still. */
export async function countOpenEmbedLinks(db: Db | Tx, resourceId: string, now: Date): Promise<number> {
  const { count } = await db
    .selectFrom('app_embed_links')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('resource_id', '=', resourceId)
    .where('expires_at', '>', now)
    .where('opened_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The address of this secret, be it opened, over or good. */
export async function findEmbedLink(db: Db | Tx, hash: Buffer): Promise<EmbedLink | null> {
  const row = await db.selectFrom('app_embed_links').selectAll().where('token_hash', '=', hash).executeTakeFirst()
  if (row === undefined) return null
  return {
    resourceId: row.resource_id,
    creatorId: row.creator_id,
    attributes: row.attributes,
    inputs: row.inputs,
    options: row.options,
    exports: row.scopes as EmbedExport[],
    expiresAt: row.expires_at,
    openedAt: row.opened_at,
  }
}

/** Uses an address up, for this session. False: it was opened before, or is over. Of two at once one is first. */
export async function spendEmbedLink(tx: Tx, hash: Buffer, session: { id: string; tokenHash: Buffer; endsAt: Date; at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('app_embed_links')
    .set({ opened_at: session.at, session_id: session.id, session_token_hash: session.tokenHash, session_ends_at: session.endsAt })
    .where('token_hash', '=', hash)
    .where('opened_at', 'is', null)
    .where('expires_at', '>', session.at)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whoever looks at an app by this secret, or in this session: the session, and what it was opened with; null: none that goes on, or the app may be shown nowhere. */
export async function findEmbedSession(
  db: Db | Tx,
  by: { tokenHash: Buffer } | { sessionId: string },
  now: Date,
): Promise<(Pick<EmbedLink, 'creatorId' | 'attributes' | 'options' | 'exports'> & { sessionId: string }) | null> {
  const row = await db
    .selectFrom('app_embed_links as link')
    .innerJoin('app_sessions as session', 'session.id', 'link.session_id')
    .innerJoin('embeddable_apps as app', 'app.resource_id', 'link.resource_id')
    .select(['link.creator_id', 'link.attributes', 'link.options', 'link.scopes', 'session.id'])
    .where((where) => ('tokenHash' in by ? where('link.session_token_hash', '=', by.tokenHash) : where('link.session_id', '=', by.sessionId)))
    .where('link.session_ends_at', '>', now)
    .where('session.ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return { creatorId: row.creator_id, attributes: row.attributes, options: row.options, exports: row.scopes as EmbedExport[], sessionId: row.id }
}

/** Forgets addresses that ended before a moment, and were opened as nothing that goes on. */
export async function deleteEndedEmbedLinks(db: Db | Tx, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('app_embed_links')
    .where('expires_at', '<', before)
    .where((where) => where.or([where('session_ends_at', 'is', null), where('session_ends_at', '<', before)]))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
