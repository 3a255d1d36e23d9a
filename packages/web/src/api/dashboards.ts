import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { DashboardDocument, DashboardFilters } from '@atrium/documents'
import type { CompiledDimension, Explore, ModelParameter, ParameterValue, ParameterValues, SortField } from '@atrium/semantic'
import { request } from './client.ts'
import type { Verification } from './content-care.ts'
import type { Unpublished } from './drafts.ts'
import { runCancellable, type Results, type RunOptions } from './results.ts'
import type { SavedChart } from './saved-charts.ts'
import { asOfSearch, type HistoryEvent, type Past } from './time-travel.ts'

export type DashboardSummary = {
  uuid: string
  name: string
  description?: string | null
  spaceUuid: string
  spaceName?: string
  updatedAt: string
  views?: number
  /** Who vouches for it; null: nobody. */
  verification?: Verification | null
  /** What is changed and not published; absent for those who may not change it. */
  unpublished?: Unpublished | null
}

/** A dashboard as the server tells it: the document and what is around it. */
export type Dashboard = DashboardDocument & {
  uuid: string
  projectUuid: string
  slug: string
  name: string
  description?: string | null
  spaceUuid: string
  spaceName: string
  updatedAt: string
  updatedByUser?: { firstName: string; lastName: string }
  /** Null for one that is not pinned. */
  pinnedListUuid: string | null
  /** Grows with every saved version. */
  dashboardVersionId: number
  /** What the signed-in person may do with it. */
  abilities: string[]
  /** Who vouches for it; null: nobody. */
  verification?: Verification | null
  /** What is changed and not published; absent for those who may not change it. */
  unpublished?: Unpublished | null
  /** Set on one as it was at a moment. */
  asOf?: Past
}

export const mayUpdate = ({ abilities }: Dashboard): boolean => abilities.includes('dashboard.update')
export const mayVerify = ({ abilities }: Dashboard): boolean => abilities.includes('content.verify')
export const mayPromote = ({ abilities }: Dashboard): boolean => abilities.includes('dashboard.promote')
export const mayDelete = ({ abilities }: Dashboard): boolean => abilities.includes('dashboard.delete')

export type VersionChange = { what: string; name?: string | null; fieldId?: string; before?: string; count?: number }
/** One saved state; `changes` are what it changed, none for the first. */
export type DashboardVersion = {
  versionUuid: string
  number: number
  createdAt: string
  createdBy: { firstName: string; lastName: string } | null
  message: string | null
  changes: VersionChange[]
}

export type TileResults = Results & { chart: SavedChart; explore: Explore; appliedDashboardFilters: DashboardFilters | null }
export type DateZoom = 'Day' | 'Week' | 'Month' | 'Quarter' | 'Year'
export type TileRequest = {
  chartUuid: string
  dashboardUuid: string
  tileUuid: string
  filters: DashboardFilters
  dateZoom: DateZoom | null
  parameters: ParameterValues
  /** The order that the viewer gave its rows; empty: that of the chart. */
  sorts: readonly SortField[]
  /** The chart as it was at this moment. */
  asOf?: string | undefined
}
/** Fields to filter by, and for each tile which of them are its own (places in the list). */
export type AvailableFilters = { savedQueryFilters: Record<string, number[]>; allFilterableFields: CompiledDimension[] }

const path = (dashboardUuid: string): string => `/api/v1/dashboards/${encodeURIComponent(dashboardUuid)}`
const inProject = (projectUuid: string): string => `/api/v1/projects/${encodeURIComponent(projectUuid)}/dashboards`

export const dashboardsQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['dashboards', projectUuid],
    queryFn: ({ signal }) => request<DashboardSummary[]>(inProject(projectUuid), { signal }),
    staleTime: 30_000,
  })

export const dashboardQuery = (dashboardUuid: string) =>
  queryOptions({ queryKey: ['dashboard', dashboardUuid], queryFn: ({ signal }) => request<Dashboard>(path(dashboardUuid), { signal }), staleTime: 15_000 })

/** The same as it was at a moment. */
export const pastDashboardQuery = (dashboardUuid: string, asOf: string) =>
  queryOptions({
    queryKey: ['dashboard', dashboardUuid, 'as-of', asOf],
    queryFn: ({ signal }) => request<Dashboard>(`${path(dashboardUuid)}${asOfSearch(asOf)}`, { signal }),
    retry: false,
  })

const inHistory = (dashboardUuid: string): string => `/api/v1/app/dashboards/${encodeURIComponent(dashboardUuid)}`

/** All versions, oldest first. */
export const dashboardHistoryQuery = (dashboardUuid: string) =>
  queryOptions({
    queryKey: ['dashboard', dashboardUuid, 'history'],
    queryFn: ({ signal }) => request<{ history: DashboardVersion[]; events: HistoryEvent[] }>(`${inHistory(dashboardUuid)}/history`, { signal }),
  })

export const dashboardVersionQuery = (dashboardUuid: string, versionUuid: string) =>
  queryOptions({
    queryKey: ['dashboard', dashboardUuid, 'version', versionUuid],
    async queryFn({ signal }) {
      const version = `${inHistory(dashboardUuid)}/version/${encodeURIComponent(versionUuid)}`
      const { createdAt, ...document } = await request<DashboardDocument & Pick<DashboardVersion, 'createdAt'>>(version, { signal })
      return { document, createdAt }
    },
    staleTime: Infinity,
  })

/** Writes an old version as the newest one. */
export const restoreDashboardVersion = (dashboardUuid: string, versionUuid: string): Promise<unknown> =>
  request(`${inHistory(dashboardUuid)}/rollback/${encodeURIComponent(versionUuid)}`, { method: 'POST' })

/** Keeps what the server answered to a change, so that the dashboard is shown as it is now without asking again. */
export function keepSavedDashboard(queryClient: QueryClient, saved: Dashboard): void {
  queryClient.setQueriesData<Dashboard>({ predicate: ({ queryKey }) => queryKey[0] === 'dashboard' && queryKey.length === 2 }, (known) =>
    known?.uuid === saved.uuid ? saved : known,
  )
  void queryClient.invalidateQueries({ queryKey: dashboardHistoryQuery(saved.uuid).queryKey })
}

export const availableFiltersQuery = (tiles: readonly { tileUuid: string; savedChartUuid: string }[], asOf?: string) =>
  queryOptions({
    queryKey: ['available-filters', tiles, asOf],
    queryFn: ({ signal }) => request<AvailableFilters>(`/api/v1/dashboards/availableFilters${asOfSearch(asOf)}`, { method: 'POST', body: tiles, signal }),
    staleTime: 5 * 60_000,
  })

/** A parameter that charts need, with what they have it set to; null when they differ. */
export type NeededParameter = { name: string; parameter: ModelParameter; values: ParameterValue[] | null }

/** The parameters that charts need, each once. */
export const dashboardParametersQuery = (charts: readonly string[]) =>
  queryOptions({
    queryKey: ['dashboard-parameters', charts],
    queryFn: ({ signal }) => request<NeededParameter[]>('/api/v1/app/dashboards/parameters', { method: 'POST', body: charts, signal }),
    staleTime: 5 * 60_000,
  })

/** Runs a chart as a tile shows it. Aborting the signal also stops it in the warehouse. */
export const runTile = (
  { chartUuid, dashboardUuid, tileUuid, filters, dateZoom, parameters, sorts, asOf }: TileRequest,
  { signal, refresh }: RunOptions,
): Promise<TileResults> =>
  runCancellable(signal, (headers) =>
    request<TileResults>(`/api/v1/saved/${encodeURIComponent(chartUuid)}/chart-and-results`, {
      method: 'POST',
      body: {
        dashboardUuid,
        tileUuid,
        dashboardFilters: filters,
        dashboardSorts: sorts,
        parameters,
        asOf,
        ...(dateZoom === null ? {} : { granularity: dateZoom }),
        ...(refresh === true ? { invalidateCache: true } : {}),
      },
      signal,
      headers,
    }),
  )

export type NewDashboard = { name: string; description?: string; spaceUuid?: string; tiles: []; tabs: [] }

export const createDashboard = (projectUuid: string, dashboard: NewDashboard): Promise<Dashboard> =>
  request(inProject(projectUuid), { method: 'POST', body: dashboard })

export const duplicateDashboard = (projectUuid: string, dashboardUuid: string, name: string): Promise<Dashboard> =>
  request(`${inProject(projectUuid)}?duplicateFrom=${encodeURIComponent(dashboardUuid)}`, { method: 'POST', body: { dashboardName: name } })

export type DashboardChange = { name?: string; description?: string; spaceUuid?: string } & Partial<DashboardDocument> & {
    /** The version this is based on; a later one is a 409. */ expectedVersion?: number
  }

/** Changes what is around a dashboard; with tiles, filters, tabs or parameters it makes the next version. */
export const updateDashboard = (dashboardUuid: string, change: DashboardChange): Promise<Dashboard> =>
  request(path(dashboardUuid), { method: 'PATCH', body: change })

export const deleteDashboard = (dashboardUuid: string): Promise<unknown> => request(path(dashboardUuid), { method: 'DELETE' })

/** A CSV file for each chart of a dashboard, in one archive; and the tiles that are not in it. */
export const exportDashboardCsv = (
  dashboardUuid: string,
  { filters, dateZoom }: { filters: DashboardFilters; dateZoom: DateZoom | null },
): Promise<{ url: string; leftOut: { tileUuid: string; because: string }[] }> =>
  request(`/api/v1/dashboards/${encodeURIComponent(dashboardUuid)}/exportCsv`, {
    method: 'POST',
    body: { filters, ...(dateZoom === null ? {} : { dateZoomGranularity: dateZoom }) },
  })
