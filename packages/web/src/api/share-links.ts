import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export type ShareLink = { nanoid: string; path: string; params: string; shareUrl: string }

/** Keeps the address of a page under a short name. */
export const createShareLink = (path: string, params: string): Promise<ShareLink> => request('/api/v1/share', { method: 'POST', body: { path, params } })

/** Where a short link leads. */
export const shareLinkQuery = (id: string) =>
  queryOptions({
    queryKey: ['share-link', id],
    queryFn: ({ signal }) => request<ShareLink>(`/api/v1/share/${encodeURIComponent(id)}`, { signal }),
    staleTime: Infinity,
    retry: false,
  })
