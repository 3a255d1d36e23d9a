import { writeOperation } from '../../../access/operation.ts'
import { deleteDraft, takeDraft } from '../../../resources/draft-store.ts'
import { endpointKind } from '../../content/content-kinds.ts'
import { loggedState } from '../../content/logged-state.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'

/** Takes the draft of an endpoint away; its versions stay. `conflict` when somebody changed the draft since. */
export const discardEndpointDraft = writeOperation<EndpointCtx, EndpointKey & { version: string }, EndpointTarget, void>({
  name: 'endpoints.discard_draft',
  action: 'endpoint.update',
  writes: true,
  target: endpointTarget,
  async run(ctx, { version }, { resource }) {
    await takeDraft(ctx.tx, endpointKind, { resourceId: resource.id, version })
    await deleteDraft(ctx.tx, resource.id)
    ctx.record({ targetKind: 'endpoint', targetId: resource.id, before: { ...loggedState(resource), draft: true }, after: loggedState(resource) })
  },
})
