import { GraphQLID, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { perform } from '../../../access/operation.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { getProject } from '../../../domain/projects/get-project.ts'
import { listProjects } from '../../../domain/projects/list-projects.ts'
import { isAppError } from '../../../platform/errors.ts'
import type { ProjectReads } from '../reads.ts'
import type { GraphContext } from './context.ts'
import { Project } from './project.ts'
import { runEndpointField, runQueryField } from './running.ts'

const Query = new GraphQLObjectType<unknown, GraphContext>({
  name: 'Query',
  fields: {
    project: {
      type: Project,
      description: 'A project by its id or number; null when there is none, or none for the token.',
      args: { projectId: { type: new GraphQLNonNull(GraphQLID) } },
      resolve: (_source, { projectId }, context) => findProject(context, projectId),
    },
    projects: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(Project))),
      description: 'Projects that the token can see.',
      resolve: async (_source, _arguments, { ctx, reads }) => (await perform(listProjects, ctx, {})).map(reads),
    },
    runQuery: runQueryField,
    runEndpoint: runEndpointField,
  },
})

/** The format's own schema, with `projects`, `endpoints`, `runQuery` and `runEndpoint` beside it. It only reads. */
export const hashboardSchema = new GraphQLSchema({ query: Query, description: 'What there is in a project, and questions to it.' })

/** A project that somebody may not see is not there; a token that may not look is told so. */
async function findProject({ ctx, reads }: GraphContext, named: string): Promise<ProjectReads | null> {
  try {
    return reads(await perform(getProject, ctx, { projectId: await projectIdOf(ctx, named) }))
  } catch (error) {
    if (isAppError(error) && (error.code === 'not_found' || (error.code === 'forbidden' && error.details.reason !== 'scope'))) return null
    throw error
  }
}
