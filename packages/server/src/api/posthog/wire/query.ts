import type { EndpointQuery, EndpointVariable } from '@atrium/documents'
import { insightKinds, metricQuerySchema, variableValueSchema } from '@atrium/documents'
import { z } from 'zod'
import type { EndpointQueryInput, VariableInput } from '../../../domain/endpoints/complete-query.ts'
import { AppError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import { insightOfWords } from '../../../domain/endpoints/insights/read-words.ts'
import { typeOfWord, typeWord } from './variable-type.ts'

const variableRequest = z.looseObject({
  variableId: z.string().optional(),
  code_name: z.string(),
  value: variableValueSchema.optional(),
  isNull: z.boolean().nullish(),
  /** Ours: makes a variable of the project where there is none with this name. */
  type: z.string().optional(),
})
const variablesRequest = z.record(z.string(), variableRequest).nullish()

/** SQL, and what may stand beside it. */
const sqlRequest = z.looseObject({
  kind: z.literal('HogQLQuery'),
  query: z.string(),
  name: z.string().nullish(),
  explain: z.boolean().nullish(),
  filters: z.unknown().optional(),
  modifiers: z.record(z.string(), z.unknown()).nullish(),
  response: z.unknown().optional(),
  tags: z.record(z.string(), z.unknown()).nullish(),
  values: z.record(z.string(), z.unknown()).nullish(),
  variables: variablesRequest,
  version: z.number().nullish(),
})
/** Ours: a question to an explore. */
const metricRequest = z.strictObject({ kind: z.literal('MetricQuery'), explore: z.string(), query: metricQuerySchema, variables: variablesRequest })

export const queryRequest = z.looseObject({ kind: z.string() })
export const queryWire = z.looseObject({ kind: z.string() })

const known = ['kind', 'query', 'name', 'explain', 'filters', 'modifiers', 'response', 'tags', 'values', 'variables', 'version']
/** Keys that say something about the query and change nothing of it. */
const kept = ['name', 'explain', 'modifiers', 'response', 'tags', 'version'] as const

/** A query in the words of the format as ours. Throws `invalid` for one that means more than we can keep to. */
export function fromQuery(body: z.infer<typeof queryRequest>): EndpointQueryInput {
  if ((insightKinds as readonly string[]).includes(body.kind)) return { kind: 'insight', insight: insightOfWords(body), words: body }
  if (body.kind === 'MetricQuery') {
    const { explore, query, variables } = checked(metricRequest, body)
    return { kind: 'metric', exploreName: explore, query, variables: fromVariables(variables) }
  }
  if (body.kind !== 'HogQLQuery') throw problem(`Query kind ${body.kind.slice(0, 100)} is not one of HogQLQuery, MetricQuery, ${insightKinds.join(', ')}.`)
  const query = checked(sqlRequest, body)
  const unknown = Object.keys(query).filter((key) => !known.includes(key))
  if (unknown.length > 0) throw problem(`Invalid HogQL query: unknown key(s) ${unknown.join(', ').slice(0, 200)}`)
  if (isSaid(query.filters)) throw problem('Filters cannot be put into SQL here. Write the condition with {variables.name} instead.')
  if (query.values != null && Object.keys(query.values).length > 0) throw problem('"values" are not known here. Use {variables.name} and "variables" instead.')
  const extras = Object.fromEntries(kept.flatMap((key) => (isSaid(query[key]) ? [[key, query[key]]] : [])))
  return { kind: 'sql', sql: query.query, variables: fromVariables(query.variables), ...(Object.keys(extras).length === 0 ? {} : { extras }) }
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== null

function fromVariables(variables: z.infer<typeof variablesRequest>): VariableInput[] {
  return Object.entries(variables ?? {}).map(([key, { variableId, code_name: name, value, isNull, type }]) => {
    const typed = type === undefined ? undefined : typeOfWord(type)
    // With a type of its own, a key may be just a name.
    const id = variableId ?? (typed === undefined || isUuid(key) ? key : undefined)
    return {
      name,
      ...(id === undefined ? {} : { id }),
      ...(typed === undefined ? {} : { type: typed }),
      ...(value === undefined ? {} : { value: value }),
      ...(isNull === true ? { isNull } : {}),
    }
  })
}

function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw problem(`Invalid query: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`)
}

const problem = (message: string): AppError => new AppError('invalid', message, { reason: 'endpoint_query', fields: [{ path: 'query', message }] })

/** A query of ours in the words of the format, with all that may stand beside it: null where nothing does. */
export function toQuery(query: EndpointQuery): z.infer<typeof queryWire> {
  switch (query.kind) {
    case 'sql': {
      const nothing = { explain: null, filters: null, modifiers: null, name: null, response: null, tags: null, values: null, version: null }
      return { kind: 'HogQLQuery', query: query.sql, ...nothing, ...query.extras, variables: toVariables(query.variables) }
    }
    case 'metric':
      return { kind: 'MetricQuery', explore: query.exploreName, query: query.query, variables: toVariables(query.variables) }
    case 'insight':
      return query.words
  }
}

const toVariables = (variables: readonly EndpointVariable[]): Record<string, object> | null =>
  variables.length === 0
    ? null
    : Object.fromEntries(
        variables.map(({ id, name, value, isNull, type }) => [
          id,
          { variableId: id, code_name: name, value: value ?? null, isNull: isNull ?? null, type: typeWord(type) },
        ]),
      )
