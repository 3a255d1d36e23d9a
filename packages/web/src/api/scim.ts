import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** What the provider of identities did last and how much it looks after. */
export type ScimStatus = { lastCallAt: string | null; lastChangeAt: string | null; users: number; groups: number; tokens: number }

export const scimQuery = queryOptions({ queryKey: ['scim'], queryFn: ({ signal }) => request<ScimStatus>('/api/v1/app/scim', { signal }), staleTime: 10_000 })
