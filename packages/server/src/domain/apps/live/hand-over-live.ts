import { writeOperation } from '../../../access/operation.ts'
import { decide } from '../../../access/rules.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../platform/errors.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { findActorOfUser } from '../../identity/actor-store.ts'
import type { LiveRooms } from './live-rooms.ts'
import { findLive, saveHost, tellLive } from './live-store.ts'
import { isHost, liveMissing, liveTarget, requireHost, type LiveKey, type LiveTarget } from './live-target.ts'

type HandOverCtx = ContentCtx & { live: Pick<LiveRooms, 'has'> }

/**
 * Makes somebody else the host who takes part and may run the app: whoever shares it may leave, and the others go on. Throws `forbidden`
 * (`not_owner`) for all but the host, and `invalid` (`live_not_there`) for somebody who does not take part, or may not any more.
 */
export const handOverLive = writeOperation<HandOverCtx, LiveKey & { userId: string }, LiveTarget & { isThere: boolean }, void>({
  name: 'apps.hand_over_live',
  action: 'app.run',
  writes: true,
  async target(ctx, { liveId, userId }) {
    const target = await liveTarget(ctx, { liveId })
    // Before the transaction: other nodes may have to be asked.
    return { ...target, isThere: isHost(ctx, target.live) && (userId === target.live.host?.id || (await ctx.live.has(liveId, userId))) }
  },
  async run(ctx, { liveId, userId }, target) {
    // Of two who hand over at once only the first is still the host.
    const live = await findLive(ctx.tx, liveId, { lock: true })
    if (live === null || live.endedAt !== null) throw liveMissing()
    requireHost(ctx, live)
    if (!target.isThere || !(await mayRun(ctx.tx, userId, target))) {
      const message = 'Only somebody who takes part in the live session can become its host. Choose another person.'
      throw new AppError('invalid', message, { reason: 'live_not_there' })
    }
    await saveHost(ctx.tx, liveId, userId)
    const host = (await findLive(ctx.tx, liveId))?.host ?? null
    await tellLive(ctx.tx, { live: liveId, what: 'host', host })
    const logged = (hostId: string | null): object => ({ liveSessionId: liveId, hostId })
    ctx.record({ targetKind: notebookKind.kind, targetId: target.resource.id, before: logged(live.host?.id ?? null), after: logged(userId) })
  },
})

/** A window stays open for a moment after the right is gone. */
async function mayRun(tx: Tx, userId: string, target: LiveTarget): Promise<boolean> {
  const found = await findActorOfUser(tx, userId)
  return found !== null && found.isActive && decide(found.actor, 'app.run', target).allowed
}
