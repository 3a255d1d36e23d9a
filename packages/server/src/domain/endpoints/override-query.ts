import type { EndpointQuery } from '@atrium/documents'
import { AppError } from '../../platform/errors.ts'

/** What a caller wants to be asked instead. Questions about events alone take that. */
export type QueryOverrides = {
  /** A time range, and conditions beside those that there are. */
  filters?: Readonly<Record<string, unknown>>
  /** Keys of the question that are replaced. */
  query?: Readonly<Record<string, unknown>>
}

/** The query with what its caller wants of it. Throws `invalid` for SQL and questions to explores: they have variables for that. */
export function overriddenQuery(query: EndpointQuery, { filters, query: keys }: QueryOverrides): EndpointQuery {
  if (filters === undefined && keys === undefined) return query
  if (query.kind !== 'insight') {
    throw keys === undefined
      ? problem('filters_override', 'Not allowed for HogQL endpoints. Use variables instead.')
      : problem('query_override', 'Query override is not supported for HogQL queries. Use variables instead.')
  }
  if (keys?.['kind'] !== undefined && keys['kind'] !== query.insight.kind) {
    throw problem('query_override', `The kind of this endpoint's question is ${query.insight.kind} and stays so.`)
  }
  const insight = { ...query.insight, ...keys, kind: query.insight.kind }
  return { kind: 'insight', insight: filters === undefined ? insight : { ...insight, ...filtered(insight, filters) } }
}

function filtered(insight: Readonly<Record<string, unknown>>, filters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const unknown = Object.keys(filters).filter((key) => key !== 'date_from' && key !== 'date_to' && key !== 'properties')
  if (unknown.length > 0) throw problem('filters_override', `Only date_from, date_to and properties are known here, not ${unknown.join(', ').slice(0, 200)}.`)
  const { date_from: from, date_to: to, properties } = filters
  const before = insight['dateRange']
  const range = {
    ...(typeof before === 'object' ? before : {}),
    ...(from === undefined ? {} : { date_from: from }),
    ...(to === undefined ? {} : { date_to: to }),
  }
  return {
    ...(from === undefined && to === undefined ? {} : { dateRange: range }),
    ...(properties === undefined || properties === null ? {} : { properties: both(insight['properties'], properties) }),
  }
}

/** Conditions of which all have to hold: those that there are, and more. */
function both(before: unknown, more: unknown): unknown {
  if (!Array.isArray(more)) throw problem('filters_override', '"properties" is a list of conditions.')
  if (before === undefined || before === null) return more
  if (Array.isArray(before)) return [...(before as unknown[]), ...(more as unknown[])]
  return { type: 'AND', values: [before, { type: 'AND', values: more }] }
}

const problem = (path: string, message: string): AppError => new AppError('invalid', message, { reason: 'run_request', fields: [{ path, message }] })
