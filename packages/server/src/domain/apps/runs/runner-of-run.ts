import { backgroundCredential, type Actor, type UserActor } from '../../../access/actor.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { ownerOf } from './owner-of-run.ts'
import type { AppRun, InNameOfToken } from './types.ts'

/** The token that whoever begins a run sent; null: none, as of somebody who signed in. */
export const tokenOf = ({ via, credentialId }: UserActor): string | null => (via === 'token' && credentialId !== backgroundCredential ? credentialId : null)

/** As whom a run is done: its owner, within what the token allows that began it. Throws as `ownerOf`, and `unauthenticated` (`token_over`). */
export async function runnerOf(ctx: InNameOfToken, run: Pick<AppRun, 'owner' | 'tokenId'>): Promise<Actor> {
  if (run.owner === null || run.tokenId === null) return ownerOf(ctx, run)
  try {
    return await ctx.actorOfToken({ id: run.tokenId, userId: run.owner.id })
  } catch (error) {
    if (!isAppError(error) || error.code !== 'unauthenticated') throw error
    const message = 'The token that began this run was revoked or has expired. What had not ended by then was not run. Begin again with another token.'
    throw new AppError('unauthenticated', message, { reason: 'token_over' }, { cause: error })
  }
}
