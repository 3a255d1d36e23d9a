import type { Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors.ts'
import { listIdentitiesOf } from './linked-identity-store.ts'
import { mayUsePassword } from './may-use-password.ts'
import { listPasskeysOf } from './second-factor/passkey-store.ts'
import { findUser } from './user-store.ts'

/** That a person can sign in without accounts at a provider that they have no more. Throws `invalid` (`last_way_in`). */
export async function requireWayInWithoutIdentity(tx: Tx, userId: string): Promise<void> {
  if ((await listIdentitiesOf(tx, userId)).length > 0) return
  const user = await findUser(tx, userId)
  // Where only a provider lets people in, password and passkeys of ours are no way in.
  if (user === null || !mayUsePassword(user)) {
    throw lastWayIn('This is your only way to sign in: your organization uses its identity provider, not passwords. Link another account of it first.')
  }
  if (user.hasPassword || (await listPasskeysOf(tx, userId)).length > 0) return
  throw lastWayIn('This is your only way to sign in. Set a password first.')
}

/** That a person can sign in without passkeys. Throws `invalid` (`last_way_in`). */
export async function requireWayInWithoutPasskeys(tx: Tx, userId: string): Promise<void> {
  const user = await findUser(tx, userId)
  if (user?.hasPassword === true || (await listIdentitiesOf(tx, userId)).length > 0) return
  throw lastWayIn('There is no other way to sign in to this account. Set a password first.')
}

const lastWayIn = (message: string): AppError => new AppError('invalid', message, { reason: 'last_way_in' })
