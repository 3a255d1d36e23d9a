import type { Db, Tx } from '../../platform/db/db.ts'

/** `projectId`: the project that it leads into, if any. `expiresAt` null: it lasts. */
export type ShareLink = {
  id: string
  organizationId: string
  projectId: string | null
  createdBy: string | null
  path: string
  params: string
  createdAt: Date
  expiresAt: Date | null
}

/** Stores a short link. */
export async function insertShareLink(tx: Tx, link: ShareLink): Promise<void> {
  await tx
    .insertInto('share_links')
    .values({
      id: link.id,
      organization_id: link.organizationId,
      project_id: link.projectId,
      created_by: link.createdBy,
      path: link.path,
      params: link.params,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
    })
    .execute()
}

/** A short link of an organization, also one that has ended, or null. */
export async function findShareLink(db: Db | Tx, organizationId: string, id: string): Promise<ShareLink | null> {
  const row = await selectLinks(db).where('l.id', '=', id).where('l.organization_id', '=', organizationId).executeTakeFirst()
  return row ?? null
}

/** Where a path leads: the project of this organization that is named in it, or null. */
export async function findProjectOf(db: Db | Tx, organizationId: string, projectId: string): Promise<string | null> {
  const row = await db.selectFrom('projects').select('id').where('id', '=', projectId).where('organization_id', '=', organizationId).executeTakeFirst()
  return row?.id ?? null
}

/** How many links lead into a project; of `projectId` null those of the organization that lead into none. */
export async function countShareLinks(
  db: Db | Tx,
  { organizationId, projectId, now }: { organizationId: string; projectId: string | null; now: Date },
): Promise<number> {
  const row = await db
    .selectFrom('share_links')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('project_id', projectId === null ? 'is' : '=', projectId)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export type ListedShareLink = ShareLink & { author: string | null }

/** The latest links into a project that have not ended, with who made them. */
export async function listShareLinks(db: Db | Tx, { projectId, now, limit }: { projectId: string; now: Date; limit: number }): Promise<ListedShareLink[]> {
  const rows = await selectLinks(db)
    .leftJoin('users as u', 'u.id', 'l.created_by')
    .select(['u.first_name', 'u.last_name'])
    .where('l.project_id', '=', projectId)
    .where((where) => where.or([where('l.expires_at', 'is', null), where('l.expires_at', '>', now)]))
    .orderBy('l.created_at', 'desc')
    .orderBy('l.id')
    .limit(limit)
    .execute()
  return rows.map(({ first_name: first, last_name: last, ...link }) => ({ ...link, author: first === null ? null : `${first} ${last}`.trim() }))
}

/** Takes a link into a project away; answers whether it was there. */
export async function deleteShareLink(tx: Tx, projectId: string, id: string): Promise<boolean> {
  return (await tx.deleteFrom('share_links').where('id', '=', id).where('project_id', '=', projectId).returning('id').executeTakeFirst()) !== undefined
}

/** Takes away what ended before a moment; answers how many. */
export async function deleteEndedShareLinks(db: Db, before: Date): Promise<number> {
  return (await db.deleteFrom('share_links').where('expires_at', '<', before).returning('id').execute()).length
}

const selectLinks = (db: Db | Tx) =>
  db
    .selectFrom('share_links as l')
    .select([
      'l.id',
      'l.organization_id as organizationId',
      'l.project_id as projectId',
      'l.created_by as createdBy',
      'l.path',
      'l.params',
      'l.created_at as createdAt',
      'l.expires_at as expiresAt',
    ])
