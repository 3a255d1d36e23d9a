import { hkdfSync } from 'node:crypto'
import type { InstanceSecrets } from './instance-secret.ts'
import { SecretError } from './secret-error.ts'

/** Keys derived from the secrets of this installation, one for each purpose, found again by the id of their secret. */
export type KeyRing = {
  /** Id of the secret that new things are put under. */
  currentId: string
  /** 32 bytes. Throws `SecretError` for a secret that this installation was not given. */
  key(id: string, purpose: string): Buffer
}

/** The key ring of these secrets. The id of a secret tells nothing about it. */
export function createKeyRing({ current, old }: InstanceSecrets): KeyRing {
  const secrets = new Map([...old.toReversed(), current].map((secret) => [derive(secret, 'key id').subarray(0, 6).toString('hex'), secret]))
  const currentId = derive(current, 'key id').subarray(0, 6).toString('hex')
  return {
    currentId,
    key(id, purpose) {
      const secret = secrets.get(id)
      if (secret === undefined) {
        throw new SecretError(
          `Something is stored under the secret key ${id}, which this installation does not have. Add that key to ATRIUM_SECRET_KEYS_OLD, or bring back the file "secret" of the data folder.`,
        )
      }
      return derive(secret, purpose)
    },
  }
}

const derive = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `atrium: ${purpose}`, 32))
