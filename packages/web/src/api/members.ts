import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export const roles = ['member', 'viewer', 'interactive_viewer', 'editor', 'developer', 'admin'] as const
export type Role = (typeof roles)[number]
/** What people who join by themselves may become. */
export const joiningRoles = ['member', 'viewer', 'interactive_viewer', 'editor'] as const
export type JoiningRole = (typeof joiningRoles)[number]

export type Member = {
  userUuid: string
  email: string
  firstName: string
  lastName: string
  role: Role
  isActive: boolean
  isPending: boolean
  isInviteExpired: boolean
  /** An identity provider has the last word on them. */
  isScimManaged: boolean
}

/** Who somebody is, where nothing else of them matters. */
export type Person = Pick<Member, 'userUuid' | 'email' | 'firstName' | 'lastName'>

export type MadeInvitation = { inviteUrl: string; email: string; isMailed: boolean }
export type Footprint = { sessions: number; tokens: number; projects: number; spaces: number; ownSpaces: string[]; made: number }
export type AllowedDomains = { emailDomains: string[]; role: JoiningRole; projects: { projectUuid: string; role: Exclude<JoiningRole, 'member'> }[] }

/** What a person is called: by name, or by e-mail while there is none. */
export const nameOf = ({ firstName, lastName, email }: Omit<Person, 'userUuid'>): string => `${firstName} ${lastName}`.trim() || email

/** What is said of somebody below their name: the address, nothing of a service account's, which is none. */
export const addressOf = ({ email }: Pick<Person, 'email'>): string | null => (email.endsWith('@service-account.invalid') ? null : email)

/** People of the organization. */
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async ({ signal }) => (await request<{ data: Member[] }>('/api/v1/org/users', { signal })).data,
  staleTime: 60_000,
})

const ofMember = (userUuid: string): string => `/api/v1/app/members/${encodeURIComponent(userUuid)}`

export const footprintQuery = (userUuid: string) =>
  queryOptions({ queryKey: ['footprint', userUuid], queryFn: ({ signal }) => request<Footprint>(`${ofMember(userUuid)}/footprint`, { signal }), staleTime: 0 })

export const inviteMember = (invitation: { email: string; role: Role; expiresAt: string }): Promise<MadeInvitation> =>
  request('/api/v1/invite-links', { method: 'POST', body: invitation })

export const updateMemberRole = (userUuid: string, role: Role): Promise<unknown> =>
  request(`/api/v1/org/users/${encodeURIComponent(userUuid)}`, { method: 'PATCH', body: { role } })

export const setMemberActive = (userUuid: string, isActive: boolean): Promise<unknown> => request(ofMember(userUuid), { method: 'PATCH', body: { isActive } })

export const removeMember = (userUuid: string): Promise<unknown> => request(`/api/v1/org/user/${encodeURIComponent(userUuid)}`, { method: 'DELETE' })

/** `link` is null when it went to the member by mail. */
export const resetPasswordOfMember = (userUuid: string): Promise<{ link: string | null; email: string }> =>
  request(`${ofMember(userUuid)}/password-reset`, { method: 'POST' })

export const allowedDomainsQuery = queryOptions({
  queryKey: ['allowed-domains'],
  queryFn: ({ signal }) => request<AllowedDomains>('/api/v1/org/allowedEmailDomains', { signal }),
})

export const updateAllowedDomains = (allowed: AllowedDomains): Promise<AllowedDomains> =>
  request('/api/v1/org/allowedEmailDomains', { method: 'PATCH', body: allowed })
