import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfig,
  type GraphQLObjectType as ObjectType,
  type GraphQLResolveInfo,
} from 'graphql'
import { perform } from '../../../access/operation.ts'
import type { Endpoint as EndpointItem } from '../../../domain/endpoints/types.ts'
import { listRoles } from '../../../domain/identity/list-roles.ts'
import type { ProjectReads } from '../reads.ts'
import { toRoles } from '../wire/roles.ts'
import { toUser } from '../wire/users.ts'
import type { GraphContext } from './context.ts'
import { Role, User } from './people.ts'
import { readAhead } from './read-ahead.ts'
import { Dashboard, Metric, Model, type DashboardSource, type ExploreSource, type MetricSource } from './resources.ts'

const listed = <Item>(
  type: ObjectType<Item, GraphContext>,
  resolve: (reads: ProjectReads, context: GraphContext, info: GraphQLResolveInfo) => Promise<readonly unknown[]>,
): GraphQLFieldConfig<ProjectReads, GraphContext> => ({
  type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type))),
  resolve: (reads, _arguments, context, info) => resolve(reads, context, info),
})

const Endpoint = new GraphQLObjectType<EndpointItem, GraphContext>({
  name: 'Endpoint',
  description: 'A question that programs ask by name: `runEndpoint` runs it.',
  fields: {
    name: { type: new GraphQLNonNull(GraphQLString), resolve: ({ slug }) => slug },
    description: { type: GraphQLString },
    version: { type: new GraphQLNonNull(GraphQLInt), description: 'The newest one.', resolve: ({ spec }) => spec.version },
    isActive: { type: new GraphQLNonNull(GraphQLBoolean), resolve: ({ spec }) => spec.isActive },
    tags: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString))), resolve: ({ spec }) => spec.tags },
  },
})

export const Project = new GraphQLObjectType<ProjectReads, GraphContext>({
  name: 'Project',
  description: 'A project. Its lists hold what the token may read.',
  fields: () => ({
    id: { type: new GraphQLNonNull(GraphQLID), resolve: ({ project }) => project.id },
    name: { type: new GraphQLNonNull(GraphQLString), resolve: ({ project }) => project.name },
    models: listed(Model, async (reads): Promise<ExploreSource[]> => [...(await reads.explores()).values()].map((explore) => ({ reads, explore }))),
    metrics: listed(Metric, async (reads) => metricsOf(reads, [...(await reads.explores()).values()])),
    dashboards: listed(Dashboard, async (reads, _context, info): Promise<DashboardSource[]> => {
      await readAhead(reads, info)
      return (await reads.dashboards()).map((dashboard) => ({ reads, dashboard }))
    }),
    users: listed(User, async (reads) => (await reads.people()).map(toUser)),
    roles: listed(Role, async (_reads, { ctx }) => toRoles(await perform(listRoles, ctx, {}))),
    endpoints: listed(Endpoint, (reads) => reads.endpoints()),
  }),
})

/** The metrics of the table that each model is about; those of joined tables come with their own models. */
function metricsOf(reads: ProjectReads, explores: readonly ExploreSource['explore'][]): MetricSource[] {
  return explores.flatMap((explore) =>
    Object.values(explore.tables[explore.baseTable]?.metrics ?? {})
      .filter(({ hidden }) => !hidden)
      .map((metric) => ({ reads, explore, metric })),
  )
}
