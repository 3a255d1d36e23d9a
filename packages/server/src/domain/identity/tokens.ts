import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { forgetAfterCommit, nowOf, personOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { newTokenRow, newTokenSecret, storedSecret } from './token-secret.ts'
import { deleteToken as deleteStored, insertToken, listTokensOf, lockTokenOf, replaceTokenSecret } from './token-store.ts'
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

/** Makes a token; its secret is in this answer and nowhere else. `expiresAt` null: never. */
export const createToken = writeOperation<IdentityCtx, { description: string; expiresAt: Date | null }, Target, NewToken>({
  name: 'identity.createToken',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, input) {
    const now = nowOf(ctx)
    const description = input.description.trim()
    if (description === '' || description.length > 255) {
      throw new AppError('invalid', 'Give the token a description of 1 to 255 characters', {
        reason: 'description',
        fields: [{ path: 'description', message: 'must have 1 to 255 characters' }],
      })
    }
    requireFuture(input.expiresAt, now)
    const secret = newTokenSecret()
    const { hash, ...token } = newTokenRow({ userId: personOf(ctx).userId, description, expiresAt: input.expiresAt, now, secret })
    await insertToken(ctx.tx, { ...token, hash })
    ctx.record({ targetKind: 'token', targetId: token.id, before: null, after: loggable(token) })
    return { ...token, secret }
  },
})

/** Ends a token at once. */
export const deleteToken = writeOperation<IdentityCtx, { tokenId: string }, Target, void>({
  name: 'identity.deleteToken',
  action: 'self.update',
  sessionOnly: true,
  writes: true,
  target: selfTarget,
  async run(ctx, input) {
    const { userId } = personOf(ctx)
    const token = await lockTokenOf(ctx.tx, userId, input.tokenId)
    if (token === null) throw missing()
    await deleteStored(ctx.tx, token.id)
    ctx.record({ targetKind: 'token', targetId: token.id, before: loggable(token), after: null })
    forgetAfterCommit(ctx, userId)
  },
})

/** Gives a token a new secret and expiry; allowed with the token itself. Not for tokens without expiry, once an hour at most. */
export const rotateToken = writeOperation<IdentityCtx, { tokenId: string; expiresAt: Date }, Target, NewToken>({
  name: 'identity.rotateToken',
  action: 'self.update',
  writes: true,
  target: selfTarget,
  async run(ctx, input) {
    const { userId } = personOf(ctx)
    const now = nowOf(ctx)
    requireFuture(input.expiresAt, now)
    const token = await lockTokenOf(ctx.tx, userId, input.tokenId)
    if (token === null) throw missing()
    if (token.expiresAt === null) throw new AppError('invalid', 'A token that never expires cannot be rotated', { reason: 'never_expires' })
    if (token.rotatedAt !== null && now.getTime() - token.rotatedAt.getTime() < hourMs) {
      throw new AppError('invalid', 'This token was rotated less than an hour ago', { reason: 'rotated_recently' })
    }
    const secret = newTokenSecret()
    const { hash, prefix } = storedSecret(secret)
    await replaceTokenSecret(ctx.tx, { tokenId: token.id, hash, prefix, rotatedAt: now, expiresAt: input.expiresAt })
    const rotated = { ...token, prefix, rotatedAt: now, expiresAt: input.expiresAt }
    ctx.record({ targetKind: 'token', targetId: token.id, before: loggable(token), after: loggable(rotated) })
    forgetAfterCommit(ctx, userId)
    return { ...rotated, secret }
  },
})

function requireFuture(expiresAt: Date | null, now: Date): void {
  if (expiresAt !== null && expiresAt.getTime() <= now.getTime()) {
    throw new AppError('invalid', 'The expiry date must be in the future', {
      reason: 'expires_in_past',
      fields: [{ path: 'expiresAt', message: 'must be in the future' }],
    })
  }
}

const missing = (): AppError => new AppError('not_found', 'There is no such personal access token', { reason: 'token_missing' })
const loggable = ({ description, prefix, expiresAt }: Token): object => ({ description, prefix, expiresAt })
