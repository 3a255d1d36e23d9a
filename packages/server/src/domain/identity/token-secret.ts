import { newId, newSecret } from '../../platform/ids.ts'
import { credentialHash } from './credential-hash.ts'
import type { Token } from './types.ts'

/** So that a token that leaked into a file can be found and recognised. */
const tokenPrefix = { person: 'atr_pat_', service: 'atr_svc_' } as const

export type TokenOwnerKind = keyof typeof tokenPrefix

const shownCharacters = 12

/** A new token's secret: prefix and 32 random bytes. */
export const newTokenSecret = (owner: TokenOwnerKind = 'person'): string => tokenPrefix[owner] + newSecret(32)

/** What is stored of a secret: its hash, and enough of its beginning to recognise it by. */
export const storedSecret = (secret: string): { hash: Buffer; prefix: string } => ({
  hash: credentialHash(secret),
  // Of a short one that somebody chose, less is shown.
  prefix: secret.slice(0, Math.min(shownCharacters, Math.floor(secret.length / 4))),
})

/** A token to be stored, with its secret's hash. */
export function newTokenRow(
  input: Pick<Token, 'userId' | 'description' | 'expiresAt'> & Partial<Pick<Token, 'scopes' | 'createdBy'>> & { now: Date; secret: string },
): Token & { hash: Buffer } {
  return {
    id: newId(),
    userId: input.userId,
    description: input.description,
    createdAt: input.now,
    rotatedAt: null,
    lastUsedAt: null,
    lastUsedAddress: null,
    expiresAt: input.expiresAt,
    scopes: input.scopes ?? null,
    previousEndsAt: null,
    createdBy: input.createdBy ?? null,
    ...storedSecret(input.secret),
  }
}
