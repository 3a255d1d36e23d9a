import type { UserActor } from '../../../access/actor.ts'
import { AppError } from '../../../platform/errors.ts'
import type { IdentityCtx } from '../../identity/identity-ctx.ts'
import { liveRunTokens } from './live-run-tokens.ts'
import { readRunToken, runTokenRefused } from './run-token.ts'
import type { RunTokenCtx } from './run-tokens.ts'

export type RunTokenHouse = Pick<RunTokenCtx, 'db' | 'clock' | 'endpointMemory' | 'keys'> & Pick<IdentityCtx, 'identity'>

/**
 * Whoever calls with a token of this kind: the person who made it, with the rights of now, for calling its endpoints only. `origin` is
 * the page that it is sent from, if it is one. Throws `unauthenticated`, and `forbidden` for a page that it does not name.
 */
export async function callerOfRunToken(house: RunTokenHouse, text: string, origin: string | undefined): Promise<UserActor> {
  const { id, projectId } = await readRunToken(house.keys, text, new Date(house.clock.now()))
  const token = (await liveRunTokens(house, projectId)).find((one) => one.id === id)
  if (token === undefined) throw runTokenRefused()
  if (origin === undefined ? token.origins.length > 0 : !token.origins.includes(origin)) {
    const named = token.origins.length === 0 ? 'programs only' : token.origins.join(', ')
    throw new AppError('forbidden', `This token is for ${named}, and this request came from ${origin ?? 'a program'}.`, { reason: 'run_token_origin' })
  }
  const owner = await house.identity.authenticator.actorOfUser(token.userId)
  return { ...owner, via: 'token', credentialId: token.id, scopes: ['endpoint:read'], runToken: { endpointIds: token.endpointIds, variables: token.variables } }
}
