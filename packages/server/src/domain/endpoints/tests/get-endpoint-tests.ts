import type { EndpointTest } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { storeOf } from '../../content/content-ctx.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'
import { listTestResults, type LastTestResult } from './test-result-store.ts'

export type EndpointTests = {
  /** Of the endpoint; compared with when its tests are changed. */
  revision: number
  tests: readonly EndpointTest[]
  results: readonly LastTestResult[]
}

/** The tests of an endpoint and how each went last. They hold rows of whoever wrote them, so they are for those who may test. */
export const getEndpointTests = readOperation<EndpointCtx, EndpointKey, EndpointTarget, EndpointTests>({
  name: 'endpoints.get_tests',
  action: 'endpoint.test',
  target: endpointTarget,
  run: async (ctx, _key, { resource }) => ({
    revision: resource.revision,
    tests: resource.spec.tests ?? [],
    results: await listTestResults(storeOf(ctx), resource.id),
  }),
})
