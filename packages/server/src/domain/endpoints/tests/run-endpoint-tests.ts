import type { EndpointDocument, EndpointQuery, EndpointTest } from '@atrium/documents'
import { whoOf } from '../../../access/actor.ts'
import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { findDraft } from '../../../resources/draft-store.ts'
import type { RunEndpointCtx } from '../answer-question.ts'
import { storeOf } from '../../content/content-ctx.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'
import { runTests, type TestResult } from './run-tests.ts'
import { saveTestResults } from './test-result-store.ts'

export type RunEndpointTests = EndpointKey & {
  /** Only these; all when absent. */
  names?: readonly string[] | undefined
  /** A test that nobody has saved, in their place. */
  test?: EndpointTest | undefined
  /** Asks what the draft asks, instead of the newest version. */
  ofDraft?: boolean | undefined
}

export type TestedEndpoint = {
  /** Null: the draft. */
  version: number | null
  /** With the test that each is of, in the order of the tests. */
  results: readonly { test: EndpointTest; result: TestResult }[]
}

/**
 * Runs tests of an endpoint and says what is not as expected. How saved tests of the newest version went is kept. They are no
 * calls: neither logged as such nor counted for more than one. Throws `not_found` for a test or a draft that is not there.
 */
export const runEndpointTests = readOperation<RunEndpointCtx, RunEndpointTests, EndpointTarget, TestedEndpoint>({
  name: 'endpoints.run_tests',
  action: 'endpoint.test',
  changesElsewhere: true,
  target: endpointTarget,
  async run(ctx, { names, test, ofDraft = false }, target) {
    const { resource } = target
    const query = ofDraft ? await draftQuery(ctx, resource.id) : resource.spec.query
    const tests = test === undefined ? chosenTests(resource.spec.tests ?? [], names) : [test]
    const ticket = ctx.callLimits.take(ctx.actor, 'inline')
    try {
      const project = await ctx.projects.project(resource.projectId)
      const results = await runTests(ctx, { project, target, query }, tests)
      if (!ofDraft && test === undefined) await keepResults(ctx, { endpointId: resource.id, version: resource.spec.version }, results)
      return {
        version: ofDraft ? null : resource.spec.version,
        results: tests.flatMap((one, place) => {
          const result = results[place]
          return result === undefined ? [] : [{ test: one, result }]
        }),
      }
    } finally {
      ticket.end()
    }
  },
})

/** Keeps how tests went that were run. */
export async function keepResults(ctx: EndpointCtx, of: { endpointId: string; version: number }, results: readonly TestResult[]): Promise<void> {
  const ran = results.filter(({ outcome }) => outcome !== 'not_run')
  const { actorId: byId } = whoOf(ctx.actor)
  await saveTestResults(
    ctx.db,
    { ...of, at: new Date(ctx.clock.now()), byId },
    ran.map(({ name, outcome }) => ({ name, passed: outcome === 'passed' })),
  )
}

async function draftQuery(ctx: EndpointCtx, endpointId: string): Promise<EndpointQuery> {
  const draft = await findDraft<EndpointDocument>(storeOf(ctx), endpointId)
  if (draft === null) throw new AppError('not_found', 'This endpoint has no draft. Save one, then test it.', { reason: 'draft_missing' })
  return draft.spec.query
}

function chosenTests(tests: readonly EndpointTest[], names: readonly string[] | undefined): readonly EndpointTest[] {
  if (names === undefined) return tests
  const missing = names.find((name) => !tests.some((test) => test.name === name))
  if (missing === undefined) return tests.filter(({ name }) => names.includes(name))
  throw new AppError('not_found', `This endpoint has no test "${missing.slice(0, 200)}".`, { reason: 'test_missing' })
}
