import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto'

/** A new random UUID (version 4: clients of the Lightdash format check the version digit). */
export const newId = (): string => randomUUID()

/** The UUID (version 5) of something that is known by names within a namespace: the same names give the same id, always. */
export function namedId(namespace: string, ...names: readonly string[]): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(JSON.stringify(names))
    .digest()
  const bytes = hash.subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const text = bytes.toString('hex')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}

/** An unguessable secret of `bytes` random bytes, URL-safe base64 without padding. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** Random bytes for keys and nonces. */
export const newKeyBytes = (bytes: number): Buffer => randomBytes(bytes)
/** Six digits, each code as likely as any other. Short enough to type, so whoever checks it must count the tries. */
export const newPasscode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text is a UUID of any version: look-ups by anything else are "not found", never a database error. */
export const isUuid = (text: string): boolean => uuid.test(text)
