import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { User } from './session.ts'

export type Token = { uuid: string; description: string; createdAt: string; lastUsedAt: string | null; expiresAt: string | null }
/** With the secret, which is told this once. */
export type NewToken = Token & { token: string }

const path = '/api/v1/user/me/personal-access-tokens'

export const tokensQuery = queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => request<Token[]>(path, { signal }), staleTime: 15_000 })
export const hasPasswordQuery = queryOptions({ queryKey: ['has-password'], queryFn: ({ signal }) => request<boolean>('/api/v1/user/password', { signal }) })

export const createToken = (token: { description: string; expiresAt: string | null }): Promise<NewToken> => request(path, { method: 'POST', body: token })

export const rotateToken = (uuid: string, expiresAt: string): Promise<NewToken> =>
  request(`${path}/${encodeURIComponent(uuid)}/rotate`, { method: 'PATCH', body: { expiresAt } })

export const revokeToken = (uuid: string): Promise<unknown> => request(`${path}/${encodeURIComponent(uuid)}`, { method: 'DELETE' })

export const updateProfile = (change: { firstName: string; lastName: string }): Promise<User> => request('/api/v1/user/me', { method: 'PATCH', body: change })

/** `password` is left out by people who have none yet. */
export const changePassword = (change: { password?: string; newPassword: string }): Promise<unknown> =>
  request('/api/v1/user/password', { method: 'POST', body: change })
