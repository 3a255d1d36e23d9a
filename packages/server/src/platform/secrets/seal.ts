import { createCipheriv, createDecipheriv } from 'node:crypto'
import { newKeyBytes } from '../ids.ts'
import type { KeyRing } from './key-ring.ts'
import { SecretError } from './secret-error.ts'

/**
 * A secret at rest: its text under a key of its own (AES-256-GCM), and that key under one of the installation's. When
 * the installation's key changes, only the small key is wrapped again.
 */
export type Sealed = { keyId: string; wrappedKey: Buffer; ciphertext: Buffer }

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const wrapping = 'wrap keys of stored secrets'

/** Seals a text. It opens only with the same `binding`: what the row says of itself, so that rows cannot be swapped. */
export function seal(ring: KeyRing, text: string, binding: string): Sealed {
  const key = newKeyBytes(32)
  return { ciphertext: encrypt(key, Buffer.from(text), binding), ...wrap(ring, key, binding) }
}

/** The text. Throws `SecretError` when the key is not there, or something was changed or put elsewhere. */
export function unseal(ring: KeyRing, sealed: Sealed, binding: string): string {
  return decrypt(unwrap(ring, sealed, binding), sealed.ciphertext, binding).toString('utf8')
}

/** The same secret under the current key. */
export const rewrap = (ring: KeyRing, sealed: Sealed, binding: string): Pick<Sealed, 'keyId' | 'wrappedKey'> =>
  wrap(ring, unwrap(ring, sealed, binding), binding)

function wrap(ring: KeyRing, key: Buffer, binding: string): Pick<Sealed, 'keyId' | 'wrappedKey'> {
  return { keyId: ring.currentId, wrappedKey: encrypt(ring.key(ring.currentId, wrapping), key, binding) }
}

const unwrap = (ring: KeyRing, { keyId, wrappedKey }: Sealed, binding: string): Buffer => decrypt(ring.key(keyId, wrapping), wrappedKey, binding)

function encrypt(key: Buffer, plain: Buffer, binding: string): Buffer {
  const nonce = newKeyBytes(nonceBytes)
  const work = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(binding))
  return Buffer.concat([nonce, work.update(plain), work.final(), work.getAuthTag()])
}

function decrypt(key: Buffer, stored: Buffer, binding: string): Buffer {
  const nonce = stored.subarray(0, nonceBytes)
  const tag = stored.subarray(stored.length - tagBytes)
  try {
    const work = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(binding)).setAuthTag(tag)
    return Buffer.concat([work.update(stored.subarray(nonceBytes, stored.length - tagBytes)), work.final()])
  } catch (cause) {
    throw new SecretError('A stored secret was changed or does not belong where it is. Enter it again.', { cause })
  }
}
