import type { QueryRequest } from '../../query/query-service.ts'
import { queryProject, type ExploreCtx } from '../explore/explore-target.ts'
import type { Project } from '../projects/types.ts'

/** A question of an endpoint as its caller asks it. */
export const endpointRequest = async (ctx: ExploreCtx, project: Project, question: QueryRequest['question']): Promise<QueryRequest> => ({
  project: queryProject(project, await ctx.projects.findModel(project.id)),
  actor: ctx.actor,
  requestId: ctx.requestId,
  signal: ctx.signal,
  source: 'endpoint',
  question,
})
