import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** One time that an administrator viewed as the reader; `by` is null when they are not here any more. */
export type PastImpersonation = {
  uuid: string
  by: { firstName: string; lastName: string; email: string } | null
  reason: string
  startedAt: string
  endedAt: string
}

export const startImpersonation = (userUuid: string, reason: string): Promise<unknown> =>
  request('/api/v1/app/impersonation', { method: 'POST', body: { userUuid, reason } })

export const endImpersonation = (): Promise<unknown> => request('/api/v1/app/impersonation', { method: 'DELETE' })

export const ownImpersonationsQuery = queryOptions({
  queryKey: ['own-impersonations'],
  queryFn: ({ signal }) => request<PastImpersonation[]>('/api/v1/app/impersonations', { signal }),
})
