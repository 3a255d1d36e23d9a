import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { newSecret } from '../../platform/ids.ts'
import { credentialHash } from './credential-hash.ts'
import { nowOf, selfTarget, type IdentityCtx } from './identity-ctx.ts'
import { insertSignInLink, spendSignInLink, type LinkPurpose } from './sign-in-link-store.ts'
import { startSession } from './start-session.ts'
import type { StartedSession } from './types.ts'
import { findUser } from './user-store.ts'

const linkMinutes = 15

/** Makes a single-use link token (15 minutes) to print at start: to sign in as somebody, or to set up. Earlier ones die. */
export const createSignInLink = writeOperation<IdentityCtx, { purpose: LinkPurpose; userId: string | null }, Target, { token: string }>({
  name: 'identity.createSignInLink',
  action: 'self.view',
  allow: ['system'],
  writes: true,
  async target(ctx) {
    // The house prints links for the person who started it; nobody makes one for another.
    if (ctx.actor.kind !== 'system') throw new AppError('forbidden', 'Links to sign in are made at start only', { reason: 'system_only' })
    return selfTarget(ctx)
  },
  async run(ctx, input) {
    const token = newSecret(32)
    const expiresAt = new Date(nowOf(ctx).getTime() + linkMinutes * 60 * 1000)
    await insertSignInLink(ctx.tx, { hash: credentialHash(token), purpose: input.purpose, userId: input.userId, expiresAt })
    ctx.record({ targetKind: 'sign_in_link', targetId: input.userId ?? input.purpose, before: null, after: { purpose: input.purpose, expiresAt } })
    return { token }
  },
})

/** Signs in by a link, once. Throws `unauthenticated` (`link`) when it was used, has run out or never was. */
export const redeemSignInLink = writeOperation<IdentityCtx, { token: string; userAgent?: string | undefined }, Target, StartedSession>({
  name: 'identity.redeemSignInLink',
  action: 'self.view',
  allow: ['anonymous'],
  writes: true,
  target: selfTarget,
  async run(ctx, input) {
    const link = await spendSignInLink(ctx.tx, credentialHash(input.token), 'sign_in', nowOf(ctx))
    if (link === null || link.userId === null) {
      throw new AppError(
        'unauthenticated',
        'Sign-in links work once and for 15 minutes. This one was used already, is older, or was not copied whole. Sign in with your password, or restart Atrium: it prints a new link.',
        {
          reason: 'link',
        },
      )
    }
    const person = await findUser(ctx.tx, link.userId)
    return startSession(ctx, { userId: link.userId, organizationId: person?.organization?.id ?? null, via: 'link', userAgent: input.userAgent })
  },
})
