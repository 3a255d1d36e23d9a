import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** A token that calls a few endpoints as whoever made it. */
export type RunToken = {
  id: string
  name: string
  variables: Record<string, unknown>
  origins: string[]
  endpointUuids: string[]
  createdAt: string
  expiresAt: string
}

export type RunTokenWish = { name: string; variables: Record<string, unknown>; origins: string[]; lifetimeSeconds: number }

const at = (projectUuid: string, endpoint: string, rest = ''): string =>
  `/api/v1/app/projects/${encodeURIComponent(projectUuid)}/endpoints/${encodeURIComponent(endpoint)}/run-tokens${rest}`

export const runTokensQuery = (projectUuid: string, endpoint: string) =>
  queryOptions({
    queryKey: ['endpoints', projectUuid, endpoint, 'run-tokens'],
    queryFn: ({ signal }) => request<RunToken[]>(at(projectUuid, endpoint), { signal }),
  })

/** Makes one; its text is in this answer only. */
export const createRunToken = (projectUuid: string, endpoint: string, body: RunTokenWish): Promise<RunToken & { token: string }> =>
  request(at(projectUuid, endpoint), { method: 'POST', body })

export const revokeRunToken = (projectUuid: string, endpoint: string, id: string): Promise<unknown> =>
  request(at(projectUuid, endpoint, `/${encodeURIComponent(id)}`), { method: 'DELETE' })
