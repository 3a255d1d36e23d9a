import type { CellView } from '@atrium/documents'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export type RowsAsked = {
  /** Which of several results; of what code showed `#0`, `#1` … */
  name?: string
  offset?: number
  limit?: number
  sort?: { column: string; descending: boolean }
  /** What is in this column, in the place of the rows. */
  profile?: string
}

type Asked = { sessionUuid: string; cellId: string; /** Another text for another answer. */ answer: string; locale: string; rows?: RowsAsked }

/** What a cell shows; kept as long as its answer is the same, and shown until the next one is there. */
export const cellViewQuery = ({ sessionUuid, cellId, answer, locale, rows = {} }: Asked) =>
  queryOptions({
    queryKey: ['cell-view', sessionUuid, cellId, answer, locale, rows],
    queryFn: ({ signal }) =>
      request<CellView>(`/api/v1/app/app-sessions/${encodeURIComponent(sessionUuid)}/cells/${encodeURIComponent(cellId)}/view?${asked(locale, rows)}`, {
        signal,
      }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    retry: false,
  })

function asked(locale: string, { name, offset, limit, sort, profile }: RowsAsked): string {
  const query = new URLSearchParams({ locale })
  if (name !== undefined) query.set('name', name)
  if (offset !== undefined) query.set('offset', String(offset))
  if (limit !== undefined) query.set('limit', String(limit))
  if (sort !== undefined) query.set('sort', `${sort.descending ? 'desc' : 'asc'}.${sort.column}`)
  if (profile !== undefined) query.set('profile', profile)
  return query.toString()
}
