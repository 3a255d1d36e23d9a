import type { GivenValue } from '@atrium/documents'
import { whoOf } from '../../access/actor.ts'
import { readOperation } from '../../access/operation.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { loggedError } from '../../query/logged-error.ts'
import type { QueryResult } from '../../query/query-service.ts'
import { answerQuestion, type Outcome, type RunEndpointCtx } from './answer-question.ts'
import { runnableVersion } from './as-seen.ts'
import { questionOf, valuesFor } from './check-endpoint-query.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { endpointMissing, endpointTarget, type EndpointKey, type EndpointTarget } from './endpoint-target.ts'
import type { RefreshMode } from './freshness.ts'
import { keptVersion, tableToAsk } from './materialization/ask-table.ts'
import type { EndpointRun } from './run-log.ts'
import type { RunnableVersion } from './types.ts'

export type RunEndpoint = EndpointKey & {
  /** A number or an alias; the newest when absent. */
  version?: number | string
  variables?: Readonly<Record<string, GivenValue>>
  mode?: RefreshMode
  /** Asks the warehouse also where a table is kept; refused where there is none. */
  isDirect?: boolean
  /** Id that the caller will ask for a query by which runs behind its back. */
  clientQueryId?: string
}

/** What answered: the warehouse, the table that is kept, or the warehouse because the table could not. */
export type AnsweredBy = { path: NonNullable<EndpointRun['path']>; /** When the table was made; null: none answered. */ madeAt: Date | null; /** Why it did not; null: it did, or there is none. */ because: string | null }

export type EndpointAnswer = Outcome & AnsweredBy & { name: string; endpointId: string; version: RunnableVersion; /** Its line in the log. */ executionId: string }

/**
 * Asks an endpoint's question with the caller's variables, under the caller's own row rules. Whoever may see it may run it:
 * that is what it is for. Every call is logged, refused ones with their reason. Throws `not_found` while it is switched off.
 */
export const runEndpoint = readOperation<RunEndpointCtx, RunEndpoint, EndpointTarget, EndpointAnswer>({
  name: 'endpoints.run',
  action: 'endpoint.run',
  target: endpointTarget,
  async run(ctx, input, { resource }) {
    const started = ctx.clock.monotonic()
    let found: RunnableVersion | null = null
    const log = (end: { error: string | null; isRefusal: boolean; result: QueryResult | null; path?: AnsweredBy['path'] }): string =>
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
      if (!resource.spec.isActive) throw endpointMissing(resource.slug)
      found = await wantedVersion(ctx, resource, input.version)
      const outcome = await execute(ctx, input, resource, found)
      const executionId = log({ error: null, isRefusal: false, result: outcome.kind === 'answered' ? outcome.result : null, path: outcome.path })
      return { ...outcome, name: resource.slug, endpointId: resource.id, version: found, executionId }
    } catch (error) {
      log({ error: loggedReason(error), isRefusal: isRefusal(error), result: null })
      throw error
    }
  },
})

/** What the log says of a refusal: never the value that a caller sent, which others may read there. */
function loggedReason(error: unknown): string {
  const field = isAppError(error) && error.details.reason === 'variable_type' ? error.details.fields?.[0]?.message : undefined
  return field === undefined ? loggedError(error) : `Variable ${field}`
}

const isRefusal = (error: unknown): boolean => isAppError(error) && (error.code === 'invalid' || error.code === 'not_found' || error.code === 'forbidden')

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
  const version = await runnableVersion(ctx, resource, number)
  if (!version.settings.isActive) {
    const message = `Version ${number} is inactive and cannot be executed.`
    throw new AppError('invalid', message, { reason: 'version_inactive', fields: [{ path: 'version', message }] })
  }
  return version
}

async function execute(ctx: RunEndpointCtx, input: RunEndpoint, resource: EndpointTarget['resource'], version: RunnableVersion): Promise<Outcome & AnsweredBy> {
  const project = await ctx.projects.project(resource.projectId)
  const values = await valuesFor(ctx, project, version.query, input.variables ?? {})
  const call = { project, version, endpointId: resource.id, given: input.variables ?? {}, isDirect: input.isDirect ?? false }
  const kept = await keptVersion(ctx, call)
  const question = await questionOf(ctx, project, version.query, values)
  const asked = {
    project,
    question,
    sourceId: resource.id,
    freshnessSeconds: version.settings.freshnessSeconds,
    mode: input.mode ?? 'blocking',
    ...(input.clientQueryId === undefined ? {} : { clientQueryId: input.clientQueryId }),
  }
  const table = await tableToAsk(ctx, kept, call, { question, values })
  let because = table.kind === 'fallback' ? table.because : null
  if (table.kind === 'ready') {
    try {
      // The table is an answer that is kept: also for those who want nothing else.
      const mode = asked.mode === 'force_cache' ? 'blocking' : asked.mode
      const outcome = await answerQuestion(ctx, { ...asked, question: table.question, freshnessSeconds: table.everySeconds, mode })
      return { ...outcome, path: 'materialized', madeAt: table.madeAt, because: null }
    } catch (error) {
      if (isAppError(error) && (error.code === 'cancelled' || error.code === 'limit_exceeded')) throw error
      because = 'the table could not be read'
    }
  }
  const outcome = await answerQuestion(ctx, asked)
  return { ...outcome, path: because === null ? 'inline' : 'materialized_fallback', madeAt: null, because }
}
