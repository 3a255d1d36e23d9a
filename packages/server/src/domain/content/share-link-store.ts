import type { Db, Tx } from '../../platform/db/db.ts'

export type ShareLink = { id: string; organizationId: string; createdBy: string | null; path: string; params: string }

/** Stores a short link. */
export async function insertShareLink(tx: Tx, link: ShareLink, at: Date): Promise<void> {
  await tx
    .insertInto('share_links')
    .values({ id: link.id, organization_id: link.organizationId, created_by: link.createdBy, path: link.path, params: link.params, created_at: at })
    .execute()
}

/** A short link of an organization, or null. */
export async function findShareLink(db: Db | Tx, organizationId: string, id: string): Promise<ShareLink | null> {
  const row = await db
    .selectFrom('share_links')
    .select(['id', 'organization_id as organizationId', 'created_by as createdBy', 'path', 'params'])
    .where('id', '=', id)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row ?? null
}
