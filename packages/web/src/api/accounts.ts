import { queryOptions } from '@tanstack/react-query'
import type { Language } from '../i18n/language.ts'
import { request } from './client.ts'
import type { User } from './session.ts'

/** Ways into an account, and what belongs to one beside profile and tokens. */

export type Invitation = { email: string; organizationName: string; expiresAt: string }
export type EmailStatus = { email: string; isVerified: boolean; otp?: { numberOfAttempts: number; isExpired: boolean; isMaxAttempts: boolean } }
export type AvailableOrganization = { organizationUuid: string; name: string; membersCount: number }
export type Session = { uuid: string; createdAt: string; lastSeenAt: string; userAgent: string | null; isCurrent: boolean }

export type Registration = { firstName: string; lastName: string; password: string } & (
  | { inviteCode: string }
  | { email: string; /** In which the code comes. */ language: Language }
)

/** Codes of links are asked about once: nothing about them changes while a page is open. */
const once = { retry: false, staleTime: Number.POSITIVE_INFINITY } as const

export const invitationQuery = (code: string) =>
  queryOptions({
    queryKey: ['invitation', code],
    queryFn: ({ signal }) => request<Invitation>(`/api/v1/invite-links/${encodeURIComponent(code)}`, { signal, whenSignedOut: 'fail' }),
    ...once,
  })

export const registerUser = (registration: Registration): Promise<User> =>
  request('/api/v1/user', { method: 'POST', body: registration, whenSignedOut: 'fail' })

export const askForPasswordReset = (email: string): Promise<unknown> =>
  request('/api/v1/password-reset', { method: 'POST', body: { email }, whenSignedOut: 'fail' })

/** Null when the link works; fails when it does not. */
export const passwordResetQuery = (code: string) =>
  queryOptions({
    queryKey: ['password-reset', code],
    queryFn: async ({ signal }) => {
      await request(`/api/v1/password-reset/${encodeURIComponent(code)}`, { signal, whenSignedOut: 'fail' })
      return null
    },
    ...once,
  })

export const setNewPassword = (code: string, newPassword: string): Promise<unknown> =>
  request('/api/v1/user/password/reset', { method: 'POST', body: { code, newPassword }, whenSignedOut: 'fail' })

export const emailStatusQuery = queryOptions({
  queryKey: ['email-status'],
  queryFn: ({ signal }) => request<EmailStatus>('/api/v1/user/me/email/status', { signal }),
})

export const sendEmailCode = (): Promise<EmailStatus> => request('/api/v1/user/me/email/otp', { method: 'PUT' })

export const tryEmailCode = (code: string): Promise<EmailStatus> => request(`/api/v1/user/me/email/status?passcode=${encodeURIComponent(code)}`)

export const availableOrganizationsQuery = queryOptions({
  queryKey: ['available-organizations'],
  queryFn: ({ signal }) => request<AvailableOrganization[]>('/api/v1/user/me/allowedOrganizations', { signal }),
})

export const joinOrganization = (organizationUuid: string): Promise<unknown> =>
  request(`/api/v1/user/me/joinOrganization/${encodeURIComponent(organizationUuid)}`, { method: 'POST' })

export const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: ({ signal }) => request<Session[]>('/api/v1/app/sessions', { signal }) })

export const endSession = (uuid: string): Promise<unknown> => request(`/api/v1/app/sessions/${encodeURIComponent(uuid)}`, { method: 'DELETE' })

export const endOtherSessions = (): Promise<unknown> => request('/api/v1/app/sessions', { method: 'DELETE' })
