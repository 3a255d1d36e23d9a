import type { MetricQuery } from '@atrium/semantic'
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { request, requestPlain } from './client.ts'

export type VariableType = 'string' | 'number' | 'boolean' | 'date' | 'list'
export type EndpointVariable = { id: string; name: string; type: VariableType; value: unknown; isNull: boolean }
export type EndpointQuery = { kind: 'sql' | 'metric' | 'insight'; text: string; exploreName: string | null; variables: EndpointVariable[] }

/** Whether a version is kept as a table. */
export type EndpointMaterialization = {
  isOn: boolean
  /** Why it cannot be; null: it can, or it is. */
  whyNot: string | null
  status: 'Unknown' | 'Running' | 'Completed' | 'Failed' | 'Cancelled'
  error: string | null
  everySeconds: number | null
  buckets: Record<string, string>
  watermark: { column: string; lookbackSeconds: number } | null
  rows: number | null
  bytes: number | null
  readAt: string | null
  madeAt: string | null
  nextAt: string | null
}

/** An endpoint in a list. */
export type EndpointSummary = {
  endpointUuid: string
  name: string
  description: string
  kind: EndpointQuery['kind']
  version: number
  isActive: boolean
  /** Null: as long as the kind of question says. */
  freshnessSeconds: number | null
  space: { uuid: string; name: string }
  tags: string[]
  updatedAt: string
  /** By a program. */
  lastExecutedAt: string | null
  /** Of the last day. */
  usage: { calls: number; failures: number; hits: number; p95Ms: number | null } | null
  abilities: string[]
  /** Of the newest version. */
  materialization: EndpointMaterialization
  /** How many there are, and how many of them failed the last time. */
  tests: { count: number; failed: number }
}

export type EndpointVersion = {
  number: number
  query: EndpointQuery
  description: string
  isActive: boolean
  freshnessSeconds: number | null
  /** Null: nobody wants it to go. */
  deprecation: { since: string; sunset: string | null; successor: number | null } | null
  createdAt: string
  createdBy: string | null
  materialization: EndpointMaterialization
}

/** An endpoint on a page of its own; versions newest first. */
export type Endpoint = EndpointSummary & {
  aliases: Record<string, number>
  runUrl: string
  openApiUrl: string
  projectNumber: number
  versions: EndpointVersion[]
}

export type EndpointCallers = {
  callers: {
    userUuid: string | null
    name: string | null
    via: 'session' | 'token' | 'system'
    version: number | null
    calls: number
    failures: number
    lastAt: string
  }[]
  calls: number
  failures: number
  hits: number
  p95Ms: number | null
  runs: {
    id: string
    at: string
    version: number | null
    via: 'session' | 'token' | 'system'
    cache: 'hit' | 'miss' | 'joined' | null
    error: string | null
    rows: number | null
    durationMs: number
    times: number
  }[]
}

/** What a call answers. */
export type EndpointAnswer = {
  results?: unknown
  columns?: string[]
  types?: [string, string][]
  hasMore?: boolean
  is_cached?: boolean
  last_refresh?: string
  endpoint_version: number
  query_status?: { id: string; complete: boolean }
}

export const mayWithEndpoint = (endpoint: Pick<EndpointSummary, 'abilities'>, action: 'endpoint.update' | 'endpoint.delete' | 'endpoint.test'): boolean =>
  endpoint.abilities.includes(action)

const own = (projectUuid: string, rest = ''): string => `/api/v1/app/projects/${encodeURIComponent(projectUuid)}/endpoints${rest}`
const door = (projectUuid: string, rest = ''): string => `/api/projects/${encodeURIComponent(projectUuid)}/endpoints/${rest}`
const named = (name: string): string => encodeURIComponent(name)

export const endpointOrders = ['name', 'calls', 'p95', 'last_called'] as const
/** `unusedDays`: only those that nobody called in so many days. */
export type EndpointsWish = { orderBy?: (typeof endpointOrders)[number]; unusedDays?: number }

export const endpointsQuery = (projectUuid: string, wish: EndpointsWish = {}) =>
  queryOptions({
    queryKey: ['endpoints', projectUuid, ...(Object.keys(wish).length === 0 ? [] : [wish])],
    queryFn: ({ signal }) => {
      const search = new URLSearchParams(Object.entries(wish).map(([name, value]) => [name, String(value)])).toString()
      return request<EndpointSummary[]>(own(projectUuid, search === '' ? '' : `?${search}`), { signal })
    },
    staleTime: 10_000,
  })

export const endpointQuery = (projectUuid: string, name: string) =>
  queryOptions({
    queryKey: ['endpoints', projectUuid, name],
    queryFn: ({ signal }) => request<Endpoint>(own(projectUuid, `/${named(name)}`), { signal }),
    staleTime: 10_000,
  })

/** `version`: callers of that one alone. */
export const endpointCallersQuery = (projectUuid: string, name: string, version?: number) =>
  queryOptions({
    queryKey: ['endpoints', projectUuid, name, 'callers', ...(version === undefined ? [] : [version])],
    queryFn: ({ signal }) =>
      request<EndpointCallers>(own(projectUuid, `/${named(name)}/callers${version === undefined ? '' : `?version=${version}`}`), { signal }),
  })

/** A variable as it is saved with a query: made for the project where there is none with this name. */
export type VariableWish = { name: string; type: VariableType; value: string }

const variablesOf = (variables: readonly { name: string; type: VariableType; value?: unknown }[]): object =>
  Object.fromEntries(variables.map(({ name, type, value }) => [name, { code_name: name, type, ...(value === '' || value === undefined ? {} : { value }) }]))

const queryOf = (sql: string, variables: readonly VariableWish[]): object => ({ kind: 'HogQLQuery', query: sql, variables: variablesOf(variables) })

/** What an endpoint is made of: SQL, a question to an explore, or an insight in the words of the endpoints' own format. */
export type NewEndpointQuery =
  | { kind: 'sql'; sql: string; variables: readonly VariableWish[] }
  | { kind: 'metric'; exploreName: string; query: MetricQuery; variables: readonly { name: string; type: VariableType; value?: unknown }[] }
  | { kind: 'insight'; words: object }

function wireOf(query: NewEndpointQuery): object {
  switch (query.kind) {
    case 'sql':
      return queryOf(query.sql, query.variables)
    case 'metric':
      return { kind: 'MetricQuery', explore: query.exploreName, query: query.query, variables: variablesOf(query.variables) }
    case 'insight':
      return query.words
  }
}

/** Saves a question as an endpoint. */
export const createEndpoint = (
  projectUuid: string,
  wish: { name: string; query: NewEndpointQuery; description: string; spaceUuid?: string },
): Promise<{ name: string }> =>
  requestPlain(door(projectUuid), {
    method: 'POST',
    body: {
      name: wish.name,
      query: wireOf(wish.query),
      description: wish.description,
      ...(wish.spaceUuid === undefined ? {} : { space: wish.spaceUuid }),
    },
  })

export type EndpointChange = {
  sql?: { text: string; variables: readonly VariableWish[] }
  description?: string
  isActive?: boolean
  freshnessSeconds?: number | null
  aliases?: Record<string, number | null>
  /** Takes a version; null: it stays. `sunset` is a day. */
  deprecation?: { sunset: string | null; successor: number | null } | null
  materialization?: {
    isOn?: boolean
    /** A word of the endpoints' own format. */
    cadence?: string
    buckets?: Record<string, string>
    watermark?: { column: string; lookbackSeconds: number } | null
  }
}

/** Changes an endpoint; other SQL makes a new version. With a version only that one's switches are meant. */
export const updateEndpoint = (projectUuid: string, name: string, change: EndpointChange, version?: number): Promise<unknown> =>
  requestPlain(`${door(projectUuid, named(name))}/${version === undefined ? '' : `?version=${version}`}`, {
    method: 'PATCH',
    body: {
      ...(change.sql === undefined ? {} : { query: queryOf(change.sql.text, change.sql.variables) }),
      ...(change.description === undefined ? {} : { description: change.description }),
      ...(change.isActive === undefined ? {} : { is_active: change.isActive }),
      ...(change.freshnessSeconds === undefined ? {} : { cache_age_seconds: change.freshnessSeconds }),
      ...(change.aliases === undefined ? {} : { aliases: change.aliases }),
      ...(change.deprecation === undefined ? {} : { deprecation: change.deprecation }),
      ...materializationOf(change.materialization ?? {}),
    },
  })

const materializationOf = ({ isOn, cadence, buckets, watermark }: NonNullable<EndpointChange['materialization']>): object => ({
  ...(isOn === undefined ? {} : { is_materialized: isOn }),
  ...(cadence === undefined ? {} : { sync_frequency: cadence }),
  ...(buckets === undefined ? {} : { bucket_overrides: buckets }),
  ...(watermark === undefined
    ? {}
    : { materialization_watermark: watermark === null ? null : { column: watermark.column, lookback_seconds: watermark.lookbackSeconds } }),
})

export type MaterializationPreview = {
  reason: string | null
  fill: string | null
  read: string | null
  ranges: { column: string; variables: string[]; bucket: string | null }[]
}

/** How a version would be kept as a table. */
export const materializationPreviewQuery = (projectUuid: string, name: string, version: number) =>
  queryOptions({
    queryKey: ['endpoints', projectUuid, name, 'materialization', version],
    queryFn: ({ signal }) => request<MaterializationPreview>(own(projectUuid, `/${named(name)}/materialization/preview?version=${version}`), { signal }),
  })

/** Reads a version into its table now; `full`: all rows, also with a watermark. */
export const refreshMaterialization = (projectUuid: string, name: string, body: { version: number; full: boolean }): Promise<unknown> =>
  request(own(projectUuid, `/${named(name)}/materialization/refresh`), { method: 'POST', body })

/** Stops that. */
export const cancelMaterialization = (projectUuid: string, name: string, version: number): Promise<unknown> =>
  request(own(projectUuid, `/${named(name)}/materialization/cancel`), { method: 'POST', body: { version } })

export const deleteEndpoint = (projectUuid: string, name: string): Promise<unknown> => requestPlain(`${door(projectUuid, named(name))}/`, { method: 'DELETE' })

/** Calls an endpoint as a program would. */
export const runEndpoint = (
  projectUuid: string,
  name: string,
  body: { variables: Record<string, unknown>; version: number; refresh: string; limit?: number },
  signal: AbortSignal,
): Promise<EndpointAnswer> => requestPlain(`${door(projectUuid, named(name))}/run`, { method: 'POST', body, signal })

export const refreshEndpoints = (queryClient: QueryClient, projectUuid: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['endpoints', projectUuid] })
