import { isRecord } from '../is-record.ts'

/** A file of the PostHog command line as one of ours: its value, and what became of it. */
export type ConvertedEndpoint = { value: Record<string, unknown>; notes: { path: string[]; message: string; hint: string }[] }

/** Whether a file is an endpoint as the PostHog command line writes them: it does not say what it is, and asks something. */
export const isPosthogEndpoint = (value: Readonly<Record<string, unknown>>): boolean =>
  !Object.hasOwn(value, 'kind') && Object.hasOwn(value, 'name') && (Object.hasOwn(value, 'query') || Object.hasOwn(value, 'query_definition'))

const known = ['name', 'description', 'query', 'query_definition', 'variables', 'materialization']

/** Words for types: some files have those of JSON Schema, in small letters. */
const types: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  list: 'list',
  array: 'list',
  date: 'date',
}

const hour = 3600
const schedules: Readonly<Record<string, number>> = {
  '15min': hour / 4,
  '30min': hour / 2,
  '1hour': hour,
  '6hour': 6 * hour,
  '12hour': 12 * hour,
  '24hour': 24 * hour,
  '7day': 7 * 24 * hour,
}

/** Turns such a file into one of ours. What is wrong in it stays, and is told like everything that is wrong in a file. */
export function convertPosthogEndpoint(given: Readonly<Record<string, unknown>>): ConvertedEndpoint {
  const { name, description, query, query_definition: definition, variables, materialization } = given
  const unknown = Object.fromEntries(Object.entries(given).filter(([key]) => !known.includes(key)))
  const notes: ConvertedEndpoint['notes'] = [
    { path: [], message: 'This file is in the PostHog format and is read as an endpoint.', hint: 'Pulling into another folder writes it in ours.' },
  ]
  const freshness = freshnessOf(materialization)
  if (isRecord(materialization) && materialization['enabled'] === true) {
    const message = 'materialization: no table of answers is made from a file; its schedule says how old an answer may be.'
    notes.push({ path: ['materialization'], message, hint: 'Freshness is kept by the cache.' })
  }
  return {
    value: {
      kind: 'endpoint',
      name,
      ...(description === undefined || description === null ? {} : { description }),
      ...(definition === undefined || definition === null ? (query === undefined ? {} : { query }) : askedBy(definition)),
      ...(variables === undefined || variables === null ? {} : { variables: Array.isArray(variables) ? variables.map(toVariable) : variables }),
      ...(freshness === undefined ? {} : { freshnessSeconds: freshness }),
      ...unknown,
      version: 1,
    },
    notes,
  }
}

/** A whole query counts more than the text beside it. */
function askedBy(definition: unknown): Record<string, unknown> {
  if (!isRecord(definition)) return { query: definition }
  if (definition['kind'] === 'HogQLQuery') return { query: definition['query'] }
  if (definition['kind'] === 'MetricQuery') return { tableName: definition['explore'], metricQuery: definition['query'] }
  return { insight: definition }
}

function toVariable(variable: unknown): unknown {
  if (!isRecord(variable)) return variable
  const { type = 'String', ...rest } = variable
  return { ...rest, type: types[String(type).toLowerCase()] ?? type }
}

/** Seconds; a schedule that nobody knows stays, to be refused. */
function freshnessOf(materialization: unknown): unknown {
  if (!isRecord(materialization)) return undefined
  const { schedule } = materialization
  return schedule === undefined || schedule === null ? undefined : (schedules[String(schedule)] ?? schedule)
}
