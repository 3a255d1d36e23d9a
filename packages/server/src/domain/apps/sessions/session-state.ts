import type { CellFailure } from '@atrium/documents'
import { standingOf, type CellsStanding } from '../execution/standing.ts'
import { isUnderWay } from './session-runner.ts'
import { outcomeAsSeen, type SeenOutcome } from './outcome-as-seen.ts'
import { seesGiven } from './run-as-seen.ts'
import { inputsAsSeen, type SeenInputs } from './inputs-as-seen.ts'
import { scopeOf, type SessionScope } from './session-scope.ts'
import type { StoredSession } from './session-store.ts'
import { isOfRun, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

/** A session as whoever works in it sees it. */
export type SessionState = SeenInputs & {
  session: StoredSession
  /** Of the version that it runs; null: the draft. */
  versionId: string | null
  /** In the order of the page. */
  outcomes: readonly SeenOutcome[]
  /** Cells that would give something else now, or were never run. */
  stale: readonly string[]
  /** Those of them that are stale as a component was published anew. */
  republished: readonly string[]
  /** Cells that run or wait. */
  running: readonly string[]
  /** Why the last run came to nothing, beside what cells say. */
  failure: CellFailure | null
}

export async function sessionState(ctx: SessionsCtx, target: SessionTarget): Promise<SessionState> {
  const { session } = target
  const scope = await scopeOf(ctx, target)
  const standing = await standingOf(ctx, scope)
  const outcomes = scope.document.cells.flatMap(({ id }) => scope.kept.get(id) ?? [])
  return {
    session,
    versionId: scope.versionId,
    ...(seesGiven(ctx, target) ? await inputsAsSeen(ctx, target, scope, async () => standing) : { inputs: {}, following: [] }),
    outcomes: outcomes.map((outcome) => outcomeAsSeen(outcome, { maySee: standing.maySee, shown: scope.shown })),
    ...(await progressOf(ctx, session, { scope, standing })),
  }
}

/** What runs in a session, and what is stale. */
export async function progressOf(
  ctx: SessionsCtx,
  session: StoredSession,
  { scope, standing }: { scope: SessionScope; standing: CellsStanding },
): Promise<Pick<SessionState, 'stale' | 'republished' | 'running' | 'failure'>> {
  // What a run gave is not to be computed again.
  const stale = isOfRun(session) ? [] : (await standing.stale()).filter((id) => scope.only?.has(id) !== false)
  const republished = standing.republished()
  return {
    stale,
    republished: stale.filter((id) => republished.has(id)),
    running: scope.document.cells.flatMap(({ id }) => (isUnderWay(scope.kept.get(id)) ? [id] : [])),
    failure: ctx.sessions.failureOf(session.id),
  }
}
