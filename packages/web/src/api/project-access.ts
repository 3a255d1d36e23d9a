import type { Person } from './members.ts'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { OrganizationRole, ProjectRole } from './roles.ts'

/** One of the roles that make up what a person is in a project. */
export type RoleSource =
  | { from: 'organization'; role: OrganizationRole }
  | { from: 'project'; role: ProjectRole }
  | { from: 'group'; role: ProjectRole; groupUuid: string; name: string }

export type PersonWithAccess = Person & { isActive: boolean; /** The highest of `sources`. */ role: OrganizationRole; sources: RoleSource[] }
export type GroupWithAccess = { groupUuid: string; name: string; role: ProjectRole; memberCount: number }
export type ProjectAccess = { people: PersonWithAccess[]; groups: GroupWithAccess[] }

/** Where a role may do something, from anywhere to nowhere. */
export type Circumstance = 'always' | 'public_space' | 'space_viewer' | 'space_editor' | 'space_admin' | 'own' | 'previews' | 'own_previews' | 'never'
export type ExplainedAction = { action: string; by: Record<ProjectRole, Circumstance> }

const path = (projectUuid: string, userUuid?: string): string =>
  `/api/v1/projects/${encodeURIComponent(projectUuid)}/access${userUuid === undefined ? '' : `/${encodeURIComponent(userUuid)}`}`

/** Everybody who can see a project, and why. For its administrators. */
export const projectAccessQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['project-access', projectUuid],
    queryFn: ({ signal }) => request<ProjectAccess>(`/api/v1/app/project-access/${encodeURIComponent(projectUuid)}`, { signal }),
    retry: false,
  })

/** What each role in a project may do, from the server's own rules. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => request<ExplainedAction[]>('/api/v1/app/roles', { signal }),
  staleTime: Infinity,
})

export const grantRole = (projectUuid: string, email: string, role: ProjectRole): Promise<unknown> =>
  request(path(projectUuid), { method: 'POST', body: { email, role, sendEmail: false } })

export const changeRole = (projectUuid: string, userUuid: string, role: ProjectRole): Promise<unknown> =>
  request(path(projectUuid, userUuid), { method: 'PATCH', body: { role } })

/** Takes the own role away; what organization and groups give stays. */
export const revokeRole = (projectUuid: string, userUuid: string): Promise<unknown> => request(path(projectUuid, userUuid), { method: 'DELETE' })
