import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { request, requestPlain } from './client.ts'

export type VariableType = 'string' | 'number' | 'boolean' | 'date' | 'list'
export type EndpointVariable = { id: string; name: string; type: VariableType; value: unknown; isNull: boolean }
type EndpointQuery = { kind: 'sql' | 'metric' | 'insight'; text: string; exploreName: string | null; variables: EndpointVariable[] }

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
}

export type EndpointVersion = {
  number: number
  query: EndpointQuery
  description: string
  isActive: boolean
  freshnessSeconds: number | null
  createdAt: string
  createdBy: string | null
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
  callers: { userUuid: string | null; name: string | null; via: 'session' | 'token' | 'system'; calls: number; failures: number; lastAt: string }[]
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

export const mayWithEndpoint = (endpoint: Pick<EndpointSummary, 'abilities'>, action: 'endpoint.update' | 'endpoint.delete'): boolean =>
  endpoint.abilities.includes(action)

const own = (projectUuid: string, rest = ''): string => `/api/v1/app/projects/${encodeURIComponent(projectUuid)}/endpoints${rest}`
const door = (projectUuid: string, rest = ''): string => `/api/projects/${encodeURIComponent(projectUuid)}/endpoints/${rest}`
const named = (name: string): string => encodeURIComponent(name)

export const endpointsQuery = (projectUuid: string) =>
  queryOptions({ queryKey: ['endpoints', projectUuid], queryFn: ({ signal }) => request<EndpointSummary[]>(own(projectUuid), { signal }), staleTime: 10_000 })

export const endpointQuery = (projectUuid: string, name: string) =>
  queryOptions({
    queryKey: ['endpoints', projectUuid, name],
    queryFn: ({ signal }) => request<Endpoint>(own(projectUuid, `/${named(name)}`), { signal }),
    staleTime: 10_000,
  })

export const endpointCallersQuery = (projectUuid: string, name: string) =>
  queryOptions({
    queryKey: ['endpoints', projectUuid, name, 'callers'],
    queryFn: ({ signal }) => request<EndpointCallers>(own(projectUuid, `/${named(name)}/callers`), { signal }),
  })

/** A variable as it is saved with a query: made for the project where there is none with this name. */
export type VariableWish = { name: string; type: VariableType; value: string }

const queryOf = (sql: string, variables: readonly VariableWish[]): object => ({
  kind: 'HogQLQuery',
  query: sql,
  variables: Object.fromEntries(variables.map(({ name, type, value }) => [name, { code_name: name, type, ...(value === '' ? {} : { value }) }])),
})

/** Saves SQL as an endpoint. */
export const createEndpoint = (
  projectUuid: string,
  wish: { name: string; sql: string; variables: readonly VariableWish[]; description: string; spaceUuid?: string },
): Promise<{ name: string }> =>
  requestPlain(door(projectUuid), {
    method: 'POST',
    body: {
      name: wish.name,
      query: queryOf(wish.sql, wish.variables),
      description: wish.description,
      ...(wish.spaceUuid === undefined ? {} : { space: wish.spaceUuid }),
    },
  })

export type EndpointChange = {
  sql?: { text: string; variables: readonly VariableWish[] }
  /** Of an insight: the question in the words of the endpoints' format. */
  insight?: object
  description?: string
  isActive?: boolean
  freshnessSeconds?: number | null
  aliases?: Record<string, number | null>
}

/** Changes an endpoint; other SQL makes a new version. With a version only that one's switches are meant. */
export const updateEndpoint = (projectUuid: string, name: string, change: EndpointChange, version?: number): Promise<unknown> =>
  requestPlain(`${door(projectUuid, named(name))}/${version === undefined ? '' : `?version=${version}`}`, {
    method: 'PATCH',
    body: {
      ...(change.sql === undefined ? {} : { query: queryOf(change.sql.text, change.sql.variables) }),
      ...(change.insight === undefined ? {} : { query: change.insight }),
      ...(change.description === undefined ? {} : { description: change.description }),
      ...(change.isActive === undefined ? {} : { is_active: change.isActive }),
      ...(change.freshnessSeconds === undefined ? {} : { cache_age_seconds: change.freshnessSeconds }),
      ...(change.aliases === undefined ? {} : { aliases: change.aliases }),
    },
  })

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
