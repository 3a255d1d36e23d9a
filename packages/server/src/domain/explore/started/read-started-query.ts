import { readOperation } from '../../../access/operation.ts'
import type { StartedQuery } from '../../../query/started-queries.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import { ownQueries, ownQuery, type StartedCtx } from './started-ctx.ts'

type OfQuery = { projectId: string; queryId: string }

/** A query that the caller began here, as far as it has come. Throws `not_found` for those of others, and for old ones. */
export const readStartedQuery = readOperation<StartedCtx, OfQuery, ProjectTarget, StartedQuery>({
  name: 'explores.read_query',
  action: 'explore.run',
  target: projectTarget,
  run: (ctx, { queryId }, { project }) => ownQuery(ctx, project.id, queryId),
})

/** Stops a query that the caller began, also in the warehouse. Throws as `readStartedQuery` does. */
export const cancelStartedQuery = readOperation<StartedCtx, OfQuery, ProjectTarget, void>({
  name: 'explores.cancel_query',
  action: 'explore.run',
  changesElsewhere: true,
  target: projectTarget,
  async run(ctx, { queryId }, { project }) {
    ctx.startedQueries.cancel(ownQueries(ctx, project.id), (await ownQuery(ctx, project.id, queryId)).id)
  },
})
