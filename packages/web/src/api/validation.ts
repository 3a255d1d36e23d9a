import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { request } from './client.ts'

export type Cause =
  | { kind: 'field'; field: string; explore: string | null }
  | { kind: 'explore'; explore: string }
  | { kind: 'model'; explore: string; message: string }
  | { kind: 'chart'; chart: string }

/** What of a chart or dashboard is broken. */
export type Part = 'chart' | 'sorting' | 'filter' | 'metric' | 'model' | 'dimension' | 'custom metric'
export type ContentPlace = { uuid: string; kind: 'chart' | 'dashboard'; name: string; spaceName: string }
export type FindingGroup = {
  cause: Cause
  suggestions: { name: string; label: string; because: 'same_sql' | 'close_name' }[]
  validationIds: number[]
  content: (ContentPlace & { views: number; parts: Part[]; charts: string[] })[]
  hidden: number
}
export type Rename = { kind: 'field'; from: string; to: string; explore: string | null } | { kind: 'explore'; from: string; to: string }
export type ValidationOverview = {
  lastRun: { state: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'; at: string; error: string | null } | null
  groups: FindingGroup[]
  renames: { uuid: string; rename: Rename; changed: number; doneAt: string }[]
}
export type RenamePlan = {
  renameUuid: string | null
  changes: (ContentPlace & {
    isStillBroken: boolean
    /** Of all; the first are listed. */ differenceCount: number
    differences: { path: string; before?: unknown; after?: unknown }[]
  })[]
  /** Things whose drafts are renamed along. */
  drafts: (ContentPlace & { losesSteps: boolean })[]
  notTheirs: ContentPlace[]
  hidden: number
}
export type ModelNames = { explores: { name: string; label: string }[]; fields: { id: string; label: string; kind: 'dimension' | 'metric' }[] }

const base = (projectUuid: string): string => `/api/v1/app/validation/${encodeURIComponent(projectUuid)}`

/** While a validation waits or runs it is asked for again and again. */
const whileRunningMs = 700

export const isUnderWay = (overview: ValidationOverview | undefined): boolean => overview?.lastRun?.state === 'queued' || overview?.lastRun?.state === 'running'

export const overviewQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['validation', projectUuid],
    queryFn: ({ signal }) => request<ValidationOverview>(base(projectUuid), { signal }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? whileRunningMs : false),
    refetchOnMount: 'always',
  })

export const modelNamesQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['validation', projectUuid, 'names'],
    queryFn: ({ signal }) => request<ModelNames>(`${base(projectUuid)}/names`, { signal }),
    refetchOnMount: 'always',
  })

/** What a rename would change; nothing is written. */
export const renamePlanQuery = (projectUuid: string, rename: Rename) =>
  queryOptions({
    queryKey: ['validation', projectUuid, 'plan', rename],
    queryFn: ({ signal }) => request<RenamePlan>(`${base(projectUuid)}/rename`, { method: 'POST', body: { ...rename, dryRun: true }, signal }),
    retry: false,
    gcTime: 0,
  })

export const startValidation = (projectUuid: string): Promise<unknown> =>
  request(`/api/v1/projects/${encodeURIComponent(projectUuid)}/validate`, { method: 'POST', body: {} })

export const dismissFindings = (projectUuid: string, validationIds: readonly number[]): Promise<unknown> =>
  request(`${base(projectUuid)}/dismiss`, { method: 'POST', body: { validationIds } })

export const renameInContent = (projectUuid: string, rename: Rename): Promise<RenamePlan> =>
  request(`${base(projectUuid)}/rename`, { method: 'POST', body: rename })

/** What was left out: things whose drafts were discarded since, and how many were deleted. */
export type UndoneRename = { discarded: string[]; deleted: number }

export const undoRename = (projectUuid: string, renameUuid: string): Promise<UndoneRename> =>
  request(`${base(projectUuid)}/renames/${encodeURIComponent(renameUuid)}/undo`, { method: 'POST' })

/** Asks for everything again that names of a model are in. */
export async function refreshRenamed(queryClient: QueryClient, projectUuid: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['validation', projectUuid], exact: true }),
    ...['chart', 'dashboard'].map((queryKey) => queryClient.invalidateQueries({ queryKey: [queryKey] })),
  ])
}
