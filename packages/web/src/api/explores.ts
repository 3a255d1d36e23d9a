import { queryOptions } from '@tanstack/react-query'
import type { Explore, FilterGroup, InlineError, MetricQuery, ParameterValues } from '@atrium/semantic'
import { request } from './client.ts'
import { fromModelFiles } from './projects.ts'

export type ExploreSummary = {
  name: string
  label: string
  tags: string[]
  groupLabel?: string
  description?: string
  type?: string
  errors?: InlineError[]
}

export type FieldValues = { search: string; results: unknown[]; cached?: boolean; refreshedAt?: string }

const base = (projectUuid: string, exploreName?: string): string =>
  `/api/v1/projects/${encodeURIComponent(projectUuid)}${exploreName === undefined ? '' : `/explores/${encodeURIComponent(exploreName)}`}`

export const exploresQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['explores', projectUuid],
    queryFn: ({ signal }) => request<ExploreSummary[]>(`${base(projectUuid)}/explores?filtered=true`, { signal }),
    staleTime: 30_000,
    // The first model of a project appears by itself.
    refetchInterval: ({ state }) => (state.data?.length === 0 ? 2000 : false),
    ...fromModelFiles,
  })

/** The same with those that the project does not offer. */
export const allExploresQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['explores', projectUuid, 'all'],
    queryFn: ({ signal }) => request<ExploreSummary[]>(`${base(projectUuid)}/explores`, { signal }),
    staleTime: 30_000,
    ...fromModelFiles,
  })

export const exploreQuery = (projectUuid: string, exploreName: string) =>
  queryOptions({
    queryKey: ['explore', projectUuid, exploreName],
    queryFn: ({ signal }) => request<Explore>(base(projectUuid, exploreName), { signal }),
    staleTime: 60_000,
    ...fromModelFiles,
  })

/** The SQL of a question, without running it. */
export const compiledSqlQuery = (projectUuid: string, query: MetricQuery, key: string) =>
  queryOptions({
    queryKey: ['compiled-sql', projectUuid, key],
    queryFn: ({ signal }) => request<string>(`${base(projectUuid, query.exploreName)}/compileQuery`, { method: 'POST', body: query, signal }),
    staleTime: 60_000,
    retry: false,
  })

export type FieldValuesRequest = {
  projectUuid: string
  exploreName: string
  fieldId: string
  search: string
  filters?: FilterGroup
  parameters?: ParameterValues
}

/** Values of a dimension that contain `search`, at most 50. */
export const fieldValuesQuery = ({ projectUuid, exploreName, fieldId, search, filters, parameters }: FieldValuesRequest) =>
  queryOptions({
    queryKey: ['field-values', projectUuid, exploreName, fieldId, search, filters ?? null, parameters ?? null],
    queryFn: ({ signal }) =>
      request<FieldValues>(`${base(projectUuid)}/field/${encodeURIComponent(fieldId)}/search`, {
        method: 'POST',
        body: { table: exploreName, search, limit: 50, ...(filters === undefined ? {} : { filters }), ...(parameters === undefined ? {} : { parameters }) },
        signal,
      }),
    staleTime: 5 * 60_000,
    retry: false,
  })
