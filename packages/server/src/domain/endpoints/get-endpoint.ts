import type { EndpointDocument } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { countView, storeOf } from '../content/content-ctx.ts'
import { endpointKind } from '../content/content-kinds.ts'
import { scopeOf } from '../content/content-target.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DescribedColumn } from '../../query/query-service.ts'
import { answeredColumns } from './answered-columns.ts'
import { openedEndpoint, openedEndpoints, versionOf, versionsOf } from './as-seen.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from './endpoint-target.ts'
import { orderedEndpoints, type EndpointOrder } from './order-endpoints.ts'
import { endpointUsage, type EndpointUsage } from './run-log-store.ts'
import type { Endpoint, EndpointVersion } from './types.ts'

/** An endpoint as it is at one of its versions. */
export type EndpointAtVersion = { endpoint: Endpoint; version: EndpointVersion }

type SeenEndpoint = EndpointAtVersion & { /** Those of its answer, where they are wanted and known. */ columns: readonly DescribedColumn[] }

/** An endpoint at its newest version, or at the one that is named. Counts as a view. */
export const getEndpoint = readOperation<EndpointCtx, EndpointKey & { version?: number; withColumns?: boolean }, EndpointTarget, SeenEndpoint>({
  name: 'endpoints.get',
  action: 'endpoint.view',
  target: endpointTarget,
  async run(ctx, { version, withColumns }, { resource }) {
    const found = await versionOf(ctx, resource, version ?? resource.spec.version)
    countView(ctx, resource.id)
    const columns = withColumns === true ? await answeredColumns(ctx, resource.projectId, found) : []
    return { endpoint: await openedEndpoint(ctx, resource), version: found, columns }
  },
})

/** An endpoint with all its versions, newest first. */
export const listEndpointVersions = readOperation<EndpointCtx, EndpointKey, EndpointTarget, { endpoint: Endpoint; versions: EndpointVersion[] }>({
  name: 'endpoints.versions',
  action: 'endpoint.view',
  target: endpointTarget,
  run: async (ctx, _key, { resource }) => ({ endpoint: await openedEndpoint(ctx, resource), versions: await versionsOf(ctx, resource) }),
})

const day = 86_400_000

export type ListEndpoints = {
  projectId: string
  isActive?: boolean
  /** Number of a person. */
  createdBy?: number
  orderBy?: EndpointOrder
  /** Only those that are older than so many days and that nobody called in them. */
  unusedDays?: number
}

/** Endpoints in spaces that the caller may see, by name unless asked otherwise. */
export const listEndpoints = readOperation<EndpointCtx, ListEndpoints, ProjectTarget, Endpoint[]>({
  name: 'endpoints.list',
  action: 'endpoint.list',
  target: projectTarget,
  async run(ctx, { projectId, isActive, createdBy, orderBy = 'name', unusedDays }) {
    const found = await listResources(storeOf(ctx), { kinds: [endpointKind.kind], scope: scopeOf(ctx, projectId), projectId })
    const endpoints = await openedEndpoints(ctx, found as Resource<EndpointDocument>[])
    const wanted = endpoints.filter(
      ({ spec, author }) => (isActive === undefined || spec.isActive === isActive) && (createdBy === undefined || author?.number === createdBy),
    )
    const usageSince = (since: Date): Promise<ReadonlyMap<string, EndpointUsage>> =>
      endpointUsage(
        storeOf(ctx),
        wanted.map(({ id }) => id),
        since,
      )
    const inOrder = orderedEndpoints(wanted, orderBy, orderBy === 'name' ? new Map() : await usageSince(new Date(ctx.clock.now() - day)))
    if (unusedDays === undefined) return inOrder
    const since = new Date(ctx.clock.now() - unusedDays * day)
    const used = await usageSince(since)
    return inOrder.filter(({ id, createdAt }) => createdAt < since && !used.has(id))
  },
})
