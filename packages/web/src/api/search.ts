import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export type SearchHitKind = 'chart' | 'sql_chart' | 'dashboard' | 'notebook' | 'space' | 'table' | 'dimension' | 'metric' | 'person'

/** One thing that was found; the keys of other kinds are null. */
export type SearchHit = {
  kind: SearchHitKind
  uuid: string
  label: string
  description: string | null
  /** The space of content, the table of a field. */
  place: string | null
  explore: string | null
  fieldId: string | null
  updatedAt: string | null
  updatedBy: string | null
  usage: number
  errors: string[]
}

export type SearchResults = { hits: SearchHit[]; counts: Partial<Record<SearchHitKind, number>> }

/** Everything that matches what was typed, best first. The last answer stays until the next one is there. */
export const searchQuery = (projectUuid: string, typed: string) =>
  queryOptions({
    queryKey: ['search', projectUuid, typed],
    queryFn: ({ signal }) => request<SearchResults>(`/api/v1/app/search/${encodeURIComponent(projectUuid)}?${new URLSearchParams({ q: typed })}`, { signal }),
    staleTime: 10_000,
    retry: false,
    placeholderData: keepPreviousData,
  })
