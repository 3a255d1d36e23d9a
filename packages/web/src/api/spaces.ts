import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Person } from './members.ts'
import type { OrganizationRole } from './roles.ts'
import type { DashboardSummary } from './dashboards.ts'
import type { ChartSummary } from './saved-charts.ts'

export type SpaceRole = 'viewer' | 'editor' | 'admin'
export type SpaceSummary = {
  uuid: string
  name: string
  isPrivate: boolean
  slug?: string
  chartCount: number
  dashboardCount: number
  /** The space it is in; null also where the reader may not see that. */
  parentSpaceUuid: string | null
  /** Whether it has the access of the space it is in. */
  inheritsFromParent: boolean
}
export type SpaceMember = {
  userUuid: string
  firstName: string
  lastName: string
  email: string
  role: SpaceRole
  /** What the space names them for by themselves; null when they see it by other ways alone. */
  ownRole: SpaceRole | null
  /** The highest role from outside of that, and where it is from. */
  inheritedRole: OrganizationRole | SpaceRole
  inheritedFrom: 'organization' | 'project' | 'group' | 'space_group'
  /** The space above that names them, where that is what counts. */
  inheritedFromSpaceUuid: string | null
}
export type Space = {
  uuid: string
  name: string
  /** Null for one that is not pinned. */
  pinnedListUuid: string | null
  isPrivate: boolean
  access: SpaceMember[]
  parentSpaceUuid: string | null
  inheritsFromParent: boolean
  /** The spaces above that the reader may see, from the top, and itself. */
  breadcrumbs: { uuid: string; name: string }[]
  childSpaces: SpaceSummary[]
  inheritedGroups: { groupUuid: string; groupName: string; spaceRole: SpaceRole; fromSpaceUuid: string }[]
  groupsAccess: { groupUuid: string; groupName: string; spaceRole: SpaceRole }[]
  queries: ChartSummary[]
  dashboards: DashboardSummary[]
  /** What the person may do with it: `space.manage`… */
  abilities: string[]
}
/** A person whose access a change would change. Null: they cannot see the space. */
export type AccessChange = Person & { before: SpaceRole | null; after: SpaceRole | null }

const path = (projectUuid: string, spaceUuid?: string): string =>
  `/api/v1/projects/${encodeURIComponent(projectUuid)}/spaces${spaceUuid === undefined ? '' : `/${encodeURIComponent(spaceUuid)}`}`

export const spacesQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['spaces', projectUuid],
    queryFn: ({ signal }) => request<SpaceSummary[]>(path(projectUuid), { signal }),
    staleTime: 30_000,
  })

export const spaceQuery = (projectUuid: string, spaceUuid: string) =>
  queryOptions({
    queryKey: ['space', projectUuid, spaceUuid],
    queryFn: ({ signal }) => request<Space>(path(projectUuid, spaceUuid), { signal }),
    staleTime: 15_000,
  })

/** What can be changed of a space; what is absent stays. `parentSpaceUuid` null: at the top. */
export type SpaceChange = { name?: string; isPrivate?: boolean; parentSpaceUuid?: string | null; inheritsFromParent?: boolean }

export const createSpace = (projectUuid: string, space: { name: string; isPrivate?: boolean; parentSpaceUuid?: string }): Promise<Space> =>
  request(path(projectUuid), { method: 'POST', body: space })

export const updateSpace = (projectUuid: string, spaceUuid: string, change: SpaceChange): Promise<Space> =>
  request(path(projectUuid, spaceUuid), { method: 'PATCH', body: change })

/** Moves a space and everything in it to the trash. */
export const deleteSpace = (projectUuid: string, spaceUuid: string): Promise<unknown> => request(path(projectUuid, spaceUuid), { method: 'DELETE' })

export const shareSpace = (projectUuid: string, spaceUuid: string, access: { userUuid: string; spaceRole: SpaceRole }): Promise<unknown> =>
  request(`${path(projectUuid, spaceUuid)}/share`, { method: 'POST', body: access })

export const unshareSpace = (projectUuid: string, spaceUuid: string, userUuid: string): Promise<unknown> =>
  request(`${path(projectUuid, spaceUuid)}/share/${encodeURIComponent(userUuid)}`, { method: 'DELETE' })

export const shareWithGroup = (projectUuid: string, spaceUuid: string, access: { groupUuid: string; spaceRole: SpaceRole }): Promise<unknown> =>
  request(`${path(projectUuid, spaceUuid)}/group/share`, { method: 'POST', body: access })

export const unshareWithGroup = (projectUuid: string, spaceUuid: string, groupUuid: string): Promise<unknown> =>
  request(`${path(projectUuid, spaceUuid)}/group/share/${encodeURIComponent(groupUuid)}`, { method: 'DELETE' })

/** Who would gain or lose access by a change of a space. Asked for right before, so never from memory. */
export const accessPreviewQuery = (spaceUuid: string, { isPrivate, parentSpaceUuid, inheritsFromParent }: SpaceChange) => {
  const search = new URLSearchParams({
    ...(isPrivate === undefined ? {} : { isPrivate: String(isPrivate) }),
    ...(inheritsFromParent === undefined ? {} : { inheritsFromParent: String(inheritsFromParent) }),
    ...(parentSpaceUuid === undefined ? {} : parentSpaceUuid === null ? { atTop: 'true' } : { parentSpaceUuid }),
  }).toString()
  return queryOptions({
    queryKey: ['access-preview', spaceUuid, search],
    queryFn: ({ signal }) => request<AccessChange[]>(`/api/v1/app/spaces/${encodeURIComponent(spaceUuid)}/access-preview?${search}`, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}
