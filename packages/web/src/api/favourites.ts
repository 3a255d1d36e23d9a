import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { request } from './client.ts'
import type { HomeItem } from './projects.ts'

/** The reader's favourites in a project, the last one first. */
export const favouritesQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['favourites', projectUuid],
    queryFn: ({ signal }) => request<HomeItem[]>(`/api/v1/app/favourites/${encodeURIComponent(projectUuid)}`, { signal }),
    staleTime: 60_000,
  })

/** Puts a chart, dashboard or space among the reader's favourites, or takes it out. */
export async function setFavourite(queryClient: QueryClient, projectUuid: string, uuid: string, isFavourite: boolean): Promise<void> {
  await request(`/api/v1/app/favourites/things/${encodeURIComponent(uuid)}`, { method: 'PUT', body: { isFavourite } })
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: favouritesQuery(projectUuid).queryKey }),
    queryClient.invalidateQueries({ queryKey: ['home', projectUuid] }),
  ])
}
