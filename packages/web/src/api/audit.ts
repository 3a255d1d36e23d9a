import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** One line of the audit log. */
export type AuditEntry = {
  id: string
  at: string
  actor: { kind: string; uuid: string | null; name: string | null; email: string | null }
  /** Whom the actor viewed as. */
  as: { uuid: string; name: string | null; email: string | null } | null
  source: { address: string | null; userAgent: string | null; credential: 'session' | 'token' | 'background' | null; token: string | null }
  operation: string
  outcome: 'done' | 'refused'
  reason: string | null
  target: { kind: string; uuid: string; name: string | null }
  project: { uuid: string; name: string | null } | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  hash: string
}

/** What the log is narrowed to; all values as the server takes them. */
export type AuditQuery = Partial<Record<'personUuid' | 'operation' | 'projectUuid' | 'targetKind' | 'targetUuid' | 'outcome' | 'from' | 'to', string>>

export type AuditFacets = {
  people: { uuid: string; name: string | null; email: string | null }[]
  operations: string[]
  projects: { uuid: string; name: string | null }[]
}

type Page = { entries: AuditEntry[]; next: string | null }

export const auditQuery = (filter: AuditQuery) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams({ ...filter, ...(pageParam === '' ? {} : { before: pageParam }) })
      return request<Page>(`/api/v1/app/audit?${search.toString()}`, { signal })
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    retry: false,
  })

export const auditFacetsQuery = queryOptions({
  queryKey: ['audit-facets'],
  queryFn: ({ signal }) => request<AuditFacets>('/api/v1/app/audit/facets', { signal }),
  retry: false,
})

/** Address of the file with all lines of a filter. */
export const auditExportUrl = (filter: AuditQuery, format: 'csv' | 'ndjson'): string =>
  `/api/v1/app/audit/export?${new URLSearchParams({ ...filter, format }).toString()}`
