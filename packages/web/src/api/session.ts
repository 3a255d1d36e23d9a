import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Language } from '../i18n/language.ts'
import type { Role } from './members.ts'

/** The signed-in person. */
export type User = {
  userUuid: string
  email?: string
  firstName: string
  lastName: string
  organizationUuid?: string
  organizationName?: string
  role?: Role
  isEmailVerified?: boolean
  /** In which they are written to; null: they have not said yet. */
  language: Language | null
  /** The administrator who views as this person; absent when it is the person. */
  impersonatedBy?: { firstName: string; lastName: string; email: string; endsAt: string }
  /** The organization asks for a second factor, and there is nothing else to do before there is one. */
  mustEnrol?: boolean
}

export type Health = {
  healthy: boolean
  version: string
  isAuthenticated: boolean
  hasEmailClient?: boolean
  /** Where people reach this installation. */
  siteUrl?: string
  /** Hosts whose pages may be shown in a frame. */
  frameHosts?: string[]
  query?: { maxLimit: number; csvCellsLimit: number }
}

export type SetupAnswers = { token?: string; email: string; password: string; firstName: string; lastName: string; organizationName: string }

/** Who is signed in; fails with a 401 instead of asking. */
export const userQuery = queryOptions({
  queryKey: ['user'],
  queryFn: ({ signal }) => request<User>('/api/v1/user', { signal, whenSignedOut: 'fail' }),
  staleTime: 5 * 60_000,
})

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => request<Health>('/api/v1/health', { signal, whenSignedOut: 'fail' }),
  staleTime: 10 * 60_000,
})

/** Whether the first administrator is still to be made. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => request<{ open: boolean }>('/api/v1/app/setup', { signal, whenSignedOut: 'fail' }),
})

export const signIn = (credentials: { email: string; password: string }): Promise<User> =>
  request('/api/v1/login', { method: 'POST', body: credentials, whenSignedOut: 'fail' })

/** Redeems the link that the server printed when it started. */
export const signInByLink = (token: string): Promise<unknown> => request('/api/v1/app/sign-in-link', { method: 'POST', body: { token }, whenSignedOut: 'fail' })

export const signOut = (): Promise<unknown> => request('/api/v1/logout', { whenSignedOut: 'fail' })

/** Makes the organization and its first administrator, who is signed in afterwards. */
export const completeSetup = (answers: SetupAnswers): Promise<unknown> => request('/api/v1/app/setup', { method: 'POST', body: answers, whenSignedOut: 'fail' })
