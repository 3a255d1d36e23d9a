import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export type DashboardSummary = { uuid: string; name: string; description?: string | null; spaceUuid: string; updatedAt: string; views?: number }

export const dashboardsQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['dashboards', projectUuid],
    queryFn: ({ signal }) => request<DashboardSummary[]>(`/api/v1/projects/${encodeURIComponent(projectUuid)}/dashboards`, { signal }),
    staleTime: 30_000,
  })
