import type { EndpointDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import { findDraft, type Draft } from '../../../resources/draft-store.ts'
import { storeOf } from '../../content/content-ctx.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'

/** The query of an endpoint that is not published, for those who may change it; null: there is none. */
export const getEndpointDraft = readOperation<EndpointCtx, EndpointKey, EndpointTarget, Draft<EndpointDocument> | null>({
  name: 'endpoints.get_draft',
  action: 'endpoint.update',
  target: endpointTarget,
  run: (ctx, _key, { resource }) => findDraft<EndpointDocument>(storeOf(ctx), resource.id),
})
