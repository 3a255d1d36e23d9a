import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export const sslModes = ['disable', 'require', 'verify-full'] as const
export type ConnectionSettings = {
  host: string
  port: number
  user: string
  dbname: string
  schema: string
  sslmode: (typeof sslModes)[number]
  /** True: people sign in with accounts of their own. */
  requireUserCredentials: boolean
}
export type Connection = { kind: 'embedded' | 'postgres' | 'none'; settings: ConnectionSettings | null; hasPassword: boolean }
/** `password` empty: the stored one stays. */
export type NewConnection = ConnectionSettings & { type: 'postgres'; password: string }

export type TestedStep = {
  step: 'resolve' | 'connect' | 'tls' | 'sign_in' | 'list_tables' | 'query'
  outcome: 'ok' | 'failed' | 'not_tried'
  milliseconds: number
  message: string
}
export type TestedConnection = { ok: boolean; steps: TestedStep[] }
export type DeletionPlan = { name: string; charts: number; dashboards: number; spaces: number; people: number }

export const connectionQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['connection', projectUuid],
    queryFn: ({ signal }) => request<Connection>(`/api/v1/app/connection/${encodeURIComponent(projectUuid)}`, { signal }),
  })

export const saveConnection = (projectUuid: string, connection: NewConnection): Promise<unknown> =>
  request(`/api/v1/app/connection/${encodeURIComponent(projectUuid)}`, { method: 'PUT', body: connection })

/** Tries the stored connection of a project or a changed one before it is saved; without a project one for a new project. */
export const testConnection = (projectUuid: string | null, connection: NewConnection | null): Promise<TestedConnection> =>
  request(`/api/v1/app/connection-test${projectUuid === null ? '' : `/${encodeURIComponent(projectUuid)}`}`, {
    method: 'POST',
    body: connection === null ? {} : { connection },
  })

/** What would go with a project. */
export const deletionPlanQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['project-deletion', projectUuid],
    queryFn: ({ signal }) => request<DeletionPlan>(`/api/v1/app/project-deletion/${encodeURIComponent(projectUuid)}`, { signal }),
    staleTime: 0,
    retry: false,
  })

export const deleteProject = (projectUuid: string): Promise<unknown> => request(`/api/v1/org/projects/${encodeURIComponent(projectUuid)}`, { method: 'DELETE' })
