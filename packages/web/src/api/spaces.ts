import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export type SpaceSummary = { uuid: string; name: string; isPrivate: boolean; slug?: string; chartCount: number; dashboardCount: number }

export const spacesQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['spaces', projectUuid],
    queryFn: ({ signal }) => request<SpaceSummary[]>(`/api/v1/projects/${encodeURIComponent(projectUuid)}/spaces`, { signal }),
    staleTime: 30_000,
  })
