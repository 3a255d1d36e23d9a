import type { Tx } from '../../platform/db/db.ts'
import { deleteIdentitiesOf } from './linked-identity-store.ts'
import { deletePasskeysOf } from './second-factor/passkey-store.ts'
import { deleteRecoveryCodes } from './second-factor/recovery-code-store.ts'
import { deleteTotp } from './second-factor/totp-store.ts'
import { deleteSessionsOf } from './session-store.ts'
import { deleteAllSignInLinksOf } from './sign-in-link-store.ts'
import { deleteTokensOf } from './token-store.ts'
import { removePassword } from './user-store.ts'

/** Ends whatever opens an account: password, tokens, sessions, links, factors, accounts at providers. Roles and content stay. */
export async function endCredentials(tx: Tx, userId: string, now: Date): Promise<void> {
  await removePassword(tx, userId, now)
  await deleteTokensOf(tx, userId)
  await deleteSessionsOf(tx, userId, null)
  await deleteAllSignInLinksOf(tx, userId)
  await deleteIdentitiesOf(tx, userId)
  await deleteTotp(tx, userId)
  await deletePasskeysOf(tx, userId)
  await deleteRecoveryCodes(tx, userId)
}
