import { writeOperation } from '../../access/operation.ts'
import { trashResource } from '../../resources/trash-store.ts'
import { authorOf } from '../content/content-ctx.ts'
import { loggedState } from '../content/logged-state.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { removeTables } from './materialization/change-materialization.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from './endpoint-target.ts'

/** Moves an endpoint into the trash: from then on nobody can call it, and its name is free. */
export const deleteEndpoint = writeOperation<EndpointCtx, EndpointKey, EndpointTarget, void>({
  name: 'endpoints.delete',
  action: 'endpoint.delete',
  writes: true,
  target: endpointTarget,
  async run(ctx, _key, { resource }) {
    const { authorId: userId, at } = authorOf(ctx)
    await removeTables(ctx, { endpointId: resource.id })
    const trashed = await trashResource(ctx.tx, resource.id, { userId, at })
    ctx.record({ targetKind: 'endpoint', targetId: resource.id, before: loggedState(resource), after: { trashed } })
  },
})
