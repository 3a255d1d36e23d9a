import { createHmac, timingSafeEqual } from 'node:crypto'
import { newSecret } from '../../platform/ids.ts'

/**
 * What a browser keeps that signed in to an account: a name for it, signed for that account. It opens nothing; it only
 * has tries of its own, so that nobody else can use them up.
 */
export function newDevice(key: Buffer, email: string): string {
  const name = newSecret(12)
  return `${name}.${signature(key, email, name)}`
}

/** The name of a browser that signed in to this account before; null for any other text. */
export function knownDevice(key: Buffer, email: string, cookie: string | undefined): string | null {
  const [name, signed, ...more] = (cookie ?? '').split('.')
  if (name === undefined || signed === undefined || more.length > 0) return null
  const [given, right] = [Buffer.from(signed), Buffer.from(signature(key, email, name))]
  return given.length === right.length && timingSafeEqual(given, right) ? name : null
}

const signature = (key: Buffer, email: string, name: string): string => createHmac('sha256', key).update(`${name} ${email}`).digest('base64url')
