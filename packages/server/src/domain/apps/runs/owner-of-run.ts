import type { Actor } from '../../../access/actor.ts'
import { AppError } from '../../../platform/errors.ts'
import type { AppRun, InTheirName } from './types.ts'

/** As whom a run runs, with the rights of now. Throws `forbidden` (`owner_gone`, `deactivated`). */
export async function ownerOf(ctx: InTheirName, { owner }: Pick<AppRun, 'owner'>): Promise<Actor> {
  if (owner !== null) return ctx.actorOfUser(owner.id)
  throw new AppError('forbidden', 'Whoever had this run is gone. Apps run with the rights of a person.', { reason: 'owner_gone' })
}
