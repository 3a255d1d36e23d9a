import { AppError } from '../../../platform/errors.ts'
import type { StartedQueries, StartedQuery } from '../../../query/started-queries.ts'
import type { ExploreCtx } from '../explore-target.ts'

/** What operations on queries need that their callers come back for. */
export type StartedCtx = ExploreCtx & { startedQueries: StartedQueries }

/** Whose queries these are: a person's own. Throws `forbidden` for the house itself. */
export function ownQueries({ actor }: StartedCtx, projectId: string): { userId: string; projectId: string } {
  if (actor.kind !== 'user') throw new AppError('forbidden', 'Only a person can start a query and come back for it.')
  return { userId: actor.userId, projectId }
}

/** The caller's query of this id. Throws `not_found`. */
export function ownQuery(ctx: StartedCtx, projectId: string, queryId: string): StartedQuery {
  const found = ctx.startedQueries.find(ownQueries(ctx, projectId), queryId)
  if (found !== null) return found
  throw new AppError('not_found', `There is no query ${queryId} of yours: results are kept for a quarter of an hour. Run it again.`, {
    reason: 'query_missing',
  })
}
