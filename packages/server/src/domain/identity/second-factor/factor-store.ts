import type { Db, Tx } from '../../../platform/db/db.ts'
import { countRecoveryCodes } from './recovery-code-store.ts'

/** What a person has beside a password. */
export type Factors = { totpSince: Date | null; passkeys: number; recoveryCodes: number }

/** The factors of a person. */
export async function factorsOf(db: Db | Tx, userId: string): Promise<Factors> {
  const totp = await db.selectFrom('totp_authenticators').select('created_at').where('user_id', '=', userId).executeTakeFirst()
  const passkeys = await db
    .selectFrom('passkeys')
    .select((build) => build.fn.countAll<string>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return { totpSince: totp?.created_at ?? null, passkeys: Number(passkeys.count), recoveryCodes: await countRecoveryCodes(db, userId) }
}

/** Whether a password alone lets this person in no more. Recovery codes stand in for a factor; they are none. */
export const hasSecondFactor = ({ totpSince, passkeys }: Factors): boolean => totpSince !== null || passkeys > 0

/** That a member has a second factor, and of which kind. */
export type MemberFactors = { userId: string; app: boolean; passkeys: number }

/** The members of an organization that have a second factor. */
export async function listFactorsOfMembers(db: Db, organizationId: string): Promise<MemberFactors[]> {
  const rows = await db
    .selectFrom('organization_members as m')
    .select('m.user_id as userId')
    .select((build) => [
      build.exists(build.selectFrom('totp_authenticators as t').select('t.user_id').whereRef('t.user_id', '=', 'm.user_id')).as('app'),
      build
        .selectFrom('passkeys as p')
        .select((count) => count.fn.countAll<string>().as('count'))
        .whereRef('p.user_id', '=', 'm.user_id')
        .as('passkeys'),
    ])
    .where('m.organization_id', '=', organizationId)
    .execute()
  const members = rows.map(({ userId, app, passkeys }) => ({ userId, app: app === true, passkeys: Number(passkeys) }))
  return members.filter(({ app, passkeys }) => app || passkeys > 0)
}
