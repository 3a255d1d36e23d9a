import type { UserActor } from '../../access/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { QueryResult, RecalledAnswer } from '../../query/query-service.ts'
import type { Authenticator } from '../identity/authenticate.ts'
import type { ProjectCache } from '../projects/project-cache.ts'
import type { EndpointMemory } from './endpoint-memory.ts'
import type { CallLimits } from './limits/call-limits.ts'
import type { RateLeft } from './limits/call-windows.ts'
import type { EndpointAnswer } from './run-endpoint.ts'
import type { EndpointRun, EndpointRunLog } from './run-log.ts'

/** What a call is answered from, as it stood when the call began. */
export type Stamps = { readonly project: object | null; readonly endpoints: object }

/** A call that was answered from finished bytes. `Told` is what its door said beside them. */
export type RunToRepeat<Told> = {
  projectId: string
  actor: UserActor
  /** The name that its token is remembered by. */
  tokenKey: string
  /** Taken before anything was read for it. */
  stamps: Stamps
  answered: EndpointAnswer
  told: Told
}

/** How a call was answered, with what is new about this one. */
export type RepeatedRun = { answered: EndpointAnswer; told: unknown; budget: readonly RateLeft[]; executionId: string }

export type RepeatedRuns = {
  /** The state that a call about to be run is run on. */
  stampsOf(projectId: string): Stamps
  /** Remembers how a call was answered, by all that it said. Only what `isRepeatable` may be. */
  remember(call: string, run: RunToRepeat<unknown>): void
  /**
   * How the very same call is answered now: from what is kept, counted and logged as any other. Null where that takes
   * looking: the credential, the endpoint, its project, its model, the rows or their age are not what they were.
   * Throws `limit_exceeded`.
   */
  again(call: string, address: string): RepeatedRun | null
}

export type RepeatedRunsOptions = {
  clock: Clock
  authenticator: Pick<Authenticator, 'knownByToken'>
  projects: Pick<ProjectCache, 'stampOf'>
  endpointMemory: Pick<EndpointMemory, 'stampOf'>
  callLimits: CallLimits
  endpointRuns: EndpointRunLog
}

/** Of all that is remembered at most; the oldest goes first. */
const maxBytes = 16 * 1024 * 1024
/** What is larger takes longer to send than to find. */
const maxAnswerBytes = 128 * 1024

type Kept = RunToRepeat<unknown> & { recalled: RecalledAnswer; freshForMs: number; line: EndpointRun | null; bytes: number }

/**
 * Calls that programs send again and again, to the byte: who called, what they may and what they get was found once, and holds as
 * long as each thing that it was found from is the very same object (decision 0025). So there is no second rule of who may what.
 */
export function createRepeatedRuns({ clock, authenticator, projects, endpointMemory, callLimits, endpointRuns }: RepeatedRunsOptions): RepeatedRuns {
  const calls = new Map<string, Kept>()
  let bytes = 0

  const drop = (call: string): void => {
    bytes -= calls.get(call)?.bytes ?? 0
    calls.delete(call)
  }
  const isAsItWas = ({ projectId, actor, tokenKey, stamps, recalled, freshForMs }: Kept, address: string): boolean =>
    stamps.project !== null &&
    projects.stampOf(projectId) === stamps.project &&
    endpointMemory.stampOf(projectId) === stamps.endpoints &&
    recalled.isStill(clock.now() - freshForMs) &&
    authenticator.knownByToken(tokenKey, address) === actor

  const lineOf = ({ answered, actor }: Kept, result: QueryResult, began: number): Omit<EndpointRun, 'id' | 'times'> => ({
    endpointId: answered.endpointId,
    at: new Date(clock.now()),
    version: answered.version.number,
    actorId: actor.userId,
    via: actor.via,
    path: answered.path,
    cache: 'hit',
    error: null,
    isRefusal: false,
    rows: result.rowCount,
    durationMs: clock.monotonic() - began,
  })

  return {
    stampsOf: (projectId) => ({ project: projects.stampOf(projectId), endpoints: endpointMemory.stampOf(projectId) }),
    remember(call, run) {
      const { outcome } = run.answered
      if (outcome.kind !== 'answered' || outcome.recalled === undefined) return
      const weight = weightOf(outcome.result)
      if (weight > maxAnswerBytes) return
      drop(call)
      calls.set(call, { ...run, recalled: outcome.recalled, freshForMs: outcome.freshForSeconds * 1000, line: null, bytes: weight })
      bytes += weight
      for (const oldest of calls.keys()) {
        if (bytes <= maxBytes) return
        drop(oldest)
      }
    },
    again(call, address) {
      const kept = calls.get(call)
      if (kept === undefined) return null
      const began = clock.monotonic()
      if (!isAsItWas(kept, address)) {
        drop(call)
        return null
      }
      const ticket = callLimits.take(kept.actor, 'inline')
      ticket.end()
      const result = kept.recalled.take()
      if (kept.line === null || !endpointRuns.again(kept.line)) kept.line = endpointRuns.add(lineOf(kept, result, began))
      return { answered: kept.answered, told: kept.told, budget: ticket.left, executionId: kept.line.id }
    },
  }
}

/** What remembering an answer keeps alive: its rows and its finished bytes, those once more under the id of a line, and the rest. */
const weightOf = ({ data, answer }: QueryResult): number => 4000 + data.length + 2 * (answer?.bytes?.length ?? 0)

/** Whether a call may be remembered: a program's own, with a token of its own, for what everybody gets who may run the endpoint. */
export const isRepeatable = (actor: UserActor, { path, page, outcome }: EndpointAnswer): boolean =>
  actor.via === 'token' &&
  actor.impersonatedBy === undefined &&
  actor.runToken === undefined &&
  actor.mustEnrol !== true &&
  path === 'inline' &&
  page === null &&
  outcome.kind === 'answered' &&
  outcome.recalled !== undefined
