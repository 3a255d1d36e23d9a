import type { Scalar, SqlChartConfig } from '@atrium/documents'
import type { DimensionType, PivotPart } from '@atrium/semantic'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { OutcomeColumn } from './app-sessions.ts'
import { request } from './client.ts'

/** A column as it is shown: `label` and `format` are the author's, null where they said nothing. */
export type ViewColumn = OutcomeColumn & { label: string | null; format: string | null }

/** What a cell shows, by its kind. Rows are lists of values in the order of the columns. */
export type CellView =
  | { kind: 'table'; columns: ViewColumn[]; rows: unknown[][]; totalRows: number; offset: number; truncated: boolean; partial: boolean }
  | { kind: 'chart'; columns: OutcomeColumn[]; rows: unknown[][]; config: SqlChartConfig; truncated: boolean; partial: boolean }
  | {
      kind: 'pivot'
      /** Names of columns down the side and across the top, and of the values as they are called in the lines. */
      down: string[]
      across: string[]
      values: { name: string; column: string; aggregation: string }[]
      columns: OutcomeColumn[]
      lines: { part: PivotPart; values: unknown[] }[]
      truncated: boolean
      partial: boolean
    }
  | {
      kind: 'single_value'
      value: unknown
      type: DimensionType
      format: string | null
      formatted: string
      comparison: { as: 'value' | 'change' | 'percent'; value: unknown; formatted: string; label: string | null } | null
      partial: boolean
    }
  | {
      kind: 'profile'
      rows: number
      missing: number
      distinct: number
      least: unknown
      most: unknown
      mean: unknown
      frequent: { value: unknown; count: number }[]
      truncated: boolean
      partial: boolean
    }
  | { kind: 'text'; markdown: string }
  | { kind: 'input'; options: { value: Scalar; label: string }[] }

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
