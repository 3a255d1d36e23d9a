import { readOperation } from '../../../access/operation.ts'
import { standingOf, type CellsStanding } from '../execution/standing.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import type { Follower } from './followers.ts'
import { outcomeAsSeen, type SeenOutcome } from './outcome-as-seen.ts'
import { inputsAsSeen, type SeenInputs } from './inputs-as-seen.ts'
import { scopeOf } from './session-scope.ts'
import type { EndReason, SessionEvent } from './session-events.ts'
import { progressOf, sessionState, type SessionState } from './session-state.ts'
import { sessionTarget, type SessionKey, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

/** What a follower is told, as they may see it. */
export type SeenEvent =
  | { kind: 'session'; state: SessionState }
  | { kind: 'outcome'; outcome: SeenOutcome }
  | ({ kind: 'inputs'; version: number; by: string | null } & SeenInputs)
  | ({ kind: 'state' } & Pick<SessionState, 'running' | 'stale' | 'republished' | 'failure'>)
  | { kind: 'ended'; reason: EndReason }

/** Begins to follow a session. Whoever does so stops it. Throws `limit_exceeded`. */
export const followSession = readOperation<SessionsCtx, SessionKey, SessionTarget, Follower>({
  name: 'app_sessions.follow',
  action: 'app.run',
  allow: ['embed'],
  target: sessionTarget,
  run: async (ctx, { sessionId }, { session, resource }) =>
    ctx.sessions.follow({
      sessionId,
      personId: ctx.actor.kind === 'user' ? ctx.actor.userId : sessionId,
      projectId: resource.projectId,
      draftOf: session.revision === null ? session.notebookId : null,
    }),
})

/** What happened in a session, as whoever follows it may see it by now. */
export const hearSession = readOperation<SessionsCtx, SessionKey & { events: readonly SessionEvent[] }, SessionTarget, SeenEvent[]>({
  name: 'app_sessions.hear',
  action: 'app.run',
  allow: ['embed'],
  target: sessionTarget,
  async run(ctx, { events }, target) {
    const { session } = target
    const end = events.find((event) => event.kind === 'ended')
    if (end !== undefined) return [end]
    if (events.length === 0) return session.endedAt === null ? [] : [{ kind: 'ended', reason: 'closed' }]
    if (events.some(({ kind }) => kind === 'changed')) return [{ kind: 'session', state: await sessionState(ctx, target) }]
    const scope = await scopeOf(ctx, target)
    // Of what is published in a project only components are of interest here.
    const heard = scope.document.cells.some((cell) => cell.kind === 'component') ? events : events.filter(({ kind }) => kind !== 'published')
    if (heard.length === 0) return []
    let known: Promise<CellsStanding> | undefined
    const standingNow = (): Promise<CellsStanding> => (known ??= standingOf(ctx, scope))
    const inputsNow = async (by: string | null): Promise<SeenEvent> => ({
      kind: 'inputs',
      version: session.version,
      by,
      ...(await inputsAsSeen(ctx, target, scope, standingNow)),
    })
    /** Whether values of inputs may be others: a default may have been found, or its author may have written another one. */
    const tellsInputs = (event: SessionEvent): boolean =>
      event.kind === 'inputs' ||
      (event.kind === 'outcome' && event.outcome.defaultBy !== undefined) ||
      ((event.kind === 'state' || event.kind === 'published') && session.revision === null)
    const seenOutcome = async (outcome: CellOutcome): Promise<SeenOutcome> => {
      const { maySee } = await standingNow()
      return outcomeAsSeen(outcome, { maySee, shown: scope.shown })
    }
    const seen = async (event: SessionEvent): Promise<SeenEvent[]> => {
      switch (event.kind) {
        case 'outcome':
          return [{ kind: 'outcome', outcome: await seenOutcome(event.outcome) }]
        case 'published':
          return seen({ kind: 'state' })
        case 'state':
          return [{ kind: 'state', ...(await progressOf(ctx, session, { scope, standing: await standingNow() })) }]
        case 'inputs':
        case 'changed':
        case 'ended':
          return []
      }
    }
    const told = (await Promise.all(heard.map(seen))).flat()
    // Once, however many of them there are: it is all values.
    if (!heard.some(tellsInputs)) return told
    return [...told, await inputsNow(heard.findLast((event) => event.kind === 'inputs')?.by ?? null)]
  },
})
