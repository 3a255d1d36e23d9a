import { isDeepStrictEqual } from 'node:util'
import type { EndpointDocument, EndpointTest } from '@atrium/documents'
import { whoOf } from '../../../access/actor.ts'
import { findResource } from '../../../resources/resource-list-store.ts'
import { lockResource } from '../../../resources/resource-store.ts'
import { endpointKind } from '../../content/content-kinds.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import type { TestResult } from './run-tests.ts'
import { saveTestResults } from './test-result-store.ts'

/** Keeps how tests went that were run, and that the endpoint still has word for word: running takes its time. */
export async function keepResults(
  ctx: EndpointCtx,
  { endpointId, version }: { endpointId: string; version: number },
  tests: readonly EndpointTest[],
  results: readonly TestResult[],
): Promise<void> {
  const { actorId: byId } = whoOf(ctx.actor)
  const at = new Date(ctx.clock.now())
  await ctx.db.transaction().execute(async (tx) => {
    await lockResource(tx, endpointId)
    const now = (await findResource<EndpointDocument>(tx, endpointKind, { idOrSlug: endpointId }))?.spec.tests ?? []
    const ran = results.filter(({ outcome, name }) => outcome !== 'not_run' && isDeepStrictEqual(named(now, name), named(tests, name)))
    await saveTestResults(
      tx,
      { endpointId, version, at, byId },
      ran.map(({ name, outcome }) => ({ name, passed: outcome === 'passed' })),
    )
  })
}

const named = (tests: readonly EndpointTest[], wanted: string): EndpointTest | undefined => tests.find(({ name }) => name === wanted)
