import type { EmbedActor } from '../../../access/actor.ts'
import type { Ctx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { credentialHash } from '../../identity/credential-hash.ts'
import type { IdentityCtx } from '../../identity/identity-ctx.ts'
import { findEmbedSession } from './embed-store.ts'

type EmbedCallerCtx = Pick<Ctx, 'db' | 'clock'> & Pick<IdentityCtx, 'identity'>

/**
 * Whoever looks at an app in a page of elsewhere, by the secret that this page was given. Throws `unauthenticated` (`embed_ended`) when
 * their session is over, embedding was switched off, or whoever made the address is gone; what the latter may is asked at each operation.
 */
export const callerOfEmbedToken = (ctx: EmbedCallerCtx, token: string): Promise<EmbedActor> => callerOf(ctx, { tokenHash: credentialHash(token) })

/** The same caller, as long as they still are one, with the rights of now. Throws as above. */
export const embedActorNow = (ctx: EmbedCallerCtx, { sessionId }: EmbedActor): Promise<EmbedActor> => callerOf(ctx, { sessionId })

async function callerOf({ db, clock, identity }: EmbedCallerCtx, by: Parameters<typeof findEmbedSession>[1]): Promise<EmbedActor> {
  const found = await findEmbedSession(db, by, new Date(clock.now()))
  const creator = found === null ? null : await identity.authenticator.actorOfUser(found.creatorId).catch(() => null)
  if (found === null || creator === null || creator.organizationId === null) {
    throw new AppError('unauthenticated', 'This page is over. Load the page that shows it again.', { reason: 'embed_ended' })
  }
  const { sessionId, attributes, options, exports } = found
  const mayRefresh = options.showEmbeddedRunButton === true
  return { kind: 'embed', sessionId, organizationId: creator.organizationId, creator, attributes, exports, mayRefresh }
}
