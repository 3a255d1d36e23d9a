import { readOperation } from '../../access/operation.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import { storeOf } from '../content/content-ctx.ts'
import { endpointKind } from '../content/content-kinds.ts'
import { scopeOf } from '../content/content-target.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from './endpoint-target.ts'
import type { EndpointRun } from './run-log.ts'
import { endpointUsage, lastExecutions, listCallers, listEndpointRuns, type EndpointCaller, type EndpointUsage, type RunFilter } from './run-log-store.ts'

const day = 86_400_000
/** Days of calls that are shown unless others are asked for. */
const defaultDays = 7

/** Calls of an endpoint, latest first: those of the last seven days, unless other moments are named. */
export const listRuns = readOperation<EndpointCtx, EndpointKey & RunFilter, EndpointTarget, EndpointRun[]>({
  name: 'endpoints.runs',
  action: 'endpoint.view',
  target: endpointTarget,
  run: (ctx, filter, { resource }) =>
    listEndpointRuns(ctx.db, resource.id, { ...filter, after: filter.after ?? new Date((filter.before?.getTime() ?? ctx.clock.now()) - defaultDays * day) }),
})

/** Who called an endpoint, or one version of it, in the last 30 days, and how the calls of all versions went. */
export const listEndpointCallers = readOperation<
  EndpointCtx,
  EndpointKey & { version?: number },
  EndpointTarget,
  { callers: EndpointCaller[]; usage: EndpointUsage | null }
>({
  name: 'endpoints.callers',
  action: 'endpoint.view',
  target: endpointTarget,
  async run(ctx, { version }, { resource }) {
    const since = new Date(ctx.clock.now() - 30 * day)
    const usage = await endpointUsage(ctx.db, [resource.id], since)
    return { callers: await listCallers(ctx.db, resource.id, since, version), usage: usage.get(resource.id) ?? null }
  },
})

/** Calls of each endpoint that the caller may see in the last day, by its id. */
export const listEndpointUsage = readOperation<EndpointCtx, { projectId: string }, ProjectTarget, ReadonlyMap<string, EndpointUsage>>({
  name: 'endpoints.usage',
  action: 'endpoint.list',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const found = await listResources(storeOf(ctx), { kinds: [endpointKind.kind], scope: scopeOf(ctx, projectId), projectId })
    return endpointUsage(
      ctx.db,
      found.map(({ id }) => id),
      new Date(ctx.clock.now() - day),
    )
  },
})

/** When programs last called endpoints, by name; never called ones and those that the caller may not see are left out. */
export const lastExecutionTimes = readOperation<EndpointCtx, { projectId: string; names: readonly string[] }, ProjectTarget, { name: string; at: Date }[]>({
  name: 'endpoints.last_executions',
  action: 'endpoint.list',
  target: projectTarget,
  async run(ctx, { projectId, names }) {
    if (names.length === 0) return []
    const found = await listResources(storeOf(ctx), { kinds: [endpointKind.kind], scope: scopeOf(ctx, projectId), projectId, slugs: names })
    const executed = await lastExecutions(
      ctx.db,
      found.map(({ id }) => id),
    )
    return found.flatMap(({ id, slug }) => {
      const at = executed.get(id)
      return at === undefined ? [] : [{ name: slug, at }]
    })
  },
})
