import type { WriteCtx } from '../../access/operation.ts'
import { scopes as knownScopes, type Scope } from '../../access/scopes.ts'
import { AppError } from '../../platform/errors.ts'
import { forgetAfterCommit, nowOf, type IdentityCtx } from './identity-ctx.ts'
import { requireAllowedEnd } from './token-rules.ts'
import { newTokenRow, newTokenSecret, storedSecret, type TokenOwnerKind } from './token-secret.ts'
import { deleteToken, insertToken, replaceTokenSecret } from './token-store.ts'
import type { NewToken, Token } from './types.ts'

/** What happens to a token, whoever does it: its owner, or an administrator to one of a service account. */

type Ctx = IdentityCtx & WriteCtx
export type TokenOwner = { userId: string; kind: TokenOwnerKind; organizationId: string | null }
export type TokenWish = { description: string; expiresAt: Date | null; scopes: readonly Scope[] | null }

const longestOverlapHours = 7 * 24

/** Makes a token; its secret is in this answer and nowhere else. */
export async function makeToken(ctx: Ctx, owner: TokenOwner, wish: TokenWish, createdBy: string | null): Promise<NewToken> {
  const now = nowOf(ctx)
  const description = wish.description.trim()
  if (description === '' || description.length > 255) {
    throw new AppError('invalid', 'Give the token a description of 1 to 255 characters', {
      reason: 'description',
      fields: [{ path: 'description', message: 'must have 1 to 255 characters' }],
    })
  }
  const scopes = wish.scopes === null ? null : knownScopes.filter((scope) => wish.scopes?.includes(scope))
  if (scopes?.length === 0) {
    throw new AppError('invalid', 'Give the token one scope at least', {
      reason: 'scopes',
      fields: [{ path: 'scopes', message: 'must name one scope at least' }],
    })
  }
  await requireAllowedEnd(ctx.tx, { ...owner, expiresAt: wish.expiresAt, now })
  const secret = newTokenSecret(owner.kind)
  const { hash, ...token } = newTokenRow({ userId: owner.userId, description, expiresAt: wish.expiresAt, scopes, createdBy, now, secret })
  await insertToken(ctx.tx, { ...token, hash })
  ctx.record({ targetKind: 'token', targetId: token.id, before: null, after: loggable(token) })
  return { ...token, secret }
}

/** Gives a token a new secret and end; the old secret works on for `overlapHours`, a week at most. */
export async function rotate(
  ctx: Ctx,
  owner: TokenOwner,
  token: Token,
  { expiresAt, overlapHours }: { expiresAt: Date | null; overlapHours: number },
): Promise<NewToken> {
  const now = nowOf(ctx)
  await requireAllowedEnd(ctx.tx, { ...owner, expiresAt, now })
  if (overlapHours < 0 || overlapHours > longestOverlapHours) {
    throw new AppError('invalid', `The old secret can work on for ${longestOverlapHours} hours at most`, {
      reason: 'overlap',
      fields: [{ path: 'overlapHours', message: `must be 0 to ${longestOverlapHours}` }],
    })
  }
  const secret = newTokenSecret(owner.kind)
  const { hash, prefix } = storedSecret(secret)
  const previousEndsAt = overlapHours === 0 ? null : new Date(now.getTime() + overlapHours * 3_600_000)
  await replaceTokenSecret(ctx.tx, { tokenId: token.id, hash, prefix, rotatedAt: now, expiresAt, previousEndsAt })
  const rotated = { ...token, prefix, rotatedAt: now, expiresAt, previousEndsAt }
  ctx.record({ targetKind: 'token', targetId: token.id, before: loggable(token), after: loggable(rotated) })
  forgetAfterCommit(ctx, token.userId)
  return { ...rotated, secret }
}

/** Ends a token at once, with all its secrets. */
export async function revoke(ctx: Ctx, token: Token): Promise<void> {
  await deleteToken(ctx.tx, token.id)
  ctx.record({ targetKind: 'token', targetId: token.id, before: loggable(token), after: null })
  forgetAfterCommit(ctx, token.userId)
}

const loggable = ({ description, prefix, expiresAt, scopes, previousEndsAt }: Token): object => ({
  description,
  prefix,
  expiresAt,
  ...(scopes === null ? {} : { scopes }),
  ...(previousEndsAt === null ? {} : { previousEndsAt }),
})
