import type { Target } from '../../access/actions.ts'
import type { UserActor } from '../../access/actor.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { nowOf, personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { afterProof } from './require-proof.ts'
import { makeToken, revoke, rotate, type TokenOwner, type TokenWish } from './token-changes.ts'
import { requireFuture } from './token-rules.ts'
import { listTokensOf, lockTokenOf } from './token-store.ts'
import type { NewToken, Token } from './types.ts'

const hourMs = 3600 * 1000

/** One's own tokens, without secrets. */
export const listTokens = readOperation<IdentityCtx, Record<string, never>, Target, Token[]>({
  name: 'identity.listTokens',
  action: 'self.view',
  sessionOnly: true,
  target: selfTarget,
  async run(ctx) {
    // What was used a second ago should say so.
    await ctx.identity.authenticator.flush()
    return listTokensOf(ctx.db, personOf(ctx).userId)
  },
})

/** When the token ends that the caller uses; `expiresAt` null: never. Null: it is none of a person or service account. */
export const getCurrentToken = readOperation<IdentityCtx, Record<string, never>, Target, Pick<Token, 'expiresAt'> | null>({
  name: 'identity.getCurrentToken',
  action: 'self.view',
  target: selfTarget,
  async run(ctx) {
    const { userId, credentialId, isEarlierSecret } = personOf(ctx)
    const token = (await listTokensOf(ctx.db, userId)).find(({ id }) => id === credentialId)
    return token === undefined ? null : { expiresAt: isEarlierSecret === true ? token.previousEndsAt : token.expiresAt }
  },
})

/** Makes a token; its secret is in this answer and nowhere else. `expiresAt` null: never. Without scopes it may all that its owner may. */
export const createToken = writeOperation<IdentityCtx, Omit<TokenWish, 'scopes'> & Partial<TokenWish>, Target, NewToken>({
  name: 'identity.createToken',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: afterProof(selfTarget),
  run: (ctx, input) => makeToken(ctx, ownerOf(personOf(ctx)), { ...input, scopes: input.scopes ?? null }, null),
})

/** Ends a token at once. */
export const deleteToken = writeOperation<IdentityCtx, { tokenId: string }, Target, void>({
  name: 'identity.deleteToken',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, input) {
    const token = await lockTokenOf(ctx.tx, personOf(ctx).userId, input.tokenId)
    if (token === null) throw missing()
    await revoke(ctx, token)
  },
})

/** Gives a token a new secret and expiry; allowed with the token itself, by its newest secret. Not for tokens without expiry, once an hour at most. */
export const rotateToken = writeOperation<IdentityCtx, { tokenId: string; expiresAt: Date; overlapHours?: number }, Target, NewToken>({
  name: 'identity.rotateToken',
  action: 'self.update',
  writes: true,
  target: selfTarget,
  async run(ctx, input) {
    const actor = personOf(ctx)
    const now = nowOf(ctx)
    requireFuture(input.expiresAt, now)
    // Whoever found the old secret would otherwise outlive its end, and take the token from its owner.
    if (actor.isEarlierSecret === true) {
      throw new AppError('forbidden', 'This secret was replaced by a newer one. Rotate the token with that one, or make a new token in your profile.', {
        reason: 'earlier_secret',
      })
    }
    const token = await lockTokenOf(ctx.tx, actor.userId, input.tokenId)
    if (token === null) throw missing()
    // The new secret of a wider token would give a narrow one all its rights.
    if (actor.scopes !== null && token.id !== actor.credentialId) {
      throw new AppError('forbidden', 'A token with scopes can rotate itself only', { reason: 'other_token' })
    }
    if (token.expiresAt === null) throw new AppError('invalid', 'A token that never expires cannot be rotated', { reason: 'never_expires' })
    if (token.rotatedAt !== null && now.getTime() - token.rotatedAt.getTime() < hourMs) {
      throw new AppError('invalid', 'This token was rotated less than an hour ago', { reason: 'rotated_recently' })
    }
    return rotate(ctx, ownerOf(actor), token, { expiresAt: input.expiresAt, overlapHours: input.overlapHours ?? 0 })
  },
})

const ownerOf = ({ userId, isServiceAccount, organizationId }: UserActor): TokenOwner => ({
  userId,
  kind: isServiceAccount ? 'service' : 'person',
  organizationId,
})

const missing = (): AppError => new AppError('not_found', 'There is no such personal access token', { reason: 'token_missing' })
