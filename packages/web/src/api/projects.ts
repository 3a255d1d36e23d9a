import { queryOptions } from '@tanstack/react-query'
import type { Problem } from '@atrium/semantic'
import { request } from './client.ts'
import type { Verification } from './content-care.ts'
import type { NewConnection } from './connections.ts'
import type { Unpublished } from './drafts.ts'

export type ProjectSummary = {
  projectUuid: string
  name: string
  type: 'DEFAULT' | 'PREVIEW'
  warehouseType?: string
  upstreamProjectUuid?: string | null
  /** Of a preview: when it is deleted by itself. */ deleteAfter?: string | null
}
export type Project = ProjectSummary & {
  organizationUuid: string
  schedulerTimezone: string
  warehouseConnection?: { type: string; host: string; startOfWeek?: number | null; fiscalYearStart?: number }
}

/** What the project's connection signs in to; null for the embedded engine, which clients see as a PostgreSQL on the host "embedded". */
export const signsInto = ({ warehouseConnection }: Project): 'postgres' | null =>
  warehouseConnection?.type === 'postgres' && warehouseConnection.host !== 'embedded' ? 'postgres' : null

/** `connection` null: an empty database of the embedded engine, with a model folder of its own. */
export type NewProject = { name: string; type: Project['type']; upstreamProjectUuid: string | null; connection: NewConnection | null }

/** Makes a project without compiling it. */
export async function createProject({ name, type, upstreamProjectUuid, connection }: NewProject): Promise<Project> {
  const body = { name, type, warehouseConnection: connection ?? { type: 'duckdb' }, ...(upstreamProjectUuid === null ? {} : { upstreamProjectUuid }) }
  return (await request<{ project: Project }>('/api/v1/org/projects', { method: 'POST', body })).project
}

/** What people set of a project. `startOfWeek` 0 = Monday; `fiscalYearStart` 1 to 12. */
export type ProjectSettings = { name: string; timezone: string; startOfWeek: number; fiscalYearStart: number }

export const updateProjectSettings = (projectUuid: string, settings: ProjectSettings): Promise<unknown> =>
  request(`/api/v1/app/project-settings/${encodeURIComponent(projectUuid)}`, { method: 'PUT', body: settings })

/** Makes a preview of a project; answers its id. */
export const createPreview = (projectUuid: string, preview: { name: string; copyContent: boolean; deleteAfter: string | null }): Promise<string> =>
  request(`/api/v1/projects/${encodeURIComponent(projectUuid)}/createPreview`, { method: 'POST', body: preview })

/** Sets the project that content is promoted to; null: there is none. */
/** Sets when a preview is deleted by itself; null: never. */
export const setDeleteAfter = (projectUuid: string, deleteAfter: string | null): Promise<unknown> =>
  request(`/api/v1/projects/${encodeURIComponent(projectUuid)}/metadata`, { method: 'PATCH', body: { deleteAfter } })

export const setUpstream = (projectUuid: string, upstreamProjectUuid: string | null): Promise<unknown> =>
  request(`/api/v1/projects/${encodeURIComponent(projectUuid)}/metadata`, { method: 'PATCH', body: { upstreamProjectUuid } })

/** One thing on the home page. */
export type HomeItem = {
  kind: 'chart' | 'sql_chart' | 'dashboard' | 'notebook' | 'space'
  uuid: string
  name: string
  description?: string | null
  updatedAt: string
  views?: number
  verification?: Verification | null
  /** Absent for those who may not change it. */
  unpublished?: Unpublished | null
}
export type Home = {
  pinned: HomeItem[]
  favourites: HomeItem[]
  viewed: (HomeItem & { viewedAt: string })[]
  recent: HomeItem[]
  dashboards: HomeItem[]
  charts: HomeItem[]
}

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => request<ProjectSummary[]>('/api/v1/org/projects', { signal }),
  staleTime: 60_000,
})

export const projectQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['project', projectUuid],
    queryFn: ({ signal }) => request<Project>(`/api/v1/projects/${encodeURIComponent(projectUuid)}`, { signal }),
    staleTime: 60_000,
  })

export const homeQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['home', projectUuid],
    queryFn: ({ signal }) => request<Home>(`/api/v1/projects/${encodeURIComponent(projectUuid)}/home`, { signal }),
  })

/** Whoever edits model files comes back to this tab to see what became of them. */
export const fromModelFiles = { refetchOnWindowFocus: 'always' } as const

/** What is wrong in the project's model files, with file and line. */
export const problemsQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['problems', projectUuid],
    queryFn: ({ signal }) => request<Problem[]>(`/api/v1/app/problems/${encodeURIComponent(projectUuid)}`, { signal }),
    ...fromModelFiles,
  })
