import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export type ShareLink = { nanoid: string; path: string; params: string; shareUrl: string }

/** Keeps the address of a page under a short name. `expiresAt` null: it lasts. */
export const createShareLink = (path: string, params: string, expiresAt: string | null = null): Promise<ShareLink> =>
  request('/api/v1/share', { method: 'POST', body: { path, params, expiresAt } })

export type ListedShareLink = { id: string; path: string; createdAt: string; expiresAt: string | null; author: string | null }

const ofProject = (projectUuid: string): string => `/api/v1/app/share-links/${encodeURIComponent(projectUuid)}`

/** Short links into a project that have not ended. */
export const shareLinksQuery = (projectUuid: string) =>
  queryOptions({ queryKey: ['share-links', projectUuid], queryFn: ({ signal }) => request<ListedShareLink[]>(ofProject(projectUuid), { signal }) })

export const deleteShareLink = (projectUuid: string, id: string): Promise<unknown> =>
  request(`${ofProject(projectUuid)}/${encodeURIComponent(id)}`, { method: 'DELETE' })

/** Where a short link leads. */
export const shareLinkQuery = (id: string) =>
  queryOptions({
    queryKey: ['share-link', id],
    queryFn: ({ signal }) => request<ShareLink>(`/api/v1/share/${encodeURIComponent(id)}`, { signal }),
    staleTime: Infinity,
    retry: false,
  })
