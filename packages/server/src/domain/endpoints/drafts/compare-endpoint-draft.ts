import type { EndpointDocument, EndpointQuery, GivenValue } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import type { QueryResult } from '../../../query/query-service.ts'
import { findDraft, type Draft } from '../../../resources/draft-store.ts'
import { storeOf } from '../../content/content-ctx.ts'
import type { Project } from '../../projects/types.ts'
import { questionOf, valuesFor } from '../check-endpoint-query.ts'
import { contractOf } from '../contract-of.ts'
import type { RunEndpointCtx } from '../answer-question.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { endpointRequest } from '../endpoint-request.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'
import { contractChanges, rowLoss, type ContractChange } from './contract-changes.ts'
import { narrowInsight } from '../insights/narrow-insight.ts'
import { isCallLimit } from '../limits/call-limits.ts'
import { asCall } from '../limits/call-tickets.ts'
import { knownValues } from '../variables-of.ts'

export type CompareEndpointDraft = EndpointKey & {
  /** With which both are asked; those that one of them does not know are left out there. */
  variables?: Readonly<Record<string, GivenValue>>
  /** Percent of rows that may be missing before it is said; 10 when absent. */
  rowLossPercent?: number
}

export type EndpointDraftComparison = {
  draft: Draft<EndpointDocument>
  /** The newest version, which it is compared with. */
  comparedVersion: number
  changes: ContractChange[]
  /** What the draft answers. */
  answer: QueryResult | null
  /** Why it was not asked; null: it was. */
  notAsked: string | null
  /** Rows that the newest version answers to the same; null: that could not be asked. */
  rowsBefore: number | null
}

/**
 * What callers would notice if the draft of an endpoint were published: changes of columns and variables, and both answers
 * counted. Throws `not_found` where there is no draft, and what its query throws that cannot be run.
 * Each of both questions counts as a call of the key.
 */
export const compareEndpointDraft = readOperation<RunEndpointCtx, CompareEndpointDraft, EndpointTarget, EndpointDraftComparison>({
  name: 'endpoints.compare_draft',
  action: 'endpoint.update',
  target: endpointTarget,
  async run(ctx, { variables = {}, rowLossPercent = 10 }, { resource }) {
    const draft = await findDraft<EndpointDocument>(storeOf(ctx), resource.id)
    if (draft === null) throw new AppError('not_found', 'This endpoint has no draft. Save one, then compare.', { reason: 'draft_missing' })
    const project = await ctx.projects.project(resource.projectId)
    const changes = await publishedChanges(ctx, project, { before: resource.spec.query, after: draft.spec.query })
    const before = await asked(ctx, project, resource.spec.query, variables)
    const after = await asked(ctx, project, draft.spec.query, variables)
    const loss = before.answer === null || after.answer === null ? null : rowLoss(before.answer.rowCount, after.answer.rowCount, rowLossPercent)
    return {
      draft,
      comparedVersion: resource.spec.version,
      changes: loss === null ? changes : [...changes, loss],
      answer: after.answer,
      notAsked: after.notAsked,
      rowsBefore: before.answer?.rowCount ?? null,
    }
  },
})

/** What callers would notice of another query, as far as no rows are read. A query that cannot be run any more has nothing to break. */
export async function publishedChanges(
  ctx: EndpointCtx,
  project: Project,
  { before, after }: { before: EndpointQuery; after: EndpointQuery },
): Promise<ContractChange[]> {
  const next = await contractOf(ctx, project, after)
  try {
    return contractChanges(await contractOf(ctx, project, before), next)
  } catch (error) {
    if (!isAppError(error) || (error.code !== 'query_failed' && error.code !== 'invalid' && error.code !== 'not_found')) throw error
    return []
  }
}

/** The answer to a query; what is wrong with its values, or with itself, is said instead of thrown. */
async function asked(
  ctx: RunEndpointCtx,
  project: Project,
  query: EndpointQuery,
  given: Readonly<Record<string, GivenValue>>,
): Promise<{ answer: QueryResult | null; notAsked: string | null }> {
  const values = knownValues(query, given)
  try {
    const wanted = query.kind === 'insight' ? { ...query, insight: narrowInsight(query.insight, values) } : query
    const question = await questionOf(ctx, project, wanted, await valuesFor(ctx, project, wanted, values))
    return { answer: await asCall(ctx, async () => ctx.queries.run(await endpointRequest(ctx, project, question))), notAsked: null }
  } catch (error) {
    if (!isAppError(error) || isCallLimit(error.details.reason)) throw error
    if (error.code !== 'query_failed' && error.code !== 'invalid' && error.code !== 'limit_exceeded') throw error
    return { answer: null, notAsked: error.message }
  }
}
