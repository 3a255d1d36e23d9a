import type { EndpointExpectation, EndpointQuery, EndpointTest, ExpectedMetric, TestedError } from '@atrium/documents'
import type { MetricQuery } from '@atrium/semantic'
import type { Target } from '../../../access/actions.ts'
import { isAppError, type AppError, type ErrorCode } from '../../../platform/errors.ts'
import type { QueryRequest, QueryResult } from '../../../query/query-service.ts'
import { requireAction } from '../../content/content-target.ts'
import { firstRow } from '../../explore/result-rows.ts'
import type { Project } from '../../projects/types.ts'
import type { RunEndpointCtx } from '../answer-question.ts'
import { questionOf, valuesFor } from '../check-endpoint-query.ts'
import { endpointRequest } from '../endpoint-request.ts'
import { requireWhole } from '../insights/insight-answer.ts'
import { narrowInsight } from '../insights/narrow-insight.ts'
import { isCallLimit } from '../limits/call-limits.ts'
import { asCall } from '../limits/call-tickets.ts'
import { variablesOf } from '../variables-of.ts'
import { answerTable, type AnswerTable } from './answer-table.ts'
import { checkExpectation } from './check-expectation.ts'
import type { PlacedFinding } from './finding.ts'
import { numberOf } from './same-value.ts'

/** How one test went. What was found is for whoever ran it: it has values of their rows. */
export type TestResult = {
  name: string
  /** `not_run`: there was no time left. */
  outcome: 'passed' | 'failed' | 'not_run'
  milliseconds: number
  /** Null: there was no answer. */
  answer: AnswerTable | null
  findings: PlacedFinding[]
}

/** Seconds for one test, and for all of them together. */
const secondsEach = 30
const secondsAll = 120

/**
 * Asks the query once for each test, one after the other, anew and of the warehouse, under the rights of whoever runs them; what
 * is not as expected, or goes wrong, is said instead of thrown; not that a key has no calls left.
 */
export async function runTests(
  ctx: RunEndpointCtx,
  { project, target, query }: { project: Project; target: Target; query: EndpointQuery },
  tests: readonly EndpointTest[],
): Promise<TestResult[]> {
  const started = ctx.clock.monotonic()
  const results: TestResult[] = []
  for (const test of tests) {
    if (ctx.clock.monotonic() - started > secondsAll * 1000) results.push({ name: test.name, outcome: 'not_run', milliseconds: 0, answer: null, findings: [] })
    else results.push(await runTest(ctx, { project, target, query }, test))
  }
  return results
}

type Asked = { project: Project; target: Target; query: EndpointQuery }

async function runTest(ctx: RunEndpointCtx, asked: Asked, test: EndpointTest): Promise<TestResult> {
  const limit = AbortSignal.timeout(secondsEach * 1000)
  const limited = { ...ctx, signal: AbortSignal.any([ctx.signal, limit]) }
  const started = ctx.clock.monotonic()
  const ended = (answer: AnswerTable | null, findings: PlacedFinding[], milliseconds: number): TestResult => ({
    name: test.name,
    outcome: findings.length === 0 ? 'passed' : 'failed',
    milliseconds,
    answer,
    findings,
  })
  try {
    const answer = answerTable(await askAnew(limited, asked, test))
    const milliseconds = ctx.clock.monotonic() - started
    const findings: PlacedFinding[] = []
    for (const [place, expectation] of test.expect.entries()) {
      const metric = expectation.kind === 'total' && typeof expectation.equals !== 'number' ? await metricValue(limited, asked, test, expectation.equals) : null
      const finding = checkExpectation(expectation, answer, { milliseconds, metric })
      if (finding !== null) findings.push({ ...finding, expectation: place })
    }
    return ended(answer, findings, milliseconds)
  } catch (error) {
    if (ctx.signal.aborted || !isAppError(error) || !tellable.has(error.code) || isCallLimit(error.details.reason)) throw error
    const milliseconds = ctx.clock.monotonic() - started
    if (limit.aborted) return ended(null, [{ kind: 'timed_out', seconds: secondsEach, expectation: null }], milliseconds)
    const [only] = test.expect
    const kind = errorKind(error)
    if (only?.kind === 'error' && (only.error === 'any' || only.error === kind)) return ended(null, [], milliseconds)
    return ended(null, [{ kind: 'answer_failed', error: kind, message: error.message, expectation: only?.kind === 'error' ? 0 : null }], milliseconds)
  }
}

/** What goes wrong with a call, as opposed to with the house. */
const tellable: ReadonlySet<ErrorCode> = new Set(['invalid', 'forbidden', 'not_found', 'query_failed', 'limit_exceeded', 'cancelled', 'unavailable'])

function errorKind({ code, details }: AppError): TestedError | null {
  const { reason } = details
  if (reason === 'variable_missing' || reason === 'variable_type' || reason === 'unknown_variable') return reason
  return code === 'forbidden' || code === 'query_failed' || code === 'limit_exceeded' ? code : null
}

/** What was kept says how it was: tests are of how it is. */
const anew = { refresh: true } as const

async function askAnew(ctx: RunEndpointCtx, { project, query }: Asked, { variables = {} }: EndpointTest): Promise<QueryResult> {
  const wanted = query.kind === 'insight' ? { ...query, insight: narrowInsight(query.insight, variables) } : query
  const question = await questionOf(ctx, project, wanted, await valuesFor(ctx, project, wanted, variables))
  return requireWhole(await ask(ctx, project, question))
}

const ask = async (ctx: RunEndpointCtx, project: Project, question: QueryRequest['question']): Promise<QueryResult> =>
  asCall(ctx, async () => ctx.queries.run({ ...(await endpointRequest(ctx, project, question)), freshness: anew }))

/** The number of a metric under the same rights, with the values of the test where its filters name variables. */
async function metricValue(
  ctx: RunEndpointCtx,
  { project, target, query }: Asked,
  { variables = {} }: EndpointTest,
  { exploreName, metric, filters }: ExpectedMetric,
): Promise<number | null> {
  requireAction(ctx, 'explore.run', target)
  const asked: MetricQuery = {
    exploreName,
    dimensions: [],
    metrics: [metric],
    filters: filters === undefined ? {} : { dimensions: filters },
    sorts: [],
    limit: 1,
    tableCalculations: [],
  }
  const values = await valuesFor(ctx, project, { kind: 'metric', exploreName, query: asked, variables: [...variablesOf(query)] }, variables)
  const question = await questionOf(ctx, project, { kind: 'metric', exploreName, query: asked, variables: [] }, values)
  return numberOf(Object.values(firstRow(await ask(ctx, project, question)))[0])
}

/** How many tests went each way. */
export const countOutcomes = (results: readonly TestResult[]): { passed: number; failed: number; notRun: number } => {
  const of = (outcome: TestResult['outcome']): number => results.filter((result) => result.outcome === outcome).length
  return { passed: of('passed'), failed: of('failed'), notRun: of('not_run') }
}

/** The expectation that a finding is of. */
export const expectationOf = ({ expect }: EndpointTest, { expectation }: PlacedFinding): EndpointExpectation | undefined =>
  expectation === null ? undefined : expect[expectation]
