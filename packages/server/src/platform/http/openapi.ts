import { z, type ZodType } from 'zod'
import type { AnyRoute } from './route.ts'

export type OpenApiInfo = { title: string; version: string; description: string }

type Json = Record<string, unknown>

/** OpenAPI 3.1 of the given routes. Everything in it comes from the route table. */
export function openApiOf<C>(routes: readonly AnyRoute<C>[], info: OpenApiInfo): Json {
  const paths: Record<string, Json> = {}
  const schemas: Record<string, unknown> = {}
  for (const definition of routes) {
    const path = definition.path.replaceAll(/:(\w+)/g, '{$1}')
    const operation = operationOf(definition, schemaWith(schemas))
    const known = paths[path]?.[definition.method] as Operation | undefined
    paths[path] = { ...paths[path], [definition.method]: known === undefined ? operation : eitherOf(known, operation) }
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'connect.sid' },
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`ApiKey <personal access token>`' },
      },
    },
  }
}

type Content = { content?: Json } & Json
type Operation = Json & { operationId: string; summary: string; tags: readonly string[]; parameters?: Json[]; requestBody?: Content; responses: Json }

/** Two formats have an operation at the same address; `x-operations` names both. */
function eitherOf(one: Operation, other: Operation): Operation {
  const named = ({ name, in: place }: Json): string => `${String(place)} ${String(name)}`
  const known = new Set(one.parameters?.map(named))
  const parameters = [...(one.parameters ?? []), ...(other.parameters ?? []).filter((parameter) => !known.has(named(parameter)))]
  const requestBody = eitherContent(one.requestBody, other.requestBody)
  const statuses = new Set([...Object.keys(one.responses), ...Object.keys(other.responses)])
  return {
    ...one,
    summary: `${one.summary}. Or: ${other.summary}`,
    tags: [...new Set([...one.tags, ...other.tags])],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: Object.fromEntries(
      [...statuses].map((status) => [status, eitherContent(one.responses[status] as Content | undefined, other.responses[status] as Content | undefined)]),
    ),
    'x-operations': [one.operationId, other.operationId],
  }
}

function eitherContent(one: Content | undefined, other: Content | undefined): Content | undefined {
  if (one?.content === undefined || other?.content === undefined) return one ?? other
  const schemaOf = (content: Json, type: string): unknown => (content[type] as { schema?: unknown } | undefined)?.schema
  const types = new Set([...Object.keys(one.content), ...Object.keys(other.content)])
  const either = (type: string): unknown => {
    const schemas = [schemaOf(one.content ?? {}, type), schemaOf(other.content ?? {}, type)].filter((schema) => schema !== undefined)
    return schemas.length === 1 ? schemas[0] : { anyOf: schemas }
  }
  return { ...one, content: Object.fromEntries([...types].map((type) => [type, { schema: either(type) }])) }
}

function operationOf<C>(definition: AnyRoute<C>, schemaOf: SchemaOf): Operation {
  const pathSchema = definition.params === undefined ? {} : schemaOf(definition.params, 'input')
  const querySchema = definition.query === undefined ? {} : schemaOf(definition.query, 'input')
  const parameters = [...parametersOf(pathSchema, 'path', definition.path), ...parametersOf(querySchema, 'query', '')]
  return {
    operationId: definition.operationId,
    summary: definition.summary,
    tags: definition.tags,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(definition.takes === 'bytes'
      ? { requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } }
      : {}),
    ...(definition.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(definition.body, 'input') } } } }),
    responses: Object.fromEntries(
      Object.entries(definition.responses).map(([status, response]) => [
        status,
        {
          description: response.description,
          ...(response.schema === undefined
            ? {}
            : { content: { [response.contentType ?? 'application/json']: { schema: schemaOf(response.schema, 'output') } } }),
        },
      ]),
    ),
    security: securityOf(definition.auth),
  }
}

function securityOf(auth: 'public' | 'user' | 'session'): Json[] {
  if (auth === 'public') return []
  return auth === 'session' ? [{ session: [] }] : [{ session: [] }, { token: [] }]
}

function parametersOf(described: Json, place: 'path' | 'query', path: string): Json[] {
  const properties = (described['properties'] ?? {}) as Record<string, Json>
  const required = (described['required'] ?? []) as string[]
  const names = place === 'path' ? [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '') : Object.keys(properties)
  return names.map((name) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: properties[name] ?? { type: 'string' },
  }))
}

type SchemaOf = (schema: ZodType, io: 'input' | 'output') => Json

/**
 * Writes schemas for the document whose `components.schemas` are given, and puts those there that refer to themselves: inside of an
 * operation nobody would find them. Throws an Error where two of them have one name.
 */
const schemaWith =
  (shared: Record<string, unknown>): SchemaOf =>
  (schema, io) => {
    const written = z.toJSONSchema(schema, { io, unrepresentable: 'any', cycles: 'ref', reused: 'inline' })
    const moved = JSON.parse(JSON.stringify(written).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
    const { $schema: _, $defs = {}, ...rest } = moved
    for (const [name, definition] of Object.entries($defs as Json)) {
      const other = shared[name]
      if (other !== undefined && JSON.stringify(other) !== JSON.stringify(definition)) throw new Error(`Two schemas that refer to themselves are named ${name}`)
      shared[name] = definition
    }
    return rest
  }
