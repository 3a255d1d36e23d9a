import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Language } from '../i18n/language.ts'
import type { User } from './session.ts'

export type Token = {
  uuid: string
  description: string
  /** The secret's first characters. */
  prefix: string
  createdAt: string
  lastUsedAt: string | null
  lastUsedAddress: string | null
  expiresAt: string | null
  /** Null: all that its owner may. */
  scopes: string[] | null
  /** Until when the secret before the last one works too. */
  previousEndsAt: string | null
}
/** With the secret, which is told this once. */
export type NewToken = Token & { token: string }
export type OwnedToken = Token & { owner: { uuid: string; kind: OwnerKind; name: string; email: string | null } }
export type OwnerKind = 'person' | 'service'
export type TokenWish = { description: string; expiresAt: string | null; scopes: string[] | null }
export type Rotation = { expiresAt: string; overlapHours: number }

export type TokenRule = { maxDays: number | null; requiresExpiry: boolean }
/** How long tokens may live, and the scopes that there are. */
export type TokenRules = Record<OwnerKind, TokenRule> & { scopes: string[] }

const path = '/api/v1/user/me/personal-access-tokens'
const ofOrganization = '/api/v1/app/tokens'

export const tokensQuery = queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => request<Token[]>(path, { signal }), staleTime: 15_000 })
export const hasPasswordQuery = queryOptions({ queryKey: ['has-password'], queryFn: ({ signal }) => request<boolean>('/api/v1/user/password', { signal }) })
export const organizationTokensQuery = queryOptions({
  queryKey: ['organization-tokens'],
  queryFn: ({ signal }) => request<OwnedToken[]>(ofOrganization, { signal }),
  staleTime: 15_000,
})
export const tokenRulesQuery = queryOptions({
  queryKey: ['token-rules'],
  queryFn: ({ signal }) => request<TokenRules>('/api/v1/app/token-rules', { signal }),
  staleTime: 60_000,
})

/** Without scopes it may all that its owner may. */
export const createToken = ({ scopes, ...token }: TokenWish): Promise<NewToken> =>
  request(path, { method: 'POST', body: scopes === null ? token : { ...token, scopes } })

export const rotateToken = (uuid: string, rotation: Rotation): Promise<NewToken> =>
  request(`${path}/${encodeURIComponent(uuid)}/rotate`, { method: 'PATCH', body: rotation })

export const revokeToken = (uuid: string): Promise<unknown> => request(`${path}/${encodeURIComponent(uuid)}`, { method: 'DELETE' })

/** A token of anybody in the organization. */
export const revokeOrganizationToken = (uuid: string): Promise<unknown> => request(`${ofOrganization}/${encodeURIComponent(uuid)}`, { method: 'DELETE' })

export const updateTokenRules = (rules: Partial<Record<OwnerKind, TokenRule>>): Promise<unknown> =>
  request('/api/v1/app/token-rules', { method: 'PATCH', body: rules })

export const updateProfile = (change: { firstName?: string; lastName?: string; email?: string; language?: Language }): Promise<User> =>
  request('/api/v1/user/me', { method: 'PATCH', body: change })

/** `password` is left out by people who have none yet. */
export const changePassword = (change: { password?: string; newPassword: string }): Promise<unknown> =>
  request('/api/v1/user/password', { method: 'POST', body: change })
