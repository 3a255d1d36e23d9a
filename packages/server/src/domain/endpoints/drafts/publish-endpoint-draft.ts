import { isDeepStrictEqual } from 'node:util'
import { perform, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { deleteDraft, takeDraft } from '../../../resources/draft-store.ts'
import type { EndpointDocument, EndpointTest } from '@atrium/documents'
import { endpointKind } from '../../content/content-kinds.ts'
import { loggedState } from '../../content/logged-state.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'
import { updateEndpoint, type UpdatedEndpoint } from '../update-endpoint.ts'
import { publishedChanges } from './compare-endpoint-draft.ts'
import { changeInWords, isBreaking } from './contract-changes.ts'

export type PublishEndpointDraft = EndpointKey & {
  /** `Draft.version` that is published. */
  version: string
  /** The newest version, as it was compared with. */
  comparedVersion: number
  /** Programs that work may stop working: callers without a version get the new one at once. */
  acceptsBreaking: boolean
  /** The tests that were run on it; absent: it does not matter whether it passes. */
  knownTests?: readonly EndpointTest[]
}

/**
 * Makes the draft of an endpoint its newest version; the draft is gone. Throws `conflict` when somebody changed the draft or
 * published another version since it was looked at, or other tests since it was tested, and (`breaking_change`) when callers' programs would break and nobody said
 * that they may.
 */
export const publishEndpointDraft = writeOperation<EndpointCtx, PublishEndpointDraft, EndpointTarget, UpdatedEndpoint>({
  name: 'endpoints.publish_draft',
  action: 'endpoint.update',
  writes: true,
  target: endpointTarget,
  async run(ctx, { projectId, name, version, comparedVersion, acceptsBreaking, knownTests }, target) {
    const { draft } = await takeDraft<EndpointDocument>(ctx.tx, endpointKind, { resourceId: target.resource.id, version })
    if (draft === null) throw new Error('a draft of a known version is there')
    // As it is under the lock: the target was read before.
    const { resource } = await endpointTarget(ctx, { projectId, name })
    if (resource.id !== target.resource.id || resource.spec.version !== comparedVersion) {
      throw new AppError('conflict', `Version ${resource.spec.version} was published in the meantime. Compare the draft with it, then publish.`, {
        reason: 'published_meanwhile',
      })
    }
    if (knownTests !== undefined && !isDeepStrictEqual(resource.spec.tests ?? [], knownTests)) {
      throw new AppError('conflict', 'Somebody changed the tests of this endpoint in the meantime: the draft was tested with others. Publish it again.', {
        reason: 'changed_meanwhile',
      })
    }
    if (!acceptsBreaking) await refuseBreaking(ctx, resource, draft.spec)
    await deleteDraft(ctx.tx, resource.id)
    const endpoint = await perform(updateEndpoint, ctx, { projectId, name, query: draft.spec.query })
    ctx.record({
      targetKind: 'endpoint',
      targetId: resource.id,
      before: { ...loggedState(resource), version: resource.spec.version, draft: true },
      after: { ...loggedState(endpoint), version: endpoint.spec.version },
    })
    return endpoint
  },
})

async function refuseBreaking(ctx: EndpointCtx, { projectId, spec }: EndpointTarget['resource'], draft: EndpointDocument): Promise<void> {
  const project = await ctx.projects.project(projectId)
  const breaking = (await publishedChanges(ctx, project, { before: spec.query, after: draft.query })).filter(isBreaking)
  if (breaking.length === 0) return
  const words = breaking.map(changeInWords)
  throw new AppError('conflict', `Programs that call this endpoint would break: ${words.join(' ')} Publish it all the same by accepting that.`, {
    reason: 'breaking_change',
    fields: words.map((message) => ({ path: 'acceptsBreaking', message })),
  })
}
