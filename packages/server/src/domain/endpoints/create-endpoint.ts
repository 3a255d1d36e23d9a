import { endpointName, endpointNameRule, type EndpointTest } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid } from '../../platform/ids.ts'
import { parseSpec } from '../../resources/resource-kind.ts'
import { insertResource } from '../../resources/resource-store.ts'
import { authorOf } from '../content/content-ctx.ts'
import { endpointKind } from '../content/content-kinds.ts'
import { destinationTarget, type DestinationTarget } from '../content/destination.ts'
import { loggedState } from '../content/logged-state.ts'
import { endpointNow } from './as-seen.ts'
import { checkEndpointQuery } from './check-endpoint-query.ts'
import { completeQuery, type EndpointQueryInput } from './complete-query.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { changeMaterialization, keptState } from './materialization/change-materialization.ts'
import type { MaterializationWish } from './materialization/types.ts'
import type { Endpoint } from './types.ts'

export type CreateEndpoint = {
  projectId: string
  /** How it is called, also in its address; cannot be changed. */
  name: string
  query: EndpointQueryInput
  /** The first space that takes it when absent. */
  spaceId?: string
  description?: string
  isActive?: boolean
  /** Seconds, see `EndpointVersionSettings`. */
  freshnessSeconds?: number | null
  tags?: string[]
  derivedFrom?: string | null
  /** Whether its first version is kept as a table. */
  materialization?: MaterializationWish
  /** What has to hold of its answers. */
  tests?: readonly EndpointTest[]
}

/** Makes an endpoint with its first version. Throws `invalid` for a query that cannot be run, `conflict` (`name_taken`). */
export const createEndpoint = writeOperation<EndpointCtx, CreateEndpoint, DestinationTarget, Endpoint>({
  name: 'endpoints.create',
  action: 'endpoint.create',
  writes: true,
  target: (ctx, { projectId, spaceId }) => destinationTarget(ctx, { projectId, ...(spaceId === undefined ? {} : { spaceId }) }, 'endpoint.create'),
  async run(ctx, input, place) {
    requireEndpointName(input.name)
    const spec = parseSpec(endpointKind, {
      version: 1,
      query: await completeQuery(ctx, place.projectId, input.query),
      isActive: input.isActive ?? true,
      tags: input.tags ?? [],
      derivedFrom: input.derivedFrom ?? null,
      aliases: {},
      versions: { 1: { description: input.description ?? '', isActive: true, freshnessSeconds: input.freshnessSeconds ?? null } },
      ...(input.tests === undefined ? {} : { tests: input.tests }),
    })
    await checkEndpointQuery(ctx, place, spec.query)
    const id = await insertResource(ctx.tx, endpointKind, {
      organizationId: place.organizationId,
      projectId: place.projectId,
      spaceId: place.space.id,
      dashboardId: null,
      name: input.name,
      slug: input.name,
      description: input.description ?? '',
      spec,
      ...authorOf(ctx),
    })
    const made = await endpointNow(ctx, id)
    if (input.materialization !== undefined) await changeMaterialization(ctx, made, 1, input.materialization)
    const endpoint = input.materialization === undefined ? made : await endpointNow(ctx, id)
    ctx.record({ targetKind: 'endpoint', targetId: id, before: null, after: { ...loggedState(endpoint), version: 1, ...keptState(endpoint) } })
    return endpoint
  },
})

const reserved: ReadonlySet<string> = new Set(['last_execution_times', 'materialization_conditions', 'bulk_update_tags'])

function requireEndpointName(name: string): void {
  // A name that reads as an id would hide another endpoint, and these addresses are taken by operations.
  if (endpointName.test(name) && !isUuid(name) && !reserved.has(name.toLowerCase())) return
  throw new AppError('invalid', endpointNameRule, { reason: 'endpoint_name', fields: [{ path: 'name', message: endpointNameRule }] })
}
