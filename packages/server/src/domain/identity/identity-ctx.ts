import type { Ctx, WriteCtx } from '../../access/operation.ts'
import type { Target } from '../../access/actions.ts'
import type { UserActor } from '../../access/actor.ts'
import { AppError } from '../../platform/errors.ts'
import type { OutgoingMail } from '../../channels/mail/mail.ts'
import type { Identity } from './create-identity.ts'

/** What operations on people, sessions and tokens need. */
export type IdentityCtx = Ctx & { identity: Identity }

/** What operations need that also write to people by mail. */
export type AccountCtx = IdentityCtx & { mail: OutgoingMail }

/** The person who asks. Operations that also take others must check before. */
export function personOf(ctx: Ctx): UserActor {
  if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated', 'Failed to authorize user')
  return ctx.actor
}

/** Oneself as the target of an operation. */
export async function selfTarget(ctx: Ctx): Promise<Target> {
  const { actor } = ctx
  if (actor.kind === 'user') return { organizationId: actor.organizationId, ownerId: actor.userId }
  return { organizationId: actor.kind === 'system' ? actor.organizationId : null }
}

/** One's own organization as the target; `forbidden` for a person without one. */
export async function organizationTarget(ctx: Ctx): Promise<Target & { organizationId: string }> {
  const { actor } = ctx
  if (actor.kind === 'anonymous' || actor.organizationId === null) {
    throw new AppError('forbidden', 'You are not a member of an organization', { reason: 'no_organization' })
  }
  return { organizationId: actor.organizationId }
}

/** The request's wall time. */
export const nowOf = (ctx: Ctx): Date => new Date(ctx.clock.now())

/** Drops what this process remembers of a person once the change is committed; other nodes hear it from the store. */
export const forgetAfterCommit = (ctx: IdentityCtx & WriteCtx, userId: string): void => ctx.afterCommit(() => ctx.identity.authenticator.forget(userId))

/** The same for everybody, where the rights of many change at once. */
export const forgetAllAfterCommit = (ctx: IdentityCtx & WriteCtx): void => ctx.afterCommit(() => ctx.identity.authenticator.forget())
