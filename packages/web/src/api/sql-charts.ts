import type { SqlAnswer, SqlChartConfig } from '@atrium/documents'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Unpublished } from './drafts.ts'
import { runCancellable, type RunOptions } from './results.ts'
import { asOfSearch, type HistoryEvent, type Past } from './time-travel.ts'

type Person = { firstName: string; lastName: string }

/** A chart of somebody's SQL. */
export type SqlChart = {
  savedSqlUuid: string
  slug: string
  name: string
  description: string | null
  sql: string
  limit: number
  config: SqlChartConfig
  space: { uuid: string; name: string }
  lastUpdatedAt: string
  lastUpdatedBy: Person | null
  versionNumber: number
  /** Absent for those who may not change it. */
  unpublished?: Unpublished | null
  abilities: string[]
  /** Set on one as it was at a moment. */
  asOf?: Past
}

export type SqlChartContent = Pick<SqlChart, 'sql' | 'limit' | 'config'>

/** A state of one: as it is published (null), or one of its versions. */
export type SqlChartState = SqlChartContent & { versionUuid: string | null }

/** Its rows, put together as it draws them, and what was asked. */
export type SqlChartResults = SqlAnswer & {
  rowCount: number
  truncated: boolean
  dataAsOf: string
  cacheHit: boolean
  config: SqlChartConfig
  sql: string
  chart: { savedSqlUuid: string; name: string }
}

/** One thing that a version changed; of a limit or a kind what it was and became. */
export type SqlChartChangeTold = { what: string; before?: string | number; after?: string | number }

export type SqlChartVersion = {
  versionUuid: string
  number: number
  createdAt: string
  createdBy: Person | null
  message: string | null
  changes: readonly SqlChartChangeTold[]
}

export const mayWithSqlChart = (chart: SqlChart | undefined, action: 'chart.update' | 'chart.delete' | 'chart.create'): boolean =>
  chart?.abilities.includes(action) === true

const saved = (projectUuid: string, chartUuid?: string): string =>
  `/api/v1/projects/${encodeURIComponent(projectUuid)}/sqlRunner/saved${chartUuid === undefined ? '' : `/${encodeURIComponent(chartUuid)}`}`
const own = (chartUuid: string, rest: string): string => `/api/v1/app/sql-charts/${encodeURIComponent(chartUuid)}/${rest}`

export const sqlChartQuery = (projectUuid: string, chartUuid: string) =>
  queryOptions({ queryKey: ['sql-chart', chartUuid], queryFn: ({ signal }) => request<SqlChart>(saved(projectUuid, chartUuid), { signal }), staleTime: 15_000 })

/** The same as it was at a moment. */
export const pastSqlChartQuery = (projectUuid: string, chartUuid: string, asOf: string) =>
  queryOptions({
    queryKey: ['sql-chart', chartUuid, 'as-of', asOf],
    queryFn: ({ signal }) => request<SqlChart>(`${saved(projectUuid, chartUuid)}${asOfSearch(asOf)}`, { signal }),
    retry: false,
  })

/** All versions, oldest first. */
export const sqlChartHistoryQuery = (chartUuid: string) =>
  queryOptions({
    queryKey: ['sql-chart', chartUuid, 'history'],
    queryFn: ({ signal }) => request<{ history: SqlChartVersion[]; events: HistoryEvent[] }>(own(chartUuid, 'history'), { signal }),
  })

/** One version; what it says never changes. */
export const sqlChartVersionQuery = (chartUuid: string, versionUuid: string) =>
  queryOptions({
    queryKey: ['sql-chart', chartUuid, 'version', versionUuid],
    async queryFn({ signal }): Promise<{ document: SqlChartState; createdAt: string }> {
      const path = own(chartUuid, `history/${encodeURIComponent(versionUuid)}`)
      const { document, createdAt } = await request<Omit<SqlChartVersion, 'changes'> & { document: SqlChartContent }>(path, { signal })
      return { document: { ...document, versionUuid }, createdAt }
    },
    staleTime: Infinity,
  })

/** Runs it, or one of its versions. Aborting the signal also stops it in the warehouse. */
export const runSqlChart = (
  chartUuid: string,
  { signal, refresh, ...asked }: RunOptions & { versionUuid?: string; onDashboard?: boolean; asOf?: string | undefined },
): Promise<SqlChartResults> =>
  runCancellable(signal, (headers) =>
    request<SqlChartResults>(own(chartUuid, 'results'), {
      method: 'POST',
      body: { ...asked, ...(refresh === true ? { invalidateCache: true } : {}) },
      signal,
      headers,
    }),
  )

type Saved = { savedSqlUuid: string; slug: string }
type NewSqlChart = SqlChartContent & { name: string; description?: string; spaceUuid?: string }

export const createSqlChart = (projectUuid: string, chart: NewSqlChart): Promise<Saved> => request(saved(projectUuid), { method: 'POST', body: chart })

/** What is no part of a version; its SQL is changed as a draft. */
type SqlChartChange = { unversionedData: { name?: string; description?: string; spaceUuid?: string } }

export const updateSqlChart = (projectUuid: string, chartUuid: string, change: SqlChartChange): Promise<unknown> =>
  request(saved(projectUuid, chartUuid), { method: 'PATCH', body: change })

export const deleteSqlChart = (projectUuid: string, chartUuid: string): Promise<unknown> => request(saved(projectUuid, chartUuid), { method: 'DELETE' })

export const duplicateSqlChart = (chartUuid: string, name: string): Promise<Saved> => request(own(chartUuid, 'duplicate'), { method: 'POST', body: { name } })

/** Writes an old version as the newest one. */
export const restoreSqlChartVersion = (chartUuid: string, versionUuid: string): Promise<unknown> =>
  request(own(chartUuid, `rollback/${encodeURIComponent(versionUuid)}`), { method: 'POST' })
