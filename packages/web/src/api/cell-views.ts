import type { Scalar, SqlChartConfig } from '@atrium/documents'
import type { DimensionType } from '@atrium/semantic'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

export type ViewColumn = { name: string; type: DimensionType; label?: string; format?: string }
type Rows = { columns: readonly ViewColumn[]; rows: readonly (readonly unknown[])[] }

/** What a cell shows of the rows that it reads, by its kind. */
export type CellView =
  | (Rows & { kind: 'table'; totalRows: number; truncated: boolean; offset: number })
  | (Rows & { kind: 'chart'; config: SqlChartConfig; truncated: boolean })
  | { kind: 'text'; markdown: string }
  | { kind: 'input'; options: { value: Scalar; label?: string }[] }

export type RowsAsked = { name?: string; offset?: number; limit?: number; sort?: { column: string; descending: boolean } }

type Asked = { sessionUuid: string; cellId: string; /** Changes with what the cell answered. */ answer: string; rows?: RowsAsked }

/** What a cell shows; kept as long as its answer is the same, and shown until the next one is there. */
export const cellViewQuery = ({ sessionUuid, cellId, answer, rows = {} }: Asked) =>
  queryOptions({
    queryKey: ['cell-view', sessionUuid, cellId, answer, rows],
    queryFn: ({ signal }) =>
      request<CellView>(`/api/v1/app/app-sessions/${encodeURIComponent(sessionUuid)}/cells/${encodeURIComponent(cellId)}/view${asked(rows)}`, { signal }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    retry: false,
  })

function asked({ name, offset, limit, sort }: RowsAsked): string {
  const query = new URLSearchParams()
  if (name !== undefined) query.set('name', name)
  if (offset !== undefined) query.set('offset', String(offset))
  if (limit !== undefined) query.set('limit', String(limit))
  if (sort !== undefined) query.set('sort', `${sort.descending ? '-' : ''}${sort.column}`)
  return query.size === 0 ? '' : `?${query.toString()}`
}
