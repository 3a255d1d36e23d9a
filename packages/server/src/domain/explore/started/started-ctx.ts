import { AppError } from '../../../platform/errors.ts'
import { policyOf } from '../../../query/compile-question.ts'
import type { QueryOwner, StartedQueries, StartedQuery } from '../../../query/started-queries.ts'
import { requireExplore, type ExploreCtx } from '../explore-target.ts'

/** What operations on queries need that their callers come back for. */
export type StartedCtx = ExploreCtx & { startedQueries: StartedQueries }

/** Whose queries these are: a person's own. Throws `forbidden` for the house itself. */
export function ownQueries({ actor }: Pick<StartedCtx, 'actor'>, projectId: string): QueryOwner {
  if (actor.kind !== 'user') throw new AppError('forbidden', 'Only a person can start a query and come back for it.')
  return { userId: actor.userId, projectId, rowRules: JSON.stringify(policyOf(actor)) }
}

/** The caller's query of this id to an explore that they still may ask. Throws `not_found`, and what asking it would throw. */
export async function ownQuery(ctx: StartedCtx, projectId: string, queryId: string): Promise<StartedQuery> {
  const found = ctx.startedQueries.find(ownQueries(ctx, projectId), queryId)
  if (found?.of.kind === 'explore') {
    requireExplore(ctx, await ctx.projects.model(projectId), found.of.name)
    return found
  }
  throw new AppError('not_found', `There is no query ${queryId} of yours: results are kept for a quarter of an hour. Run it again.`, {
    reason: 'query_missing',
  })
}
