import type { Db, Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors.ts'
import type { KeyRing } from '../../platform/secrets/key-ring.ts'
import { SecretError } from '../../platform/secrets/secret-error.ts'
import type { Project } from './types.ts'
import { putSecret, readSecret, type NewSecret, type SecretOwner } from '../../platform/secrets/secret-store.ts'

/** What a password is for; it opens for nothing else. */
const purposeOf = (owner: SecretOwner): Pick<NewSecret, 'kind' | 'purpose'> =>
  'projectId' in owner
    ? { kind: 'project_connection', purpose: 'sign in to the warehouse' }
    : { kind: 'user_warehouse_credentials', purpose: 'sign in to a warehouse' }

export type KeptPassword = { owner: SecretOwner; organizationId: string; text: string; now: Date }

/** Keeps the password of a project's connection or of a person's account, encrypted, in place of the one before. */
export async function keepPassword(tx: Tx, keys: KeyRing, password: KeptPassword): Promise<void> {
  await putSecret(tx, keys, { ...purposeOf(password.owner), ...password })
}

/** The kept password; null when there is none. Throws `unavailable` when no key of this installation opens it. */
export async function readPassword(db: Db | Tx, keys: KeyRing, owner: SecretOwner): Promise<string | null> {
  try {
    return await readSecret(db, keys, owner, purposeOf(owner).purpose)
  } catch (error) {
    if (!(error instanceof SecretError)) throw error
    const message = 'The stored password cannot be read with the keys of this installation. Enter it again, or ask an administrator.'
    throw new AppError('unavailable', message, { reason: 'secret_unreadable' }, { cause: error })
  }
}

/** The password of a project's connection, encrypted once more for another project of its organization. */
export async function sharePassword(tx: Tx, keys: KeyRing, { from, to, now }: { from: Project; to: string; now: Date }): Promise<void> {
  const text = await readPassword(tx, keys, { projectId: from.id })
  if (text !== null) await keepPassword(tx, keys, { owner: { projectId: to }, organizationId: from.organizationId, text, now })
}
