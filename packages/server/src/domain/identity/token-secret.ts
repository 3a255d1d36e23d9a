import { newId, newSecret } from '../../platform/ids.ts'
import { credentialHash } from './credential-hash.ts'
import type { Token } from './types.ts'

/** So that a token that leaked into a file can be found and recognised. */
const tokenPrefix = 'atr_pat_'
const shownCharacters = 12

/** A new token's secret: prefix and 32 random bytes. */
export const newTokenSecret = (): string => tokenPrefix + newSecret(32)

/** What is stored of a secret: its hash, and enough of its beginning to recognise it by. */
export const storedSecret = (secret: string): { hash: Buffer; prefix: string } => ({
  hash: credentialHash(secret),
  // Of a short one that somebody chose, less is shown.
  prefix: secret.slice(0, Math.min(shownCharacters, Math.floor(secret.length / 4))),
})

/** A token to be stored, with its secret's hash. */
export function newTokenRow(input: { userId: string; description: string; expiresAt: Date | null; now: Date; secret: string }): Token & { hash: Buffer } {
  return {
    id: newId(),
    userId: input.userId,
    description: input.description,
    createdAt: input.now,
    rotatedAt: null,
    lastUsedAt: null,
    expiresAt: input.expiresAt,
    ...storedSecret(input.secret),
  }
}
