import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import { runCancellable, type Receipt, type RunOptions } from './results.ts'

/** Raw values by column. */
export type SqlResult = { rows: Record<string, unknown>[]; fields: Record<string, { type: string }>; receipt?: Receipt; truncated?: boolean }
/** Database → schema → table. */
export type TableTree = Record<string, Record<string, Record<string, object>>>

const inProject = (projectUuid: string): string => `/api/v1/projects/${encodeURIComponent(projectUuid)}`

/** Runs one SELECT. Aborting the signal also stops it in the warehouse. */
export const runSql = (projectUuid: string, sql: string, limit: number, { signal, refresh }: RunOptions): Promise<SqlResult> =>
  runCancellable(signal, (headers) =>
    request<SqlResult>(`${inProject(projectUuid)}/sqlQuery`, {
      method: 'POST',
      body: { sql, limit, ...(refresh === true ? { invalidateCache: true } : {}) },
      signal,
      headers,
    }),
  )

export const tablesQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['sql-tables', projectUuid],
    queryFn: ({ signal }) => request<TableTree>(`${inProject(projectUuid)}/sqlRunner/tables`, { signal }),
    staleTime: 5 * 60_000,
  })

/** Types of a table's columns by name. */
export const columnsQuery = (projectUuid: string, table: string) =>
  queryOptions({
    queryKey: ['sql-columns', projectUuid, table],
    queryFn: ({ signal }) => request<Record<string, string>>(`${inProject(projectUuid)}/sqlRunner/fields?tableName=${encodeURIComponent(table)}`, { signal }),
    staleTime: 5 * 60_000,
  })
