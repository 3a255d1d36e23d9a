import type { GivenValue } from '@atrium/documents'
import type { Insight } from '@atrium/semantic'
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
import { requireAction, targetOf } from '../content/content-target.ts'
import type { RefreshMode } from './freshness.ts'
import { narrowInsight, type Narrowing, narrowsInsightsOnly } from './insights/narrow-insight.ts'
import type { RunnableVersion } from './types.ts'

export type RunEndpoint = EndpointKey & {
  /** A number or an alias; the newest when absent. */
  version?: number | string
  variables?: Readonly<Record<string, GivenValue>>
  /** Narrows an insight. */
  narrowing?: Narrowing
  /** Another insight, made of the words of the saved one; takes the right to explore. */
  reword?: (words: Readonly<Record<string, unknown>>) => Insight
  mode?: RefreshMode
  /** Id that the caller will ask for a query by which runs behind its back. */
  clientQueryId?: string
}

export type EndpointAnswer = Outcome & { name: string; endpointId: string; version: RunnableVersion; /** Its line in the log. */ executionId: string }

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
    const log = (end: { error: string | null; isRefusal: boolean; result: QueryResult | null }): string =>
      ctx.endpointRuns.add({
        endpointId: resource.id,
        at: new Date(ctx.clock.now()),
        version: found?.number ?? null,
        // Whoever views as somebody else is who calls.
        actorId: whoOf(ctx.actor).actorId,
        via: ctx.actor.kind === 'user' ? ctx.actor.via : 'system',
        path: end.isRefusal ? null : 'inline',
        cache: end.result?.receipt.cache ?? null,
        error: end.error,
        isRefusal: end.isRefusal,
        rows: end.result?.rowCount ?? null,
        durationMs: ctx.clock.monotonic() - started,
      })
    try {
      if (!resource.spec.isActive) throw endpointMissing(resource.slug)
      found = await wantedVersion(ctx, resource, input.version)
      const outcome = await execute(ctx, input, resource, reworded(ctx, input, resource, found))
      const executionId = log({ error: null, isRefusal: false, result: outcome.kind === 'answered' ? outcome.result : null })
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

async function execute(ctx: RunEndpointCtx, input: RunEndpoint, resource: EndpointTarget['resource'], version: RunnableVersion): Promise<Outcome> {
  const project = await ctx.projects.project(resource.projectId)
  const given = input.variables ?? {}
  const query = version.query.kind === 'insight' ? { ...version.query, insight: narrowInsight(version.query.insight, given, input.narrowing) } : version.query
  if (query.kind !== 'insight' && input.narrowing !== undefined) throw narrowsInsightsOnly()
  const values = await valuesFor(ctx, project, query, given)
  return answerQuestion(ctx, {
    project,
    question: await questionOf(ctx, project, query, values),
    sourceId: resource.id,
    freshnessSeconds: version.settings.freshnessSeconds,
    mode: input.mode ?? 'blocking',
    ...(input.clientQueryId === undefined ? {} : { clientQueryId: input.clientQueryId }),
  })
}

/** A version whose insight the caller words otherwise. */
function reworded(ctx: RunEndpointCtx, { reword }: RunEndpoint, resource: EndpointTarget['resource'], version: RunnableVersion): RunnableVersion {
  if (reword === undefined) return version
  const { query } = version
  if (query.kind !== 'insight') {
    const message = 'Query override is not supported for HogQL queries'
    throw new AppError('invalid', message, { reason: 'override_of_sql', fields: [{ path: 'query_override', message }] })
  }
  requireAction(ctx, 'explore.run', targetOf(resource))
  return { ...version, query: { ...query, insight: reword(query.words) } }
}
