import { z, type ZodType } from 'zod'
import type { AnyRoute } from './route.ts'

export type OpenApiInfo = { title: string; version: string; description: string }

type Json = Record<string, unknown>

/** OpenAPI 3.1 of the given routes. Everything in it comes from the route table. */
export function openApiOf<C>(routes: readonly AnyRoute<C>[], info: OpenApiInfo): Json {
  const paths: Record<string, Json> = {}
  for (const definition of routes) {
    const path = definition.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [definition.method]: operationOf(definition) }
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'connect.sid' },
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`ApiKey <personal access token>`' },
      },
    },
  }
}

function operationOf<C>(definition: AnyRoute<C>): Json {
  const parameters = [...parametersOf(definition.params, 'path', definition.path), ...parametersOf(definition.query, 'query', '')]
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

function parametersOf(schema: ZodType | undefined, place: 'path' | 'query', path: string): Json[] {
  const described = schema === undefined ? {} : schemaOf(schema, 'input')
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

function schemaOf(schema: ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', cycles: 'ref', reused: 'inline' }) as Json
  return rest
}
