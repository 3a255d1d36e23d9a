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
    paths[path] = { ...paths[path], [definition.method]: operationOf(definition, schemaWith(schemas)) }
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

function operationOf<C>(definition: AnyRoute<C>, schemaOf: SchemaOf): Json {
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
