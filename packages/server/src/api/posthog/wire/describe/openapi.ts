import { requiredVariables, type EndpointDescription } from '../../../../domain/endpoints/describe-endpoints.ts'
import { variablesOf } from '../../../../domain/endpoints/variables-of.ts'
import type { EndpointPlace } from '../endpoint.ts'
import { nullable, rowSchema, variableSchema, type Json, type OpenApiVersion } from './json-schemas.ts'
import { typeNames } from './type-names.ts'

/** OpenAPI of one version of an endpoint: its one address, its variables by type, its rows by their columns. */
export function endpointOpenApi(described: EndpointDescription, place: EndpointPlace, version: OpenApiVersion): Json {
  const { slug } = described.endpoint
  const { number, settings } = described.version
  const description = settings.description === '' ? `The endpoint ${slug}` : settings.description
  return documentOf([{ described, prefix: '' }], place, version, { title: slug, version: String(number), description })
}

/** OpenAPI of all endpoints of a project. */
export function projectOpenApi(described: readonly EndpointDescription[], place: EndpointPlace & { name: string }, version: OpenApiVersion): Json {
  const names = typeNames(described.map(({ endpoint }) => endpoint.slug))
  const named = described.map((one) => ({ described: one, prefix: names.get(one.endpoint.slug) ?? '' }))
  const newest = Math.max(0, ...described.map(({ version: { createdAt } }) => createdAt.getTime()))
  const info = { title: place.name, version: new Date(newest).toISOString(), description: `The endpoints of ${place.name}` }
  return documentOf(named, place, version, info)
}

type Named = { described: EndpointDescription; /** Of the names of its schemas. */ prefix: string }

const documentOf = (endpoints: readonly Named[], place: EndpointPlace, version: OpenApiVersion, info: Json): Json => ({
  openapi: version,
  info,
  servers: [{ url: place.siteUrl }],
  paths: Object.fromEntries(endpoints.map((one) => [`/api/projects/${place.number}/endpoints/${one.described.endpoint.slug}/run`, pathOf(one)])),
  components: {
    securitySchemes: { PersonalAPIKey: { type: 'http', scheme: 'bearer' } },
    schemas: Object.assign({ ...sharedSchemas(version) }, ...endpoints.map((one) => schemasOf(one, version))) as Json,
  },
})

const requiredOf = (described: EndpointDescription): string[] => [...requiredVariables(described)]

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
const json = (name: string): Json => ({ content: { 'application/json': { schema: reference(name) } } })

function pathOf({ described, prefix }: Named): Json {
  const { slug } = described.endpoint
  return {
    post: {
      operationId: `run_${slug.replaceAll('-', '_')}`,
      summary: `Runs ${slug}`,
      ...(described.version.settings.deprecation == null ? {} : { deprecated: true }),
      security: [{ PersonalAPIKey: [] }],
      requestBody: { required: requiredOf(described).length > 0, ...json(`${prefix}EndpointRunRequest`) },
      responses: {
        200: { description: 'Rows, in the order of the columns', ...json(`${prefix}EndpointRunResponse`) },
        400: { description: 'The request, or the query, is wrong', ...json('Error') },
        401: { description: 'The token is missing or wrong', ...json('Error') },
        404: { description: 'There is no such endpoint or version' },
      },
    },
  }
}

const sharedSchemas = (version: OpenApiVersion): Json => ({
  DashboardFilter: nullable({ type: 'object', properties: { date_from: { type: 'string' }, date_to: { type: 'string' } } }, version),
  PropertyFilter: { type: 'object', properties: { key: { type: 'string' }, value: {} } },
  Error: {
    type: 'object',
    properties: { type: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' }, attr: nullable({ type: 'string' }, version) },
  },
})

/** Rows; of an insight the shape of its kind: a list of objects, or one of times to convert. */
const resultsOf = ({ contract, version: { query } }: EndpointDescription, version: OpenApiVersion): Json =>
  query.kind === 'insight'
    ? { oneOf: [{ type: 'array', items: { type: 'object' } }, { type: 'object' }] }
    : { type: 'array', items: rowSchema(contract?.columns ?? null, version) }

function schemasOf({ described, prefix }: Named, version: OpenApiVersion): Json {
  const variables = variablesOf(described.version.query)
  const required = requiredOf(described)
  return {
    [`${prefix}EndpointRunRequest`]: {
      type: 'object',
      properties: {
        cursor: { ...nullable({ type: 'string' }, version), description: 'Where the page before said that the next one is; it says all that was asked for.' },
        client_query_id: { ...nullable({ type: 'string' }, version), description: 'Names the query, for asking about it and for cancelling it.' },
        refresh: { type: 'string', enum: ['cache', 'force', 'direct'], default: 'cache' },
        filters_override: reference('DashboardFilter'),
        version: nullable({ type: 'integer' }, version),
        limit: nullable({ type: 'integer', minimum: 1 }, version),
        offset: nullable({ type: 'integer', minimum: 0 }, version),
        debug: { type: 'boolean', default: false },
        ...(variables.length === 0 ? {} : { variables: reference(`${prefix}Variables`) }),
      },
      additionalProperties: false,
      ...(required.length === 0 ? {} : { required: ['variables'] }),
    },
    [`${prefix}EndpointRunResponse`]: {
      type: 'object',
      properties: {
        results: resultsOf(described, version),
        columns: { type: 'array', items: { type: 'string' } },
        hasMore: { type: 'boolean' },
        is_cached: { type: 'boolean' },
        last_refresh: { type: 'string', format: 'date-time' },
        endpoint_version: { type: 'integer' },
      },
    },
    ...(variables.length === 0
      ? {}
      : {
          [`${prefix}Variables`]: {
            type: 'object',
            properties: Object.fromEntries(
              variables.map((variable) => [variable.name, variableSchema(variable, variable.value ?? described.defaults.get(variable.id) ?? null)]),
            ),
            additionalProperties: false,
            ...(required.length === 0 ? {} : { required }),
          },
        }),
  }
}
