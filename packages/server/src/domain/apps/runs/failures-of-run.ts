import { isAppError } from '../../../platform/errors.ts'
import { standingOf } from '../execution/standing.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import { scopeOf } from '../sessions/session-scope.ts'
import { sessionTarget } from '../sessions/session-target.ts'
import type { SessionsCtx } from '../sessions/sessions-ctx.ts'
import type { AppRun } from './types.ts'

/**
 * Of which cells of a run the caller may read why they failed: those that would answer them the same, for a database quotes values in what
 * it refuses. Whoever ran it sees all.
 */
export async function failuresOfRun(ctx: SessionsCtx, run: AppRun): Promise<{ outcomes: ReadonlyMap<string, CellOutcome>; mayRead(cellId: string): boolean }> {
  try {
    const scope = await scopeOf(ctx, await sessionTarget(ctx, { sessionId: run.sessionId }))
    const { maySee } = await standingOf(ctx, scope)
    const isOwn = ctx.actor.kind === 'user' && run.owner?.id === ctx.actor.userId
    return {
      outcomes: scope.kept,
      mayRead(cellId) {
        const outcome = scope.kept.get(cellId)
        return isOwn || (outcome !== undefined && maySee(outcome))
      },
    }
  } catch (error) {
    if (!isAppError(error) || error.code !== 'not_found') throw error
    return { outcomes: new Map(), mayRead: () => false }
  }
}
