import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { StartedOf, StartedQuery } from '../../query/started-queries.ts'
import { requireAction } from '../content/content-target.ts'
import { requireExplore } from '../explore/explore-target.ts'
import { ownQueries } from '../explore/started/started-ctx.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { RunEndpointCtx } from './answer-question.ts'
import { endpointMissing, endpointTarget } from './endpoint-target.ts'

type OfQuery = { projectId: string; queryId: string }

/** A query that the caller has run behind an answer. Throws `not_found` for those of others, and for old ones. */
export const readEndpointQuery = readOperation<RunEndpointCtx, OfQuery, ProjectTarget, StartedQuery>({
  name: 'endpoints.read_query',
  action: 'endpoint.list',
  target: projectTarget,
  async run(ctx, { queryId }, target) {
    const { project } = target
    const found = ctx.startedQueries.find(ownQueries(ctx, project.id), queryId)
    if (found === null) throw new AppError('not_found', `Query ${queryId.slice(0, 100)} not found for project ${project.number}`, { reason: 'query_missing' })
    await requireStill(ctx, target, found.of)
    return found
  },
})

/** Stops such a query, also in the warehouse; nothing happens to one that ended, or never was. */
export const cancelEndpointQuery = readOperation<RunEndpointCtx, OfQuery, ProjectTarget, { wasPending: boolean }>({
  name: 'endpoints.cancel_query',
  action: 'endpoint.list',
  changesElsewhere: true,
  target: projectTarget,
  async run(ctx, { queryId }, { project }) {
    const owner = ownQueries(ctx, project.id)
    const wasPending = ctx.startedQueries.find(owner, queryId)?.state === 'pending'
    ctx.startedQueries.cancel(owner, queryId)
    return { wasPending }
  },
})

/** Whoever began it may have lost the right since, and an answer is not for keeping. Throws what asking anew would. */
async function requireStill(ctx: RunEndpointCtx, place: ProjectTarget, of: StartedOf): Promise<void> {
  switch (of.kind) {
    case 'endpoint': {
      const target = await endpointTarget(ctx, { projectId: place.project.id, name: of.name })
      if (target.resource.id !== of.id || !target.resource.spec.isActive) throw endpointMissing(of.name)
      return requireAction(ctx, 'endpoint.run', target)
    }
    case 'explore':
      requireAction(ctx, 'explore.run', place)
      requireExplore(ctx, await ctx.projects.model(place.project.id), of.name)
      return
    case 'sql':
      return requireAction(ctx, 'sql_runner.run', place)
  }
}
