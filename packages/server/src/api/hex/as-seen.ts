import { perform } from '../../access/operation.ts'
import { notebookOfCell } from '../../domain/apps/cells/list-cells.ts'
import { getAppProfile } from '../../domain/apps/profiles/get-app-profile.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import type { RequestCtx } from '../house.ts'

/**
 * Does something with a thing that `look` shows to those who may see it. In the words of this format a thing that the
 * caller may not even see is not there; what they see and may not do stays refused.
 */
export async function asSeen<T>(thing: string, look: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // One that is not there and one that is somebody else's get the same words.
    if (!(isRefused(error) || isMissing(error)) || (await sees(look))) throw error
    throw new AppError('not_found', `This ${thing} does not exist, or you may not see it`, { reason: 'not_seen' })
  }
}

/** The same for a project of the format, by its id. */
export const asProjectSeen = <T>(ctx: RequestCtx, idOrSlug: string, work: () => Promise<T>): Promise<T> =>
  asSeen('project', () => perform(getAppProfile, ctx, { idOrSlug, withSharing: false }), work)

/** The same for a cell: one of a notebook that the caller does not see is not there. */
export async function asCellSeen<T>(ctx: RequestCtx, handle: string, work: () => Promise<T>): Promise<T> {
  const idOrSlug = await notebookOfCell(ctx, handle)
  return asSeen('cell', () => perform(getAppProfile, ctx, { idOrSlug, withSharing: false }), work)
}

async function sees(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look()
    return true
  } catch (error) {
    if (isRefused(error) || isMissing(error)) return false
    throw error
  }
}

const isMissing = (error: unknown): boolean => isAppError(error) && error.code === 'not_found'

/** By rights, not for what the token lacks: that is told. That there is no app yet is for those who may make one. */
const isRefused = (error: unknown): boolean =>
  isAppError(error) && ((error.code === 'forbidden' && error.details.reason !== 'scope') || error.details.reason === 'app_unpublished')
