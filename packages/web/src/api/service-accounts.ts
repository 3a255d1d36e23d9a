import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { OrganizationRole, ProjectRole } from './roles.ts'
import type { NewToken, Token, TokenWish } from './tokens.ts'

export type ServiceAccount = {
  uuid: string
  name: string
  description: string | null
  role: OrganizationRole
  isActive: boolean
  createdBy: { uuid: string; name: string } | null
  createdAt: string
  projects: { projectUuid: string; name: string; role: ProjectRole }[]
  groups: { uuid: string; name: string }[]
  tokens: number
  lastUsedAt: string | null
}

export type AccountChange = {
  name?: string
  description?: string | null
  role?: OrganizationRole
  isActive?: boolean
  projects?: { projectUuid: string; role: ProjectRole }[]
  groupUuids?: string[]
}

const root = '/api/v1/app/service-accounts'
const path = (uuid: string, rest = ''): string => `${root}/${encodeURIComponent(uuid)}${rest}`

export const serviceAccountsQuery = queryOptions({
  queryKey: ['service-accounts'],
  queryFn: ({ signal }) => request<ServiceAccount[]>(root, { signal }),
  staleTime: 15_000,
})

export const serviceAccountQuery = (uuid: string) =>
  queryOptions({ queryKey: ['service-accounts', uuid], queryFn: ({ signal }) => request<{ account: ServiceAccount; tokens: Token[] }>(path(uuid), { signal }) })

export const createServiceAccount = (account: { name: string; role: OrganizationRole }): Promise<ServiceAccount> =>
  request(root, { method: 'POST', body: account })

export const updateServiceAccount = (uuid: string, change: AccountChange): Promise<ServiceAccount> => request(path(uuid), { method: 'PATCH', body: change })

export const deleteServiceAccount = (uuid: string): Promise<unknown> => request(path(uuid), { method: 'DELETE' })

export const createServiceToken = (uuid: string, wish: TokenWish): Promise<NewToken> => request(path(uuid, '/tokens'), { method: 'POST', body: wish })

/** The old secret works on for so many hours. */
export const rotateServiceToken = (uuid: string, tokenUuid: string, rotation: { expiresAt: string | null; overlapHours: number }): Promise<NewToken> =>
  request(path(uuid, `/tokens/${encodeURIComponent(tokenUuid)}/rotate`), { method: 'POST', body: rotation })
