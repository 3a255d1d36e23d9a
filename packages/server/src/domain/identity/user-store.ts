import type { Db, Tx } from '../../platform/db/db.ts'
import type { OrganizationRole } from '../../platform/db/stored-values.ts'
import type { Language } from '../../platform/languages.ts'
import type { User } from './types.ts'

const withOrganization = (db: Db | Tx) =>
  db
    .selectFrom('users as u')
    .leftJoin('organization_members as m', 'm.user_id', 'u.id')
    .leftJoin('organizations as o', 'o.id', 'm.organization_id')
    .select([
      'u.id',
      'u.email',
      'u.first_name',
      'u.last_name',
      'u.password_hash',
      'u.email_verified',
      'u.is_active',
      'u.is_pending',
      'u.is_setup_complete',
      'u.is_marketing_opted_in',
      'u.is_tracking_anonymized',
      'u.language',
      'u.created_at',
      'u.updated_at',
      'm.role',
      'o.id as organization_id',
      'o.name as organization_name',
      'o.created_at as organization_created_at',
      'o.password_sign_in',
    ])

/** A person with the hash of their password, for those who check it. */
export type UserWithPassword = User & { passwordHash: string | null }

export async function findUser(db: Db | Tx, userId: string): Promise<UserWithPassword | null> {
  const row = await withOrganization(db).where('u.id', '=', userId).executeTakeFirst()
  return row === undefined ? null : toUser(row)
}

/** By e-mail in normal form. */
export async function findUserByEmail(db: Db | Tx, email: string): Promise<UserWithPassword | null> {
  const row = await withOrganization(db).where('u.email', '=', email).executeTakeFirst()
  return row === undefined ? null : toUser(row)
}

/** In which a person is written to: English where they have not said. */
export async function languageOf(db: Db | Tx, userId: string): Promise<Language> {
  return (await db.selectFrom('users').select('language').where('id', '=', userId).executeTakeFirst())?.language ?? 'en'
}

export async function countUsers(db: Db | Tx): Promise<number> {
  const row = await db
    .selectFrom('users')
    .select((build) => build.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export type NewUser = {
  id: string
  email: string
  firstName: string
  lastName: string
  passwordHash: string | null
  emailVerified: boolean
  isPending?: boolean
  isSetupComplete?: boolean
  /** `person` when absent. */
  kind?: 'person' | 'service'
  /** Not said when absent. */
  language?: Language | undefined
  now: Date
}

export async function insertUser(tx: Tx, user: NewUser): Promise<void> {
  await tx.insertInto('users').values(newRow(user)).execute()
}

/** False, and nothing done, when somebody has the address: also of two at the same time. */
export async function insertUserUnlessTaken(tx: Tx, user: NewUser): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('users')
    .values(newRow(user))
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

const newRow = (user: NewUser) => ({
  id: user.id,
  email: user.email,
  first_name: user.firstName,
  last_name: user.lastName,
  password_hash: user.passwordHash,
  email_verified: user.emailVerified,
  is_pending: user.isPending ?? false,
  kind: user.kind ?? ('person' as const),
  is_setup_complete: user.isSetupComplete ?? true,
  language: user.language ?? null,
  created_at: user.now,
  updated_at: user.now,
})

export type UserChange = Partial<
  Pick<
    User,
    | 'email'
    | 'emailVerified'
    | 'firstName'
    | 'lastName'
    | 'isActive'
    | 'isPending'
    | 'isSetupComplete'
    | 'isMarketingOptedIn'
    | 'isTrackingAnonymized'
    | 'language'
  >
>

export async function updateUser(tx: Tx, userId: string, change: UserChange, now: Date): Promise<void> {
  await tx
    .updateTable('users')
    .set({
      ...(change.email === undefined ? {} : { email: change.email }),
      ...(change.emailVerified === undefined ? {} : { email_verified: change.emailVerified }),
      ...(change.firstName === undefined ? {} : { first_name: change.firstName }),
      ...(change.lastName === undefined ? {} : { last_name: change.lastName }),
      ...(change.isActive === undefined ? {} : { is_active: change.isActive }),
      ...(change.isPending === undefined ? {} : { is_pending: change.isPending }),
      ...(change.isSetupComplete === undefined ? {} : { is_setup_complete: change.isSetupComplete }),
      ...(change.isMarketingOptedIn === undefined ? {} : { is_marketing_opted_in: change.isMarketingOptedIn }),
      ...(change.isTrackingAnonymized === undefined ? {} : { is_tracking_anonymized: change.isTrackingAnonymized }),
      ...(change.language === undefined ? {} : { language: change.language }),
      updated_at: now,
    })
    .where('id', '=', userId)
    .execute()
}

export async function updatePasswordHash(tx: Tx, userId: string, passwordHash: string, now: Date): Promise<void> {
  await tx.updateTable('users').set({ password_hash: passwordHash, updated_at: now }).where('id', '=', userId).execute()
}

/** Takes the password away: nobody signs in with one until another is set. */
export async function removePassword(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.updateTable('users').set({ password_hash: null, updated_at: now }).where('id', '=', userId).execute()
}

/** Removes a person; what they made stays, without an author. */
export async function deleteUser(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('users').where('id', '=', userId).execute()
}

type Row = {
  id: string
  email: string
  first_name: string
  last_name: string
  password_hash: string | null
  email_verified: boolean
  is_active: boolean
  is_pending: boolean
  is_setup_complete: boolean
  is_marketing_opted_in: boolean
  is_tracking_anonymized: boolean
  language: Language | null
  created_at: Date
  updated_at: Date
  role: OrganizationRole | null
  organization_id: string | null
  organization_name: string | null
  organization_created_at: Date | null
  password_sign_in: boolean | null
}

function toUser(row: Row): UserWithPassword {
  const { organization_id: id, organization_name: name, organization_created_at: createdAt, role } = row
  return {
    id: row.id,
    email: row.email,
    emailVerified: row.email_verified,
    firstName: row.first_name,
    lastName: row.last_name,
    organization:
      id === null || name === null || createdAt === null || role === null
        ? null
        : { id, name, createdAt, role, passwordSignIn: row.password_sign_in !== false },
    hasPassword: row.password_hash !== null,
    passwordHash: row.password_hash,
    isActive: row.is_active,
    isPending: row.is_pending,
    isSetupComplete: row.is_setup_complete,
    isMarketingOptedIn: row.is_marketing_opted_in,
    isTrackingAnonymized: row.is_tracking_anonymized,
    language: row.language,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
