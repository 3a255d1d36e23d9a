import { queryOptions } from '@tanstack/react-query'
import type { ChartDocument } from '@atrium/documents'
import { request } from './client.ts'
import type { Verification } from './content-care.ts'
import type { Unpublished } from './drafts.ts'
import { asOfSearch, type HistoryEvent, type Past } from './time-travel.ts'

/** A saved chart as the server tells it: the document and what is around it. */
export type SavedChart = ChartDocument & {
  uuid: string
  projectUuid: string
  name: string
  description?: string | null
  spaceUuid: string
  spaceName: string
  dashboardUuid: string | null
  dashboardName: string | null
  slug: string
  /** Null for one that is not pinned. */
  pinnedListUuid: string | null
  updatedAt: string
  updatedByUser?: { firstName: string; lastName: string }
  /** What the person may do with it: `chart.update`… Only of a chart that is asked for by itself. */
  abilities?: string[]
  /** Who vouches for it; null: nobody. */
  verification?: Verification | null
  /** What is changed and not published; absent for those who may not change it. */
  unpublished?: Unpublished | null
  /** Set on one as it was at a moment. */
  asOf?: Past
}

/** Whether the person may do something with a chart; not where that is not known. */
export const mayWithChart = (chart: SavedChart | undefined, action: 'chart.update' | 'chart.delete' | 'chart.promote' | 'content.verify'): boolean =>
  chart?.abilities?.includes(action) === true

export type ChartSummary = {
  uuid: string
  name: string
  description?: string | null
  spaceUuid: string
  spaceName: string
  chartKind?: string
  /** `sql`: a chart of somebody's SQL, which has a page of its own. */
  source?: 'dbt_explore' | 'sql'
  updatedAt?: string
  views?: number
  /** Who vouches for it; null: nobody. */
  verification?: Verification | null
  /** What is changed and not published; absent for those who may not change it. */
  unpublished?: Unpublished | null
}
/** One thing that a version changed; `before` and `after` are an explore, a limit or a kind of chart. */
export type ChartChangeTold = { what: string; fieldId?: string; name?: string; before?: string | number; after?: string | number }
/** One saved state; `changes` are what it changed, none for the first. */
export type ChartVersion = {
  versionUuid: string
  number: number
  createdAt: string
  createdBy: { firstName: string; lastName: string } | null
  message: string | null
  changes: ChartChangeTold[]
}
export type NewChart = ChartDocument & { name: string; description?: string; spaceUuid?: string }

const path = (chartUuid: string): string => `/api/v1/saved/${encodeURIComponent(chartUuid)}`

export const chartQuery = (chartUuid: string) =>
  queryOptions({ queryKey: ['chart', chartUuid], queryFn: ({ signal }) => request<SavedChart>(path(chartUuid), { signal }), staleTime: 15_000 })

/** The same as it was at a moment. */
export const pastChartQuery = (chartUuid: string, asOf: string) =>
  queryOptions({
    queryKey: ['chart', chartUuid, 'as-of', asOf],
    queryFn: ({ signal }) => request<SavedChart>(`${path(chartUuid)}${asOfSearch(asOf)}`, { signal }),
    retry: false,
  })

export const chartsQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['charts', projectUuid],
    queryFn: ({ signal }) => request<ChartSummary[]>(`/api/v1/projects/${encodeURIComponent(projectUuid)}/charts`, { signal }),
    staleTime: 30_000,
  })

/** All versions, oldest first. */
export const chartHistoryQuery = (chartUuid: string) =>
  queryOptions({
    queryKey: ['chart', chartUuid, 'history'],
    queryFn: ({ signal }) =>
      request<{ history: ChartVersion[]; events: HistoryEvent[] }>(`/api/v1/app/charts/${encodeURIComponent(chartUuid)}/history`, { signal }),
  })

export const chartVersionQuery = (chartUuid: string, versionUuid: string) =>
  queryOptions({
    queryKey: ['chart', chartUuid, 'version', versionUuid],
    async queryFn({ signal }): Promise<{ document: ChartDocument; createdAt: string }> {
      const version = `${path(chartUuid)}/version/${encodeURIComponent(versionUuid)}`
      const { chart, createdAt } = await request<{ chart: SavedChart; createdAt: string }>(version, { signal })
      return { document: chart, createdAt }
    },
    staleTime: Infinity,
  })

export const createChart = (projectUuid: string, chart: NewChart): Promise<SavedChart> =>
  request(`/api/v1/projects/${encodeURIComponent(projectUuid)}/saved`, { method: 'POST', body: chart })

export const updateChart = (chartUuid: string, change: { name?: string; description?: string; spaceUuid?: string }): Promise<SavedChart> =>
  request(path(chartUuid), { method: 'PATCH', body: change })

/** Writes an old version as the newest one. */
export const restoreChartVersion = (chartUuid: string, versionUuid: string): Promise<unknown> =>
  request(`${path(chartUuid)}/rollback/${encodeURIComponent(versionUuid)}`, { method: 'POST' })

export const deleteChart = (chartUuid: string): Promise<unknown> => request(path(chartUuid), { method: 'DELETE' })
