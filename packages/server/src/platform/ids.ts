import { randomBytes, randomInt, randomUUID } from 'node:crypto'

/** A new random UUID (version 4: clients of the Lightdash format check the version digit). */
export const newId = (): string => randomUUID()

/** An unguessable secret of `bytes` random bytes, URL-safe base64 without padding. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** Random bytes for keys and nonces. */
export const newKeyBytes = (bytes: number): Buffer => randomBytes(bytes)
/** Six digits, each code as likely as any other. Short enough to type, so whoever checks it must count the tries. */
export const newPasscode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text is a UUID of any version: look-ups by anything else are "not found", never a database error. */
export const isUuid = (text: string): boolean => uuid.test(text)
