import type { EndpointDocument, EndpointQuery, EndpointTest } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { findDraft } from '../../../resources/draft-store.ts'
import type { RunEndpointCtx } from '../answer-question.ts'
import { storeOf } from '../../content/content-ctx.ts'
import { may, requireAction } from '../../content/content-target.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'
import { keepResults } from './keep-results.ts'
import { runTests, type TestResult } from './run-tests.ts'

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
 * Runs tests of an endpoint and says what is not as expected. How saved tests of the newest version went is kept where they are run by
 * somebody who may change the endpoint. They are not logged as calls, and each of their questions counts as one of the key. Throws
 * `not_found` for a test or a draft that is not there, `limit_exceeded` where the key has no calls left.
 */
export const runEndpointTests = readOperation<RunEndpointCtx, RunEndpointTests, EndpointTarget, TestedEndpoint>({
  name: 'endpoints.run_tests',
  action: 'endpoint.test',
  changesElsewhere: true,
  target: endpointTarget,
  async run(ctx, { names, test, ofDraft = false }, target) {
    const { resource } = target
    // What a draft answers is for those who may look at it.
    if (ofDraft) requireAction(ctx, 'endpoint.update', target)
    const query = ofDraft ? await draftQuery(ctx, resource.id) : resource.spec.query
    const tests = test === undefined ? chosenTests(resource.spec.tests ?? [], names) : [test]
    const project = await ctx.projects.project(resource.projectId)
    const results = await runTests(ctx, { project, target, query }, tests)
    if (!ofDraft && test === undefined && may(ctx, 'endpoint.update', target))
      await keepResults(ctx, { endpointId: resource.id, version: resource.spec.version }, tests, results)
    return {
      version: ofDraft ? null : resource.spec.version,
      results: tests.flatMap((one, place) => {
        const result = results[place]
        return result === undefined ? [] : [{ test: one, result }]
      }),
    }
  },
})

async function draftQuery(ctx: RunEndpointCtx, endpointId: string): Promise<EndpointQuery> {
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
