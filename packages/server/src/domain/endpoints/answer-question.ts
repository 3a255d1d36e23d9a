import { isAppError } from '../../platform/errors.ts'
import type { KeptAnswers } from '../../query/kept-answers.ts'
import type { QueryRequest, QueryResult, RecalledAnswer } from '../../query/query-service.ts'
import type { StartedOf, StartedQueries, StartedQuery } from '../../query/started-queries.ts'
import { ownQueries } from '../explore/started/started-ctx.ts'
import type { Project } from '../projects/types.ts'
import type { PagedAnswer } from './answered-by.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { queryProject } from '../explore/explore-target.ts'
import { requireWhole } from './insights/insight-answer.ts'
import type { CallLimits } from './limits/call-limits.ts'
import { defaultFreshness, keptState, refreshStep, type RefreshMode } from './freshness.ts'

export type RunEndpointCtx = EndpointCtx & { startedQueries: StartedQueries; keptAnswers: KeptAnswers<PagedAnswer>; callLimits: CallLimits }

export type AskedQuestion = {
  project: Project
  /** Made only where no finished answer is kept. */
  question: () => Promise<QueryRequest['question']>
  /** The endpoint that asks; absent for questions of the moment. */
  endpoint?: { id: string; name: string }
  /** Called when a query that runs behind the answer failed; must not throw. */
  onFailed?: (error: unknown) => void
  /** Null: as long as the kind of question says. */
  freshnessSeconds: number | null
  mode: RefreshMode
  /** For answers that are kept as finished bytes; see `QueryRequest`. */
  answerKey?: string | undefined
  /** Id that the caller will ask for a query by which runs behind its back. */
  clientQueryId?: string | undefined
  /** Gets what runs behind the answer, until it ends: the call has not ended before. */
  onBehind?: (renewal: Promise<unknown>) => void
}

export type Outcome =
  | {
      kind: 'answered'
      result: QueryResult
      /** Seconds for which such an answer is fresh. */ freshForSeconds: number
      /** The same, read anew behind it. */ renewal: StartedQuery | null
      /** The same as it is kept, finished, for those who ask for it again. */ recalled?: RecalledAnswer
    }
  /** Nothing to give yet: it is being read. */
  | { kind: 'started'; renewal: StartedQuery }
  /** Nothing is kept, and nothing else was to be looked at. */
  | { kind: 'nothing' }

/** Answers a question from what is kept or anew, as its mode says; see `freshness.ts`. */
export async function answerQuestion(ctx: RunEndpointCtx, asked: AskedQuestion): Promise<Outcome> {
  const { project, mode, freshnessSeconds } = asked
  const freshForSeconds = freshnessSeconds ?? defaultFreshness.fresh
  const keepForMs = freshForSeconds * 1000
  const freshest = { notBefore: ctx.clock.now() - keepForMs, keepForMs }
  // Written out: of thousands of calls a second, copying this a few times would be most of the work.
  const asking = {
    project: queryProject(project, await ctx.projects.findModel(project.id)),
    actor: ctx.actor,
    requestId: ctx.requestId,
    signal: ctx.signal,
    source: 'endpoint' as const,
    sourceId: asked.endpoint?.id,
    answerKey: asked.answerKey,
    freshness: freshest,
  }
  // The usual way, in one step: what is kept when it is fresh, else anew.
  if (mode === 'blocking') {
    const found = asked.answerKey === undefined ? null : ctx.queries.recall(asking)
    const kept = found instanceof Promise ? await found : found
    if (kept === null)
      return { kind: 'answered', result: requireWhole(await ctx.queries.run({ ...asking, question: await asked.question() })), freshForSeconds, renewal: null }
    // Where somebody's account has to be looked up, it has to be each time.
    return { kind: 'answered', result: kept.take(), freshForSeconds, renewal: null, ...(found instanceof Promise ? {} : { recalled: kept }) }
  }
  const request: QueryRequest = { ...asking, freshness: undefined, question: await asked.question() }
  const isForced = mode === 'force_blocking' || mode === 'force_async'
  const keptAt = isForced ? null : await ctx.queries.keptAt(request)
  const age = keptAt === null ? null : (ctx.clock.now() - keptAt) / 1000
  const step = refreshStep(mode, keptState(age, freshnessSeconds))
  if (step === 'nothing') return { kind: 'nothing' }
  // Renewals share one query, too, unless they want it read anew.
  const freshness = isForced ? { refresh: true, keepForMs } : freshest
  const renew = (): StartedQuery => startRenewal(ctx, { ...request, freshness }, asked)
  if (step === 'renew') return { kind: 'started', renewal: renew() }
  // Any kept answer will do where it is to be given.
  const result = requireWhole(await ctx.queries.run({ ...request, freshness: step === 'compute' ? freshness : { notBefore: 0, keepForMs } }))
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

function startRenewal(ctx: RunEndpointCtx, request: QueryRequest, { endpoint, onFailed, clientQueryId, onBehind }: AskedQuestion): StartedQuery {
  const renew = async (signal: AbortSignal): Promise<QueryResult> => {
    try {
      return requireWhole(await ctx.queries.run({ ...request, signal }))
    } catch (error) {
      onFailed?.(error)
      throw error
    }
  }
  return ctx.startedQueries.start(ownQueries(ctx, request.project.id), {
    of: endpoint === undefined ? askedOf(request.question) : { kind: 'endpoint', ...endpoint },
    question: questionText(request.question, endpoint?.id),
    id: clientQueryId,
    run(signal) {
      const renewal = renew(signal)
      onBehind?.(renewal)
      return renewal
    },
  })
}

const askedOf = (question: QueryRequest['question']): StartedOf =>
  question.kind === 'sql' || question.kind === 'kept' ? { kind: 'sql' } : { kind: 'explore', name: question.explore.name }

/** A question as text; of its explore the name, for that is the same for everything that is asked of it. */
const questionText = (question: QueryRequest['question'], endpointId: string | undefined): string =>
  JSON.stringify([endpointId, question.kind === 'sql' || question.kind === 'kept' ? question : { ...question, explore: question.explore.name }])
