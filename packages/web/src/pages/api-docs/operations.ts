import type { JsonSchema, OpenApiDocument, OpenApiOperation } from '../../api/api-docs.ts'

/** Formats that the server speaks. */
export const doors = ['endpoints', 'lightdash', 'hex', 'graphql', 'mcp', 'app', 'scim'] as const
export type Door = (typeof doors)[number]

export type Operation = OpenApiOperation & { method: string; path: string; door: Door; tag: string }

function doorOf(path: string, tags: readonly string[]): Door {
  // What is at an address that another format has too is there with that.
  if (tags[0] === 'Hex') return 'hex'
  if (path.startsWith('/scim/')) return 'scim'
  if (path.startsWith('/api/v1/app/')) return 'app'
  if (path === '/api/mcp') return 'mcp'
  if (/^\/(api\/)?graphql/.test(path)) return 'graphql'
  return /^\/api\/v\d+\//.test(path) ? 'lightdash' : 'endpoints'
}

/** All operations, those of one kind together. What stands under the older prefix of endpoints as well is there once. */
export function operationsOf({ paths }: OpenApiDocument): Operation[] {
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    path.startsWith('/api/environments/')
      ? []
      : Object.entries(methods).map(([method, operation]) => ({
          ...operation,
          method: method.toUpperCase(),
          path,
          door: doorOf(path, operation.tags ?? []),
          tag: operation.tags?.[0] ?? '',
        })),
  )
  return found.toSorted((one, other) => one.tag.localeCompare(other.tag) || one.path.localeCompare(other.path))
}

/** Where nobody is known by being signed in here: a cookie counts nowhere in these formats. */
export const takesTokensOnly = ({ door }: Pick<Operation, 'door'>): boolean => door === 'hex' || door === 'scim' || door === 'mcp'

/** Operations that have each word in their address, name or summary. */
export function searched(operations: readonly Operation[], search: string, door: Door | null): Operation[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return operations.filter((operation) => {
    const text = `${operation.method} ${operation.path} ${operation.operationId} ${operation.summary ?? ''} ${operation.tag}`.toLowerCase()
    return (door === null || operation.door === door) && words.every((word) => text.includes(word))
  })
}

/** Some value of a schema, to begin with: what is required, and the rest as far as it is plain. */
export function sampleOf(schema: JsonSchema | undefined, depth = 0): unknown {
  if (schema === undefined || depth > 6) return null
  if ('default' in schema) return schema['default']
  if ('const' in schema) return schema['const']
  const choices = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(choices)) return sampleOf(choices[0] as JsonSchema, depth + 1)
  const { enum: values, type } = schema as { enum?: unknown[]; type?: string | string[] }
  if (values !== undefined) return values[0]
  switch (Array.isArray(type) ? type[0] : type) {
    case 'object':
      return objectOf(schema, depth)
    case 'array':
      return []
    case 'integer':
    case 'number':
      return 0
    case 'boolean':
      return false
    case 'string':
      return ''
    default:
      return null
  }
}

function objectOf(schema: JsonSchema, depth: number): Record<string, unknown> {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, JsonSchema>; required?: string[] }
  return Object.fromEntries(required.flatMap((name) => (properties[name] === undefined ? [] : [[name, sampleOf(properties[name], depth + 1)] as const])))
}

/** The address of a call: parameters of the path filled in, those of the query that are said behind it. */
export function addressOf({ path, parameters = [] }: Pick<Operation, 'path' | 'parameters'>, given: Readonly<Record<string, string>>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] ?? ''))
  const query = new URLSearchParams(parameters.flatMap(({ name, in: place }) => (place === 'query' && given[name] ? [[name, given[name]]] : []))).toString()
  return query === '' ? filled : `${filled}?${query}`
}

/** What still has to be said before it can be called. */
export const missingOf = ({ parameters = [] }: Pick<Operation, 'parameters'>, given: Readonly<Record<string, string>>): string[] =>
  parameters.flatMap(({ name, required }) => (required === true && !given[name] ? [name] : []))
