import { AppError, isAppError } from '../../platform/errors.ts'
import type { QueryRequest, QueryResult } from '../../query/query-service.ts'
import type { StartedQueries, StartedQuery } from '../../query/started-queries.ts'
import { queryProject } from '../explore/explore-target.ts'
import type { Project } from '../projects/types.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { requireWhole } from './insights/insight-answer.ts'
import { defaultFreshness, keptState, refreshStep, type RefreshMode } from './freshness.ts'

export type RunEndpointCtx = EndpointCtx & { startedQueries: StartedQueries }

export type AskedQuestion = {
  project: Project
  question: QueryRequest['question']
  /** The endpoint that asks; absent for questions of the moment. */
  sourceId?: string
  /** Null: as long as the kind of question says. */
  freshnessSeconds: number | null
  mode: RefreshMode
  /** Id that the caller will ask for a query by which runs behind its back. */
  clientQueryId?: string
}

export type Outcome =
  | {
      kind: 'answered'
      result: QueryResult
      /** Seconds for which such an answer is fresh. */ freshForSeconds: number
      /** The same, read anew behind it. */ renewal: StartedQuery | null
    }
  /** Nothing to give yet: it is being read. */
  | { kind: 'started'; renewal: StartedQuery }
  /** Nothing is kept, and nothing else was to be looked at. */
  | { kind: 'nothing' }

/** Answers a question from what is kept or anew, as its mode says; see `freshness.ts`. */
export async function answerQuestion(ctx: RunEndpointCtx, asked: AskedQuestion): Promise<Outcome> {
  const { project, mode, freshnessSeconds } = asked
  const request: QueryRequest = {
    project: queryProject(project, await ctx.projects.findModel(project.id)),
    actor: ctx.actor,
    requestId: ctx.requestId,
    signal: ctx.signal,
    source: 'endpoint',
    ...(asked.sourceId === undefined ? {} : { sourceId: asked.sourceId }),
    question: asked.question,
  }
  const freshForSeconds = freshnessSeconds ?? defaultFreshness.fresh
  const isForced = mode === 'force_blocking' || mode === 'force_async'
  const keptAt = isForced ? null : await ctx.queries.keptAt(request)
  const age = keptAt === null ? null : (ctx.clock.now() - keptAt) / 1000
  const step = refreshStep(mode, keptState(age, freshnessSeconds))
  if (step === 'nothing') return { kind: 'nothing' }
  // Renewals share one query, too, unless they want it read anew.
  const freshness = isForced ? { refresh: true } : { notBefore: ctx.clock.now() - freshForSeconds * 1000 }
  const renew = (): StartedQuery => startRenewal(ctx, { ...request, freshness }, asked.clientQueryId)
  if (step === 'renew') return { kind: 'started', renewal: renew() }
  // Any kept answer will do where it is to be given.
  const result = requireWhole(await ctx.queries.run(step === 'compute' ? { ...request, freshness } : request))
  return { kind: 'answered', result, freshForSeconds, renewal: step === 'give_and_renew' ? renewalOrNone(renew) : null }
}

/** Whoever has too many running still gets what is kept. */
function renewalOrNone(renew: () => StartedQuery): StartedQuery | null {
  try {
    return renew()
  } catch (error) {
    if (isAppError(error) && error.code === 'limit_exceeded') return null
    throw error
  }
}

function startRenewal(ctx: RunEndpointCtx, request: QueryRequest, id: string | undefined): StartedQuery {
  const { actor } = ctx
  if (actor.kind !== 'user') throw new AppError('unauthenticated', 'Failed to authorize user')
  const owner = { userId: actor.userId, projectId: request.project.id }
  return ctx.startedQueries.start(owner, async (signal) => requireWhole(await ctx.queries.run({ ...request, signal })), id)
}
