import type { Person } from './members.ts'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { OrganizationRole, ProjectRole } from './roles.ts'
import type { SpaceRole } from './spaces.ts'

export type UserGroup = { uuid: string; name: string; memberCount: number; /** An identity provider has the last word on it. */ isScimManaged: boolean }

/** What the members of a group have by it. */
export type GroupGrants = {
  projects: { projectUuid: string; name: string; role: ProjectRole }[]
  spaces: { spaceUuid: string; projectUuid: string; name: string; projectName: string; role: SpaceRole }[]
  attributes: { name: string; value: string }[]
}

/** One thing that a person would have less of. */
export type GroupLoss =
  | { kind: 'project'; projectUuid: string; name: string; before: OrganizationRole; after: OrganizationRole | null }
  | { kind: 'space'; spaceUuid: string; name: string; before: SpaceRole; after: SpaceRole | null }
  | { kind: 'attribute'; name: string; before: string[]; after: string[] }

export type MemberLoss = Person & { losses: GroupLoss[] }

const path = (groupUuid: string, rest = ''): string => `/api/v1/groups/${encodeURIComponent(groupUuid)}${rest}`

/** All groups by name; none for those who may not see them. */
export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async ({ signal }) => (await request<{ data: UserGroup[] }>('/api/v1/org/groups', { signal })).data,
  staleTime: 30_000,
})

export const groupQuery = (groupUuid: string) =>
  queryOptions({ queryKey: ['groups', groupUuid], queryFn: ({ signal }) => request<UserGroup>(path(groupUuid), { signal }) })

export const groupMembersQuery = (groupUuid: string) =>
  queryOptions({ queryKey: ['groups', groupUuid, 'members'], queryFn: ({ signal }) => request<Person[]>(path(groupUuid, '/members'), { signal }) })

export const groupGrantsQuery = (groupUuid: string) =>
  queryOptions({
    queryKey: ['groups', groupUuid, 'grants'],
    queryFn: ({ signal }) => request<GroupGrants>(`/api/v1/app/groups/${encodeURIComponent(groupUuid)}/grants`, { signal }),
  })

/** Who would have less without the group. Asked for when it is about to be deleted, so never from memory. */
export const groupLossesQuery = (groupUuid: string) =>
  queryOptions({
    queryKey: ['groups', groupUuid, 'losses'],
    queryFn: ({ signal }) => request<MemberLoss[]>(`/api/v1/app/groups/${encodeURIComponent(groupUuid)}/losses`, { signal }),
    staleTime: 0,
    gcTime: 0,
  })

export const createGroup = (name: string): Promise<UserGroup> => request('/api/v1/org/groups', { method: 'POST', body: { name } })

export const renameGroup = (groupUuid: string, name: string): Promise<UserGroup> => request(path(groupUuid), { method: 'PATCH', body: { name } })

export const deleteGroup = (groupUuid: string): Promise<unknown> => request(path(groupUuid), { method: 'DELETE' })

/** Answers nothing: the person is in it now, or was before. */
export const addToGroup = (groupUuid: string, userUuid: string): Promise<unknown> =>
  request(path(groupUuid, `/members/${encodeURIComponent(userUuid)}`), { method: 'PUT' })

export const removeFromGroup = (groupUuid: string, userUuid: string): Promise<unknown> =>
  request(path(groupUuid, `/members/${encodeURIComponent(userUuid)}`), { method: 'DELETE' })

/** Gives a group a role in a project, or changes the one it has. */
export const setGroupRole = (groupUuid: string, projectUuid: string, role: ProjectRole): Promise<unknown> =>
  request(path(groupUuid, `/projects/${encodeURIComponent(projectUuid)}`), { method: 'POST', body: { role } })

export const removeGroupRole = (groupUuid: string, projectUuid: string): Promise<unknown> =>
  request(path(groupUuid, `/projects/${encodeURIComponent(projectUuid)}`), { method: 'DELETE' })
