import type { EndpointQuery, EndpointVariable, VariableType } from '@atrium/documents'
import { insightVariables } from '../../../domain/endpoints/insights/narrow-insight.ts'
import type { Endpoint, EndpointVersion } from '../../../domain/endpoints/types.ts'
import type { EndpointPlace } from './endpoint.ts'

type Json = Record<string, unknown>

const typed: Record<VariableType, Json> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  list: { type: 'array', items: { type: 'string' } },
}

/** Those of an insight are texts, and none is needed. */
const variablesOf = (query: EndpointQuery): readonly EndpointVariable[] =>
  query.kind === 'insight' ? insightVariables(query.insight).map((name) => ({ id: '', name, type: 'string', isNull: true })) : query.variables

/**
 * OpenAPI 3.0 of one version of an endpoint: its one address, its variables by type. A variable that nothing stands for is
 * required. `defaults`: values of the project's variables, by id.
 */
export function endpointOpenApi(endpoint: Endpoint, version: EndpointVersion, place: EndpointPlace, defaults: ReadonlyMap<string, unknown>): Json {
  const variables = variablesOf(version.query)
  const exampleOf = ({ id, value }: EndpointVariable): unknown => value ?? defaults.get(id) ?? null
  const required = variables.filter((variable) => exampleOf(variable) === null && variable.isNull !== true).map(({ name }) => name)
  const requestProperties: Json = {
    client_query_id: { type: 'string', nullable: true, description: 'Names the query, for asking about it and for cancelling it.' },
    refresh: { type: 'string', enum: ['cache', 'force', 'direct'], default: 'cache' },
    filters_override: { $ref: '#/components/schemas/DashboardFilter' },
    version: { type: 'integer', nullable: true },
    limit: { type: 'integer', minimum: 1, nullable: true },
    offset: { type: 'integer', minimum: 0, nullable: true },
    debug: { type: 'boolean', default: false },
    ...(variables.length === 0 ? {} : { variables: { $ref: '#/components/schemas/Variables' } }),
  }
  return {
    openapi: '3.0.3',
    info: {
      title: endpoint.slug,
      version: String(version.number),
      description: version.settings.description === '' ? `The endpoint ${endpoint.slug}` : version.settings.description,
    },
    servers: [{ url: place.siteUrl }],
    paths: {
      [`/api/projects/${place.number}/endpoints/${endpoint.slug}/run`]: {
        post: {
          operationId: `run_${endpoint.slug.replaceAll('-', '_')}`,
          summary: `Runs ${endpoint.slug}`,
          security: [{ PersonalAPIKey: [] }],
          requestBody: { required: required.length > 0, content: { 'application/json': { schema: { $ref: '#/components/schemas/EndpointRunRequest' } } } },
          responses: {
            200: {
              description: 'Rows, in the order of the columns',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/EndpointRunResponse' } } },
            },
            400: { description: 'The request, or the query, is wrong' },
            401: { description: 'The token is missing or wrong' },
            404: { description: 'There is no such endpoint or version' },
          },
        },
      },
    },
    components: {
      securitySchemes: { PersonalAPIKey: { type: 'http', scheme: 'bearer' } },
      schemas: {
        EndpointRunRequest: {
          type: 'object',
          properties: requestProperties,
          additionalProperties: false,
          ...(required.length === 0 ? {} : { required: ['variables'] }),
        },
        EndpointRunResponse: {
          type: 'object',
          properties: {
            results: { type: 'array', items: version.query.kind === 'insight' ? { type: 'object' } : { type: 'array', items: {} } },
            columns: { type: 'array', items: { type: 'string' } },
            hasMore: { type: 'boolean' },
            is_cached: { type: 'boolean' },
            last_refresh: { type: 'string', format: 'date-time' },
          },
        },
        DashboardFilter: { type: 'object', nullable: true, properties: { date_from: { type: 'string' }, date_to: { type: 'string' } } },
        PropertyFilter: { type: 'object', properties: { key: { type: 'string' }, value: {} } },
        ...(variables.length === 0
          ? {}
          : {
              Variables: {
                type: 'object',
                properties: Object.fromEntries(
                  variables.map((variable) => {
                    const example = exampleOf(variable)
                    return [variable.name, { ...typed[variable.type], ...(example === null ? {} : { example }) }]
                  }),
                ),
                additionalProperties: false,
                ...(required.length === 0 ? {} : { required }),
              },
            }),
      },
    },
  }
}
