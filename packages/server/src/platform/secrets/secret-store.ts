import type { Db, Tx } from '../db/db.ts'
import type { Schema } from '../db/schema.ts'
import { newId } from '../ids.ts'
import type { KeyRing } from './key-ring.ts'
import { rewrap, seal, unseal } from './seal.ts'

/** What a secret belongs to: it goes when that goes. */
export type SecretOwner =
  | { projectId: string }
  | { userCredentialsId: string }
  | { identityProviderId: string }
  | { userId: string }
  | { sshKeyPairId: string }
  | { integrationId: string }
export type NewSecret = {
  /** Null for what is a person's own. */
  organizationId: string | null
  kind: Secrets['kind']
  purpose: string
  owner: SecretOwner
  text: string
  now: Date
}

type Secrets = Schema['secrets']
type OwnerColumns = Pick<Secrets, 'project_id' | 'user_credentials_id' | 'identity_provider_id' | 'user_id' | 'ssh_key_pair_id' | 'integration_id'>
type Bound = Pick<Secrets, 'id' | 'organization_id' | 'kind' | 'purpose'> & OwnerColumns

/** All that a row says of itself, so that a secret opens in its own row only. Owners that came later stand in rows of theirs only. */
function bindingOf(row: Bound): string {
  const binding = [row.id, row.organization_id, row.kind, row.purpose, row.project_id, row.user_credentials_id]
  const later = [row.identity_provider_id, row.user_id, row.ssh_key_pair_id, row.integration_id].filter((id) => id !== null)
  return JSON.stringify([...binding, ...later])
}

/** Puts a secret in the place of the one that the owner has for this purpose. */
export async function putSecret(tx: Tx, keys: KeyRing, secret: NewSecret): Promise<void> {
  await removeSecret(tx, secret.owner, secret.purpose)
  const row: Bound = { id: newId(), organization_id: secret.organizationId, kind: secret.kind, purpose: secret.purpose, ...ownerColumns(secret.owner) }
  const { keyId, wrappedKey, ciphertext } = seal(keys, secret.text, bindingOf(row))
  await tx
    .insertInto('secrets')
    .values({ ...row, key_id: keyId, wrapped_key: wrappedKey, ciphertext, created_at: secret.now, updated_at: secret.now })
    .execute()
}

/** The text of a secret, or null when the owner has none for this purpose. Throws `SecretError`. */
export async function readSecret(db: Db | Tx, keys: KeyRing, owner: SecretOwner, purpose: string): Promise<string | null> {
  const row = await ownedBy(db.selectFrom('secrets').selectAll(), owner).where('purpose', '=', purpose).executeTakeFirst()
  if (row === undefined) return null
  return unseal(keys, { keyId: row.key_id, wrappedKey: row.wrapped_key, ciphertext: row.ciphertext }, bindingOf(row))
}

/** Takes a secret away. */
export async function removeSecret(tx: Tx, owner: SecretOwner, purpose: string): Promise<void> {
  await ownedBy(tx.deleteFrom('secrets'), owner).where('purpose', '=', purpose).execute()
}

/** Wraps up to `limit` secrets that are under other keys again; answers how many. Each call is a step of its own. */
export async function rewrapSecrets(tx: Tx, keys: KeyRing, limit: number): Promise<number> {
  const rows = await tx.selectFrom('secrets').selectAll().where('key_id', '!=', keys.currentId).orderBy('id').limit(limit).forUpdate().skipLocked().execute()
  for (const row of rows) {
    const { keyId, wrappedKey } = rewrap(keys, { keyId: row.key_id, wrappedKey: row.wrapped_key, ciphertext: row.ciphertext }, bindingOf(row))
    await tx.updateTable('secrets').set({ key_id: keyId, wrapped_key: wrappedKey }).where('id', '=', row.id).execute()
  }
  return rows.length
}

const ownerColumns = (owner: SecretOwner): OwnerColumns => ({
  project_id: 'projectId' in owner ? owner.projectId : null,
  user_credentials_id: 'userCredentialsId' in owner ? owner.userCredentialsId : null,
  identity_provider_id: 'identityProviderId' in owner ? owner.identityProviderId : null,
  user_id: 'userId' in owner ? owner.userId : null,
  ssh_key_pair_id: 'sshKeyPairId' in owner ? owner.sshKeyPairId : null,
  integration_id: 'integrationId' in owner ? owner.integrationId : null,
})

function ownedBy<Query extends { where(column: keyof OwnerColumns, is: '=', id: string): Query }>(query: Query, owner: SecretOwner): Query {
  if ('projectId' in owner) return query.where('project_id', '=', owner.projectId)
  if ('userCredentialsId' in owner) return query.where('user_credentials_id', '=', owner.userCredentialsId)
  if ('userId' in owner) return query.where('user_id', '=', owner.userId)
  if ('sshKeyPairId' in owner) return query.where('ssh_key_pair_id', '=', owner.sshKeyPairId)
  if ('integrationId' in owner) return query.where('integration_id', '=', owner.integrationId)
  return query.where('identity_provider_id', '=', owner.identityProviderId)
}
