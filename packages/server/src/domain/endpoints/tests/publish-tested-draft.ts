import type { EndpointDocument } from '@atrium/documents'
import { perform, readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { findDraft } from '../../../resources/draft-store.ts'
import { storeOf } from '../../content/content-ctx.ts'
import type { RunEndpointCtx } from '../answer-question.ts'
import { publishEndpointDraft, type PublishEndpointDraft } from '../drafts/publish-endpoint-draft.ts'
import { endpointTarget, type EndpointTarget } from '../endpoint-target.ts'
import type { UpdatedEndpoint } from '../update-endpoint.ts'
import { keepResults } from './keep-results.ts'
import { runTests } from './run-tests.ts'

export type PublishTestedDraft = Omit<PublishEndpointDraft, 'knownTests'> & {
  /** What was promised of answers may not hold any more: tests are not run. */
  acceptsFailingTests: boolean
}

/**
 * Runs the tests of an endpoint on its draft and publishes it. The tests come first: nothing waits for a warehouse inside a
 * transaction. Throws `conflict` (`failing_tests`) when one of them does not pass and nobody said that it may, and what
 * publishing throws.
 */
export const publishTestedDraft = readOperation<RunEndpointCtx, PublishTestedDraft, EndpointTarget, UpdatedEndpoint>({
  name: 'endpoints.publish_tested_draft',
  action: 'endpoint.update',
  changesElsewhere: true,
  target: endpointTarget,
  async run(ctx, { acceptsFailingTests, ...wish }, target) {
    const { resource } = target
    const tests = resource.spec.tests ?? []
    if (acceptsFailingTests) return perform(publishEndpointDraft, ctx, wish)
    const tested: PublishEndpointDraft = { ...wish, knownTests: tests }
    if (tests.length === 0) return perform(publishEndpointDraft, ctx, tested)
    const draft = await findDraft<EndpointDocument>(storeOf(ctx), resource.id)
    // Of another draft than the one that is meant nothing is asked; publishing says so.
    if (draft === null || draft.version !== wish.version) return perform(publishEndpointDraft, ctx, tested)
    const project = await ctx.projects.project(resource.projectId)
    const results = await runTests(ctx, { project, target, query: draft.spec.query }, tests)
    const failing = results.filter(({ outcome }) => outcome !== 'passed').map(({ name }) => name)
    if (failing.length > 0) throw failingTests(failing)
    const endpoint = await perform(publishEndpointDraft, ctx, tested)
    await keepResults(ctx, { endpointId: resource.id, version: endpoint.spec.version }, tests, results)
    return endpoint
  },
})

function failingTests(names: readonly string[]): AppError {
  const said = names.map((name) => `"${name}"`).join(', ')
  return new AppError(
    'conflict',
    `Tests of this endpoint do not pass on its draft: ${said}. Change the query or the tests, or publish it all the same by accepting that.`,
    {
      reason: 'failing_tests',
      fields: names.map((name) => ({ path: 'acceptsFailingTests', message: name })),
    },
  )
}
