import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** Names of what a person may do in a project: `model.update`, `data.upload`… */
export const abilitiesQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['abilities', projectUuid],
    queryFn: ({ signal }) => request<string[]>(`/api/v1/app/abilities/${encodeURIComponent(projectUuid)}`, { signal }),
    staleTime: 5 * 60_000,
    retry: false,
  })

/** Names of what the person may do in the organization: `group.view`, `attribute.manage`… */
export const ownAbilitiesQuery = queryOptions({
  queryKey: ['abilities'],
  queryFn: ({ signal }) => request<string[]>('/api/v1/app/abilities', { signal }),
  staleTime: 5 * 60_000,
  retry: false,
})
