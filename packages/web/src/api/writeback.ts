import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** Whether notebooks of a project may write tables, and which. */
export type Writeback = {
  isOn: boolean
  /** Null: the warehouse has no schemas, or it is off. */
  schema: string | null
  prefix: string
  /** Whether the warehouse takes tables at all. */
  canWrite: boolean
  /** Where they go unless another schema is named; null: there are none. */
  ownSchema: string | null
}

export type WriteMode = 'append' | 'replace'

/** A table that cells wrote, and its last time. */
export type WrittenTable = {
  name: string
  /** `other`: there is one of this name that no cell made. Null: the warehouse did not say. */
  state: 'here' | 'gone' | 'other' | null
  notebook: { uuid: string; name: string } | null
  rows: number
  mode: WriteMode
  writtenAt: string
  writtenBy: { userUuid: string; name: string } | null
}

export type WrittenTables = {
  tables: WrittenTable[]
  /** There are older ones. */
  hasMore: boolean
  /** Why the warehouse did not say which of them are still there; null: it did. */
  unasked: string | null
}

const path = (projectUuid: string): string => `/api/v1/app/writeback/${encodeURIComponent(projectUuid)}`

export const writebackQuery = (projectUuid: string) =>
  queryOptions({ queryKey: ['writeback', projectUuid], queryFn: ({ signal }) => request<Writeback>(path(projectUuid), { signal }) })

export const writtenTablesQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['writeback', projectUuid, 'tables'],
    queryFn: ({ signal }) => request<WrittenTables>(`${path(projectUuid)}/tables`, { signal }),
  })

export const switchWriteback = (projectUuid: string, place: { schema: string; prefix: string } | null): Promise<Writeback> =>
  request(path(projectUuid), { method: 'PUT', body: place === null ? { isOn: false } : { isOn: true, ...place } })

/** Takes a table off the list of those that notebooks wrote. */
export const forgetWrittenTable = (projectUuid: string, name: string): Promise<null> =>
  request(`${path(projectUuid)}/tables/${encodeURIComponent(name)}`, { method: 'DELETE' })
