import { metricQuerySchema } from '@atrium/documents'
import {
  GraphQLBoolean,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLID,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfig,
  type GraphQLNullableType,
} from 'graphql'
import { perform } from '../../../access/operation.ts'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import { runEndpoint } from '../../../domain/endpoints/run-endpoint.ts'
import { runMetricQuery } from '../../../domain/explore/run-metric-query.ts'
import { AppError } from '../../../platform/errors.ts'
import { endpointVariables } from '../request/endpoint-variables.ts'
import { toQueryResult } from '../wire/query-result.ts'
import type { GraphContext } from './context.ts'
import { JsonScalar } from './scalars.ts'

const needed = <T extends GraphQLNullableType>(type: T) => ({
  type: new GraphQLNonNull(type),
})
const neededNames = { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString))) }
const names = { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) }

const ResultColumn = new GraphQLObjectType<unknown, GraphContext>({
  name: 'ResultColumn',
  fields: { name: needed(GraphQLString), type: { ...needed(GraphQLString), description: 'The type in the warehouse.' } },
})

const QueryResult = new GraphQLObjectType<unknown, GraphContext>({
  name: 'QueryResult',
  description: 'Rows, and how they came to be.',
  fields: {
    columns: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(ResultColumn))) },
    rows: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(JsonScalar))), description: 'An object each, by the names of the columns.' },
    insight: { type: JsonScalar, description: 'Of a question about events: its answer, in place of rows.' },
    rowCount: needed(GraphQLInt),
    truncated: { ...needed(GraphQLBoolean), description: 'Whether there were more rows.' },
    receipt: { ...needed(JsonScalar), description: 'Row rules that were applied, how fresh the data is, what the engine needed.' },
  },
})

const Sort = new GraphQLInputObjectType({
  name: 'SortInput',
  fields: { fieldId: needed(GraphQLString), descending: { type: new GraphQLNonNull(GraphQLBoolean), defaultValue: false } },
})

const inProject = { projectId: { ...needed(GraphQLID), description: 'Id or number of the project.' } }

/** Asks a model. */
export const runQueryField: GraphQLFieldConfig<unknown, GraphContext> = {
  type: QueryResult,
  description: 'Asks a model: groups by dimensions, counts metrics. Row rules apply as everywhere.',
  args: {
    ...inProject,
    explore: { ...needed(GraphQLString), description: 'Alias of the model.' },
    dimensions: { ...names, defaultValue: [], description: 'Ids of fields: <table>_<column>, for dates with the grain at the end.' },
    metrics: { ...neededNames, description: 'Ids of fields.' },
    filters: {
      type: JsonScalar,
      description: '{"dimensions": {"id": "all", "and": [{"id": "1", "target": {"fieldId": …}, "operator": "equals", "values": […]}]}}',
    },
    sorts: { type: new GraphQLList(new GraphQLNonNull(Sort)), defaultValue: [] },
    limit: { ...needed(GraphQLInt), defaultValue: 500 },
  },
  async resolve(_source, { projectId, explore, ...asked }, { ctx }) {
    const query = metricQuerySchema.safeParse({ ...asked, filters: asked.filters ?? {}, exploreName: explore })
    if (!query.success) {
      const fields = query.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
      throw new AppError('invalid', fields.map(({ path, message }) => `${path}: ${message}`).join('; '), { fields })
    }
    const result = await perform(runMetricQuery, ctx, { projectId: await projectIdOf(ctx, projectId), exploreName: explore, query: query.data })
    return toQueryResult(result, { showsSql: true })
  },
}

/** Runs an endpoint. */
export const runEndpointField: GraphQLFieldConfig<unknown, GraphContext> = {
  type: QueryResult,
  description: 'Runs an endpoint by its name.',
  args: {
    ...inProject,
    name: needed(GraphQLString),
    variables: { type: JsonScalar, description: 'Values by name; those left out have their defaults.' },
    version: { type: GraphQLString, description: 'A number or an alias; the newest when absent.' },
  },
  async resolve(_source, { projectId, name, variables, version }, { ctx }) {
    const { outcome } = await perform(runEndpoint, ctx, {
      projectId: await projectIdOf(ctx, projectId),
      name,
      variables: endpointVariables(variables),
      ...(version === undefined || version === null ? {} : { version: /^\d{1,9}$/.test(version) ? Number(version) : version }),
    })
    if (outcome.kind !== 'answered') throw new Error('an endpoint that was waited for has an answer')
    return toQueryResult(outcome.result, { showsSql: false })
  },
}
