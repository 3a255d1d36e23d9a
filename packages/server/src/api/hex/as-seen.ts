import { perform } from '../../access/operation.ts'
import { getAppProfile } from '../../domain/apps/profiles/get-app-profile.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import type { RequestCtx } from '../house.ts'

/** Does something with an app. What the caller may not even see is not there, in the words of this format; what they see and may not do stays refused. */
export async function asSeen<T>(ctx: RequestCtx, idOrSlug: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isRefused(error) || (await sees(ctx, idOrSlug))) throw error
    throw new AppError('not_found', 'This project does not exist, or you may not see it', { reason: 'notebook_missing' })
  }
}

async function sees(ctx: RequestCtx, idOrSlug: string): Promise<boolean> {
  try {
    await perform(getAppProfile, ctx, { idOrSlug, withSharing: false })
    return true
  } catch (error) {
    if (isRefused(error) || (isAppError(error) && error.code === 'not_found')) return false
    throw error
  }
}

const isRefused = (error: unknown): boolean => isAppError(error) && error.code === 'forbidden' && error.details.reason !== 'scope'
