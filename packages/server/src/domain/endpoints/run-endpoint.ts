import type { EndpointQuery, GivenValue } from '@atrium/documents'
import type { Insight } from '@atrium/semantic'
import { whoOf, type RunTokenGrant } from '../../access/actor.ts'
import { readOperation } from '../../access/operation.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { loggedError } from '../../query/logged-error.ts'
import type { QueryResult } from '../../query/query-service.ts'
import { answerQuestion, type AskedQuestion, type Outcome, type RunEndpointCtx } from './answer-question.ts'
import type { AnsweredBy } from './answered-by.ts'
import { calledVersion } from './as-seen.ts'
import { mostRows, questionOf, valuesFor } from './check-endpoint-query.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { requireAction, targetOf } from '../content/content-target.ts'
import { calledEndpoint, endpointMissing, type EndpointKey, type EndpointTarget } from './endpoint-target.ts'
import type { RefreshMode } from './freshness.ts'
import { narrowInsight, type Narrowing, narrowsInsightsOnly } from './insights/narrow-insight.ts'
import { isCallLimit, type CallKind } from './limits/call-limits.ts'
import { endTickets } from './limits/call-tickets.ts'
import type { RateLeft } from './limits/call-windows.ts'
import { isStale, keptVersion, recallTable, tableToAsk } from './materialization/ask-table.ts'
import { firstPage, pageAt, readCursor, type Answered, type Page, type PageWish } from './pages.ts'
import type { EndpointRun } from './run-log.ts'
import type { RunnableVersion } from './types.ts'
import { knownValues } from './variables-of.ts'

export type RunEndpoint = EndpointKey & {
  /** A number or an alias; the newest when absent. */
  version?: number | string | undefined
  variables?: Readonly<Record<string, GivenValue>>
  /** Narrows an insight. */
  narrowing?: Narrowing | undefined
  /** Another insight, made of the words of the saved one; takes the right to explore. */
  reword?: ((words: Readonly<Record<string, unknown>>) => Insight) | undefined
  /** Values of variables that it does not know are left out instead of refused. */
  ignoresUnknown?: boolean
  mode?: RefreshMode
  /** A part of the answer; the whole when absent. */
  page?: PageWish | undefined
  /** Where an earlier page said that the next one is; it says the version and what was asked, so nothing else is said with it. */
  cursor?: string | undefined
  /** How the answer is wanted, for answers that are kept as finished bytes; absent: it is written anew. */
  answerKey?: string | undefined
  /** Asks the warehouse also where a table is kept; refused where there is none. */
  isDirect?: boolean
  /** Id that the caller will ask for a query by which runs behind its back. */
  clientQueryId?: string | undefined
}

export type EndpointAnswer = AnsweredBy & {
  outcome: Outcome
  /** The part that was wanted, and where the next one is. */ page: Page | null
  /** What the key may still call. */ budget: readonly RateLeft[]
  /** Rows of a whole answer at most. */ maxRows: number
  name: string
  endpointId: string
  version: RunnableVersion
  /** Its line in the log. */ executionId: string
}

/**
 * Asks an endpoint's question with the caller's variables, under the caller's own row rules. Whoever may see it may run it:
 * that is what it is for. Every call is logged, refused ones with their reason. Throws `not_found` while it is switched off.
 */
export const runEndpoint = readOperation<RunEndpointCtx, RunEndpoint, EndpointTarget, EndpointAnswer>({
  name: 'endpoints.run',
  action: 'endpoint.run',
  target: calledEndpoint,
  async run(ctx, input, { resource }) {
    // Before anything is looked at or logged: whoever calls too often costs nothing but the counting.
    const kind = await kindOfCall(ctx, resource, input)
    const tickets = [ctx.callLimits.take(ctx.actor, kind)]
    const behind: Promise<unknown>[] = []
    // What was let through as a question to a table, and is one to the warehouse after all, counts as that as well.
    const countAsInline = (): void => void (kind === 'materialized' && tickets.push(ctx.callLimits.take(ctx.actor, 'inline')))
    const grant = ctx.actor.kind === 'user' ? ctx.actor.runToken : undefined
    const started = ctx.clock.monotonic()
    let found: RunnableVersion | null = null
    const log = (end: { error: string | null; isRefusal: boolean; result: QueryResult | null; path?: AnsweredBy['path'] }): EndpointRun =>
      ctx.endpointRuns.add({
        endpointId: resource.id,
        at: new Date(ctx.clock.now()),
        version: found?.number ?? null,
        // Whoever views as somebody else is who calls.
        actorId: whoOf(ctx.actor).actorId,
        via: ctx.actor.kind === 'user' ? ctx.actor.via : 'system',
        path: end.isRefusal ? null : (end.path ?? 'inline'),
        cache: end.result?.receipt.cache ?? null,
        error: end.error,
        isRefusal: end.isRefusal,
        rows: end.result?.rowCount ?? null,
        durationMs: ctx.clock.monotonic() - started,
      })
    try {
      if (grant !== undefined) requireGranted(grant, input, resource.id)
      if (!resource.spec.isActive) throw endpointMissing(resource.slug)
      const place = input.cursor === undefined ? null : readCursor(input.cursor)
      found = await wantedVersion(ctx, resource, place?.version ?? input.version)
      const of = { projectId: resource.projectId, endpointId: resource.id, version: found.number }
      const onFailed = (error: unknown): void => void log({ error: loggedReason(error), isRefusal: false, result: null })
      const asked = grant === undefined ? input : { ...input, variables: { ...input.variables, ...grant.variables } }
      const { outcome, page, ...by } =
        place === null
          ? await firstPage(
              ctx,
              of,
              await execute(ctx, asked, resource, found, { countAsInline, onFailed, onBehind: (renewal) => void behind.push(renewal) }),
              input.page,
            )
          : await pageAt(ctx, of, place)
      const { id: executionId } = log({ error: null, isRefusal: false, result: outcome.kind === 'answered' ? outcome.result : null, path: by.path })
      return {
        outcome,
        ...by,
        page,
        budget: tickets.at(-1)?.left ?? [],
        maxRows: mostRows(ctx),
        name: resource.slug,
        endpointId: resource.id,
        version: found,
        executionId,
      }
    } catch (error) {
      log({ error: loggedReason(error), isRefusal: isRefusal(error), result: null })
      throw error
    } finally {
      endTickets(tickets, behind)
    }
  },
})

/** What the log says of a refusal: never the value that a caller sent, which others may read there. */
function loggedReason(error: unknown): string {
  const field = isAppError(error) && error.details.reason === 'variable_type' ? error.details.fields?.[0]?.message : undefined
  return field === undefined ? loggedError(error) : `Variable ${field}`
}

const isRefusal = (error: unknown): boolean =>
  isAppError(error) &&
  (error.code === 'invalid' ||
    error.code === 'not_found' ||
    error.code === 'forbidden' ||
    (error.code === 'limit_exceeded' && isCallLimit(error.details.reason)))

/** What a call counts as: the version that it names decides, the newest where a name says nothing. What wants the warehouse itself counts as that. */
async function kindOfCall(ctx: EndpointCtx, { id, projectId, spec }: EndpointTarget['resource'], input: RunEndpoint): Promise<CallKind> {
  const { version: wanted, cursor, isDirect, narrowing, reword } = input
  if (isDirect === true || cursor !== undefined || narrowing !== undefined || reword !== undefined) return 'inline'
  const named = typeof wanted === 'string' && Object.hasOwn(spec.aliases, wanted) ? spec.aliases[wanted] : undefined
  const version = typeof wanted === 'number' ? wanted : (named ?? spec.version)
  if (version < 1 || version > spec.version) return 'inline'
  const table = await recallTable(ctx, { projectId, endpointId: id, version })
  return table === null || table.kept === null || isStale(table, ctx.clock.now()) ? 'inline' : 'materialized'
}

async function wantedVersion(ctx: EndpointCtx, resource: EndpointTarget['resource'], wanted: number | string | undefined): Promise<RunnableVersion> {
  const { spec, slug } = resource
  const number =
    wanted === undefined ? spec.version : typeof wanted === 'number' ? wanted : Object.hasOwn(spec.aliases, wanted) ? spec.aliases[wanted] : undefined
  if (number === undefined) {
    const names = Object.keys(spec.aliases)
    throw new AppError('invalid', `Invalid version parameter: ${String(wanted).slice(0, 100)}`, {
      reason: 'version_name',
      suggestions: names,
      fields: [
        { path: 'version', message: `a number up to ${spec.version}${names.length === 0 ? '' : ` or one of ${names.join(', ')}`} is needed for ${slug}` },
      ],
    })
  }
  const version = await calledVersion(ctx, resource, number)
  if (!version.settings.isActive) {
    const message = `Version ${number} is inactive and cannot be executed.`
    throw new AppError('invalid', message, { reason: 'version_inactive', fields: [{ path: 'version', message }] })
  }
  return version
}

const inline = { path: 'inline', madeAt: null, because: null } as const

async function execute(
  ctx: RunEndpointCtx,
  input: RunEndpoint,
  resource: EndpointTarget['resource'],
  version: RunnableVersion,
  { countAsInline, onFailed, onBehind }: Required<Pick<AskedQuestion, 'onFailed' | 'onBehind'>> & { countAsInline(this: void): void },
): Promise<Answered> {
  const project = await ctx.projects.project(resource.projectId)
  const saved = reworded(ctx, input, resource, version)
  // What a token fixes is never left out: a version without it is not for that token.
  const ignoresUnknown = input.ignoresUnknown === true && !(ctx.actor.kind === 'user' && ctx.actor.runToken !== undefined)
  const given = ignoresUnknown ? knownValues(saved, input.variables ?? {}) : (input.variables ?? {})
  const query = saved.kind === 'insight' ? { ...saved, insight: narrowInsight(saved.insight, given, input.narrowing) } : saved
  if (query.kind !== 'insight' && input.narrowing !== undefined) throw narrowsInsightsOnly()
  // Conditions of one's own tell what is in columns that the answer does not show.
  if (input.narrowing?.filters !== undefined) requireAction(ctx, 'explore.run', targetOf(resource))
  const values = await valuesFor(ctx, project, query, given)
  const asked = {
    project,
    question: () => questionOf(ctx, project, query, values),
    endpoint: { id: resource.id, name: resource.slug },
    onFailed,
    onBehind,
    freshnessSeconds: version.settings.freshnessSeconds,
    mode: input.mode ?? 'blocking',
    clientQueryId: input.clientQueryId,
  }
  const call = { project, version, endpointId: resource.id, given, isDirect: input.isDirect === true }
  const kept = await keptVersion(ctx, call)
  const isOwnQuery = input.narrowing === undefined && input.reword === undefined
  // A table answers what the endpoint says, not what a caller wants of it instead.
  if (kept === null || !isOwnQuery) {
    const answerKey =
      input.answerKey === undefined || !isOwnQuery || asked.mode !== 'blocking'
        ? undefined
        : JSON.stringify([
            resource.id,
            version.number,
            version.settings.freshnessSeconds,
            query.kind === 'insight' ? query.insight : [...values],
            input.answerKey,
          ])
    return { outcome: await answerQuestion(ctx, { ...asked, answerKey }), ...inline }
  }
  const question = await asked.question()
  const table = await tableToAsk(ctx, kept, call, { question, values })
  let because = table.kind === 'fallback' ? table.because : null
  if (table.kind === 'ready') {
    try {
      // The table is an answer that is kept: also for those who want nothing else.
      const mode = asked.mode === 'force_cache' ? 'blocking' : asked.mode
      const outcome = await answerQuestion(ctx, { ...asked, question: async () => table.question, freshnessSeconds: table.everySeconds, mode })
      return { outcome, path: 'materialized', madeAt: table.madeAt, because: null }
    } catch (error) {
      if (isAppError(error) && (error.code === 'cancelled' || error.code === 'limit_exceeded')) throw error
      because = 'the table could not be read'
    }
  }
  if (because !== null) countAsInline()
  const outcome = await answerQuestion(ctx, { ...asked, question: async () => question })
  return { outcome, path: because === null ? 'inline' : 'materialized_fallback', madeAt: null, because }
}

/** The version's query, or the insight that the caller makes of its words. */
function reworded(ctx: RunEndpointCtx, { reword }: RunEndpoint, resource: EndpointTarget['resource'], { query }: RunnableVersion): EndpointQuery {
  if (reword === undefined) return query
  if (query.kind !== 'insight') {
    const message = 'Query override is not supported for HogQL queries'
    throw new AppError('invalid', message, { reason: 'override_of_sql', fields: [{ path: 'query_override', message }] })
  }
  requireAction(ctx, 'explore.run', targetOf(resource))
  return { ...query, insight: reword(query.words) }
}

/** Throws unless a token for calling endpoints is for this one, and leaves to whoever calls what it does not fix. */
function requireGranted(
  { endpointIds, variables }: RunTokenGrant,
  { variables: given = {}, narrowing, reword, isDirect = false, mode = 'blocking' }: RunEndpoint,
  endpointId: string,
): void {
  if (!endpointIds.includes(endpointId)) throw new AppError('forbidden', 'This token is for other endpoints.', { reason: 'run_token_endpoint' })
  const fixed = Object.keys(given).filter((name) => Object.hasOwn(variables, name))
  if (fixed.length > 0) {
    throw new AppError('forbidden', `This token says the value of ${fixed.map((name) => name.slice(0, 100)).join(', ')} itself. Call without it.`, {
      reason: 'run_token_variable',
      fields: [{ path: 'variables', message: 'has a value that the token says' }],
    })
  }
  if (narrowing !== undefined || reword !== undefined) {
    const message = 'This token asks what the endpoint says: leave overrides out.'
    throw new AppError('forbidden', message, { reason: 'run_token_override', fields: [{ path: 'filters_override', message }] })
  }
  // What runs behind an answer belongs to a person, and what is read anew costs them.
  if (mode !== 'blocking' || isDirect) {
    const message = 'This token gets what is fresh, or waits for it: leave "refresh" out.'
    throw new AppError('forbidden', message, { reason: 'run_token_mode', fields: [{ path: 'refresh', message }] })
  }
}
