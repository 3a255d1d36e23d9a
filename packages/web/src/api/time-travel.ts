import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

type Person = { firstName: string; lastName: string }

/** What happened to a thing beside its versions; `before` and `after` are names. */
export type HistoryEvent = { what: 'renamed' | 'described' | 'moved' | 'deleted' | 'restored'; at: string; by: Person | null; before?: string; after?: string }

/** Beside a thing as it was at a moment: which version that is, and what became of it. */
export type Past = {
  at: string
  versionNumber: number
  savedAt: string
  savedBy: Person | null
  nameNow: string
  /** It says the same today, by the same name. */
  isCurrent: boolean
  /** Set when it is in the trash today. */
  deletedAt: string | null
  deletedBy: Person | null
  mayRestore: boolean
}

/** A thing in the list of what there was. */
export type ListedThen = {
  uuid: string
  kind: 'chart' | 'sql_chart' | 'dashboard'
  name: string
  description: string | null
  /** Null where it may not be seen today or was deleted for good. */
  space: { uuid: string; name: string } | null
  updatedAt: string
  updatedBy: Person | null
  asOf?: Past
}

/** Charts and dashboards that there were at a moment; in one space, or in all. */
export const contentAsOfQuery = (projectUuid: string, { asOf, spaceUuid }: { asOf: string; spaceUuid?: string | undefined }) =>
  queryOptions({
    queryKey: ['content-as-of', projectUuid, asOf, spaceUuid],
    queryFn: ({ signal }) =>
      request<ListedThen[]>(
        `/api/v1/app/as-of/${encodeURIComponent(projectUuid)}?${new URLSearchParams({ asOf, ...(spaceUuid === undefined ? {} : { spaceUuid }) }).toString()}`,
        { signal },
      ),
    retry: false,
  })

export type KindThen = 'charts' | 'sql-charts' | 'dashboards'

/** Brings a thing back as it was: out of the trash, as its newest version. */
export const restoreAsOf = (kind: KindThen, uuid: string, asOf: string): Promise<{ restoredUuids: string[]; versionNumber: number }> =>
  request(`/api/v1/app/as-of/${kind}/${encodeURIComponent(uuid)}/restore`, { method: 'POST', body: { asOf } })

/** The query string that asks for a thing as of a moment; without one it is as it is today. */
export const asOfSearch = (asOf: string | undefined): string => (asOf === undefined ? '' : `?${new URLSearchParams({ asOf }).toString()}`)
