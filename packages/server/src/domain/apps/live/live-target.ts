import type { NotebookDocument } from '@atrium/documents'
import type { Ctx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import { storeOf } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentTarget } from '../../content/content-target.ts'
import { findLive, type Live } from './live-store.ts'

export type LiveKey = { liveId: string }
export type LiveTarget = ContentTarget<NotebookDocument> & { live: Live }

/** A live session as the target of an operation: whoever may run its app may take part. Throws `not_found`, also for one that has ended. */
export async function liveTarget(ctx: Ctx, { liveId }: LiveKey): Promise<LiveTarget> {
  const live = isUuid(liveId) ? await findLive(storeOf(ctx), liveId) : null
  if (live === null || live.endedAt !== null) throw liveMissing()
  return { ...(await contentTarget(ctx, notebookKind, { idOrSlug: live.notebookId })), live }
}

export const liveMissing = (): AppError =>
  new AppError('not_found', 'This live session is over, or it never was. Ask whoever shared it for another one, or open the app.', { reason: 'live_missing' })

export const isHost = ({ actor }: Ctx, { host }: Live): boolean => actor.kind === 'user' && actor.userId === host?.id

/** Throws `forbidden` unless the caller shares it. */
export function requireHost(ctx: Ctx, live: Live): void {
  if (isHost(ctx, live)) return
  throw new AppError('forbidden', 'Only whoever shares this live session may do that.', { reason: 'not_owner' })
}
