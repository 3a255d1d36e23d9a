import { sql, type SqlBool } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { likePattern } from '../../platform/db/like-pattern.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Member } from './types.ts'

export type MemberFilter = {
  organizationId: string
  /** The moment at which invitations still hold. */
  now: Date
  /** Words that must all occur in name, e-mail or role. */
  search?: string
  /** Only those who may view this project. */
  projectId?: string
  limit?: number
  offset?: number
}

/** Members by name, with their number before `limit` and `offset`. */
export async function listMembersOf(db: Db, filter: MemberFilter): Promise<{ members: Member[]; total: number }> {
  let query = members(db, filter.now).where('m.organization_id', '=', filter.organizationId)
  for (const word of (filter.search ?? '')
    .trim()
    .split(/\s+/)
    .filter((one) => one !== '')) {
    query = query.where(sql<boolean>`concat_ws(' ', u.first_name, u.last_name, u.email, m.role, replace(m.role, '_', ' ')) ilike ${likePattern(word)}`)
  }
  const { projectId } = filter
  if (projectId !== undefined) {
    if (!isUuid(projectId)) return { members: [], total: 0 }
    query = query.where((build) =>
      build.or([
        build('m.role', '!=', 'member'),
        build.exists(build.selectFrom('project_members as p').select('p.user_id').whereRef('p.user_id', '=', 'u.id').where('p.project_id', '=', projectId)),
        build.exists(
          build
            .selectFrom('project_groups as pg')
            .innerJoin('group_members as gm', 'gm.group_id', 'pg.group_id')
            .select('gm.user_id')
            .whereRef('gm.user_id', '=', 'u.id')
            .where('pg.project_id', '=', projectId),
        ),
      ]),
    )
  }
  const counted = await query
    .clearSelect()
    .select((build) => build.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  let page = query.orderBy('u.first_name').orderBy('u.last_name').orderBy('u.id')
  if (filter.limit !== undefined) page = page.limit(filter.limit).offset(filter.offset ?? 0)
  return { members: (await page.execute()).map(toMember), total: Number(counted.count) }
}

/** One member of an organization, or null. */
export async function findMember(db: Db | Tx, organizationId: string, userId: string, now: Date): Promise<Member | null> {
  if (!isUuid(userId)) return null
  const row = await members(db, now).where('m.organization_id', '=', organizationId).where('u.id', '=', userId).executeTakeFirst()
  return row === undefined ? null : toMember(row)
}

/** The member with this address in its normal form, or null. */
export async function findMemberByEmail(db: Db | Tx, organizationId: string, email: string, now: Date): Promise<Member | null> {
  const row = await members(db, now).where('m.organization_id', '=', organizationId).where('u.email', '=', email).executeTakeFirst()
  return row === undefined ? null : toMember(row)
}

/** Of the given ids those that are no members of the organization. */
export async function strangersAmong(db: Db | Tx, organizationId: string, userIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select user_id as id from organization_members
     where organization_id = ${organizationId} and user_id = any(${userIds.filter(isUuid)}::uuid[])`.execute(db)
  const known = new Set(rows.map(({ id }) => id))
  return userIds.filter((id) => !known.has(id.toLowerCase()))
}

/** The ids as they are stored, each once. Throws `not_found` naming those that are no members of the organization. */
export async function requireMembers(db: Db | Tx, organizationId: string, userIds: readonly string[]): Promise<string[]> {
  const strangers = await strangersAmong(db, organizationId, userIds)
  if (strangers.length === 0) return [...new Set(userIds.map((id) => id.toLowerCase()))]
  throw new AppError('not_found', `There is no such person in your organization: ${strangers.slice(0, 5).join(', ')}`, { reason: 'person_missing' })
}

const members = (db: Db | Tx, now: Date) =>
  db
    .selectFrom('organization_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    // Service accounts belong to the organization and are no people of it.
    .where('u.kind', '=', 'person')
    .select(['u.id', 'u.email', 'u.first_name', 'u.last_name', 'u.is_active', 'u.is_pending', 'u.created_at', 'u.updated_at', 'm.organization_id', 'm.role'])
    .select((build) =>
      build
        .exists(
          build
            .selectFrom('sign_in_links as l')
            .select('l.user_id')
            .whereRef('l.user_id', '=', 'u.id')
            .where('l.purpose', '=', 'invitation')
            .where('l.used_at', 'is', null)
            .where('l.expires_at', '>', now),
        )
        .as('is_invited'),
    )
    .select((build) =>
      build
        .exists(build.selectFrom('scim_users as s').select('s.user_id').whereRef('s.user_id', '=', 'u.id').where('s.deleted_at', 'is', null))
        .as('is_scim_managed'),
    )

type Row = {
  id: string
  email: string
  first_name: string
  last_name: string
  is_active: boolean
  is_pending: boolean
  is_invited: SqlBool
  is_scim_managed: SqlBool
  created_at: Date
  updated_at: Date
  organization_id: string
  role: Member['role']
}

const toMember = (row: Row): Member => ({
  userId: row.id,
  organizationId: row.organization_id,
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  role: row.role,
  isActive: row.is_active,
  isPending: row.is_pending,
  isScimManaged: Boolean(row.is_scim_managed),
  isInviteExpired: row.is_pending && !row.is_invited,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
