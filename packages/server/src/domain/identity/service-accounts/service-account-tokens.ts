import type { Scope } from '../../../access/scopes.ts'
import { writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { personOf, type IdentityCtx } from '../identity-ctx.ts'
import { afterProof } from '../require-proof.ts'
import { makeToken, rotate, type TokenOwner } from '../token-changes.ts'
import { lockTokenOf } from '../token-store.ts'
import type { NewToken } from '../types.ts'
import { serviceAccountTarget, type ServiceAccountKey, type ServiceAccountTarget } from './service-accounts.ts'

type NewServiceToken = ServiceAccountKey & { description: string; expiresAt: Date | null; scopes: readonly Scope[] }

/** Makes a token of a service account; its secret is in this answer and nowhere else. It always has scopes. `forbidden` (`proof_needed`). */
export const createServiceToken = writeOperation<IdentityCtx, NewServiceToken, ServiceAccountTarget, NewToken>({
  name: 'service_accounts.create_token',
  action: 'service_account.manage',
  sessionOnly: true,
  writes: true,
  target: afterProof(serviceAccountTarget),
  run: (ctx, { accountId: _id, ...wish }, target) => makeToken(ctx, ownerOf(target), wish, personOf(ctx).userId),
})

type Rotation = ServiceAccountKey & { tokenId: string; expiresAt: Date | null; overlapHours: number }

/** Gives a token of a service account a new secret; the old one works on for `overlapHours`, so that programs can change over. `forbidden` (`proof_needed`). */
export const rotateServiceToken = writeOperation<IdentityCtx, Rotation, ServiceAccountTarget, NewToken>({
  name: 'service_accounts.rotate_token',
  action: 'service_account.manage',
  sessionOnly: true,
  writes: true,
  target: afterProof(serviceAccountTarget),
  async run(ctx, { tokenId, expiresAt, overlapHours }, target) {
    const token = await lockTokenOf(ctx.tx, target.account.id, tokenId)
    if (token === null) throw new AppError('not_found', 'This service account has no such token', { reason: 'token_missing' })
    return rotate(ctx, ownerOf(target), token, { expiresAt, overlapHours })
  },
})

const ownerOf = ({ organizationId, account }: ServiceAccountTarget): TokenOwner => ({ userId: account.id, kind: 'service', organizationId })
