import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { QueryOwner, StartedQuery } from '../../query/started-queries.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { RunEndpointCtx } from './answer-question.ts'

type OfQuery = { projectId: string; queryId: string }

/** A query that the caller has run behind an answer. Throws `not_found` for those of others, and for old ones. */
export const readEndpointQuery = readOperation<RunEndpointCtx, OfQuery, ProjectTarget, StartedQuery>({
  name: 'endpoints.read_query',
  action: 'endpoint.list',
  target: projectTarget,
  async run(ctx, { queryId }, { project }) {
    const found = ctx.startedQueries.find(ownerOf(ctx, project.id), queryId)
    if (found === null) throw new AppError('not_found', `Query ${queryId.slice(0, 100)} not found for project ${project.number}`, { reason: 'query_missing' })
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
    const owner = ownerOf(ctx, project.id)
    const wasPending = ctx.startedQueries.find(owner, queryId)?.state === 'pending'
    ctx.startedQueries.cancel(owner, queryId)
    return { wasPending }
  },
})

function ownerOf({ actor }: RunEndpointCtx, projectId: string): QueryOwner {
  if (actor.kind !== 'user') throw new AppError('unauthenticated', 'Failed to authorize user')
  return { userId: actor.userId, projectId }
}
