import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

type Json = Record<string, unknown>

/** One operation of a contract file. */
export type ContractOperation = {
  operationId: string
  method: string
  /** With `{name}` parameters, as in the contract. */
  path: string
  /** Statuses the real server sends for a good answer: the documented one, or `x-actual-status` where they differ. */
  statuses: number[]
  /** JSON Schema of the good answer's body; null when it has none. */
  schema: Json | null
  /** The same of refusals, by status. */
  refusals: Readonly<Record<string, Json>>
}

export type Contract = { door: string; operations: ContractOperation[]; schemas: Json }

const folder = (): string => path.resolve(process.env['ATRIUM_CONTRACTS'] ?? '../shared/contracts')

/** The path of one contract file. Throws an Error that says what to set when it is not there. */
export function contractFile(door: string, name: string): string {
  const file = path.join(folder(), door, name)
  if (!existsSync(file)) throw new Error(missingText(door, file))
  return file
}

const missingText = (door: string, file: string): string =>
  `${path.basename(file)} of the ${door} contract is not there; set ATRIUM_CONTRACTS to the folder that holds the contracts`

/**
 * The contract files of a door, or null with the reason when they are not there. They are never part of this project. `base` is what paths
 * in them begin with and do not say.
 */
export function loadContract(door: string, files: readonly string[], base = ''): Contract | { missing: string } {
  const paths = files.map((file) => path.join(folder(), door, file))
  const missing = paths.find((file) => !existsSync(file))
  if (missing !== undefined) return { missing: missingText(door, missing) }
  const documents = paths.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Json)
  const schemas: Json = {}
  const operations = documents.flatMap((document, index) => {
    const prefix = `d${index}_`
    const components = ((document['components'] as Json | undefined)?.['schemas'] ?? {}) as Json
    for (const [name, schema] of Object.entries(components)) schemas[prefix + name] = toJsonSchema(schema, prefix)
    return operationsOf(document, prefix, base)
  })
  return { door, operations, schemas }
}

function operationsOf(document: Json, prefix: string, base: string): ContractOperation[] {
  const paths = document['paths'] as Record<string, Record<string, Json>>
  return Object.entries(paths).flatMap(([at, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map(([method, operation]) => operationOf(document, base + at, method, operation, prefix)),
  )
}

function operationOf(document: Json, at: string, method: string, operation: Json, prefix: string): ContractOperation {
  const responses = operation['responses'] as Record<string, Json>
  const documented = Object.keys(responses).filter((status) => /^\d+$/.test(status))
  const actual = operation['x-actual-status']
  const good = documented.filter((status) => status.startsWith('2'))
  // What is documented beside a good answer is no good answer; an operation that has none refuses whoever may call it with the rest.
  const meant = good.length > 0 ? good : documented.filter((status) => !['401', '403', '429'].includes(status))
  const statuses = actual === undefined ? meant.map(Number) : [...String(actual).matchAll(/\d{3}/g)].map((match) => Number(match[0]))
  const [first] = good
  const content = first === undefined ? undefined : (responses[first]?.['content'] as Record<string, Json> | undefined)
  const schema = content?.['application/json']?.['schema']
  return {
    operationId: String(operation['operationId']),
    method: method.toUpperCase(),
    path: at,
    statuses,
    schema: schema === undefined ? null : (toJsonSchema(schema, prefix) as Json),
    refusals: Object.fromEntries(
      documented.flatMap((status) => {
        const refusal = status.startsWith('2') ? undefined : schemaOf(document, responses[status])
        return refusal === undefined ? [] : [[status, toJsonSchema(refusal, prefix) as Json]]
      }),
    ),
  }
}

/** What a response says of its body; responses that several operations have are written once. */
function schemaOf(document: Json, response: Json | undefined): Json | undefined {
  const shared = (document['components'] as Record<string, Json> | undefined)?.['responses']
  const name = typeof response?.['$ref'] === 'string' ? response['$ref'].split('/').at(-1) : undefined
  const found = name === undefined ? response : (shared?.[name] as Json | undefined)
  return (found?.['content'] as Record<string, Json> | undefined)?.['application/json']?.['schema'] as Json | undefined
}

/** OpenAPI 3.0 schema → JSON Schema: references renamed, `nullable` spelled out, what is only documentation dropped. */
function toJsonSchema(schema: unknown, prefix: string): unknown {
  if (Array.isArray(schema)) return schema.map((item) => toJsonSchema(item, prefix))
  if (typeof schema !== 'object' || schema === null) return schema
  const source = schema as Json
  if (typeof source['$ref'] === 'string') return { $ref: `#/definitions/${prefix}${source['$ref'].split('/').at(-1)}` }
  const out: Json = {}
  for (const [key, value] of Object.entries(source)) {
    if (['nullable', 'example', 'examples', 'discriminator', 'xml', 'externalDocs', 'deprecated', 'description', 'title', 'default'].includes(key)) continue
    if (key === 'properties') out[key] = Object.fromEntries(Object.entries(value as Json).map(([name, property]) => [name, toJsonSchema(property, prefix)]))
    else if (key === 'enum' || key === 'required') out[key] = value
    else if (key === 'format' && !['uuid', 'date-time', 'date', 'email', 'uri'].includes(String(value))) continue
    else out[key] = toJsonSchema(value, prefix)
  }
  return source['nullable'] === true ? { anyOf: [{ type: 'null' }, out] } : out
}
