import type { ImportNote, NotebookDocument, NotebookFormat, ViewerApp } from '@atrium/documents'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { HistoryEvent } from './time-travel.ts'

type AppPerson = { userUuid: string; firstName: string; lastName: string }
type Saved = { version: number; at: string; by: AppPerson | null }

export const appStatuses = ['never', 'changed', 'published'] as const

/** A notebook without what is in it; for viewers its app. */
export type App = {
  uuid: string
  slug: string
  name: string
  description: string | null
  space: { uuid: string; name: string }
  status: (typeof appStatuses)[number]
  published: Saved | null
  /** Absent, as the next one, for those who may not change it. */
  newest?: Saved
  unpublished?: { savedAt: string; savedBy: AppPerson | null } | null
  views: number
  isPinned: boolean
  abilities: string[]
}

type AppVersion = { versionUuid: string; number: number; createdAt: string; createdBy: AppPerson | null; message: string | null }

const inProject = (projectUuid: string): string => `/api/v1/app/projects/${encodeURIComponent(projectUuid)}/apps`
const one = (uuid: string): string => `/api/v1/app/apps/${encodeURIComponent(uuid)}`

export const appsQuery = (projectUuid: string) =>
  queryOptions({ queryKey: ['apps', projectUuid], queryFn: ({ signal }) => request<App[]>(inProject(projectUuid), { signal }) })

export const appQuery = (uuid: string) => queryOptions({ queryKey: ['app', uuid], queryFn: ({ signal }) => request<App>(one(uuid), { signal }) })

/** An app as its viewers have it. */
export type PublishedApp = ViewerApp & { app: App; versionUuid: string; title: string; results: { runUuid: string; at: string } | null }

export const loadPublishedApp = (uuid: string, signal?: AbortSignal): Promise<PublishedApp> => request(`${one(uuid)}/published`, { signal })

export const publishedAppQuery = (uuid: string) =>
  queryOptions({ queryKey: ['app', uuid, 'published'], queryFn: ({ signal }) => loadPublishedApp(uuid, signal) })

export const createApp = (projectUuid: string, given: { name: string; spaceUuid?: string; document?: NotebookDocument }): Promise<App> =>
  request(inProject(projectUuid), { method: 'POST', body: given })

export const importApp = (
  projectUuid: string,
  given: { format: NotebookFormat; text: string; name?: string; spaceUuid?: string },
): Promise<{ app: App; notes: ImportNote[] }> => request(`${inProject(projectUuid)}/import`, { method: 'POST', body: given })

export const exportApp = (uuid: string, format: NotebookFormat): Promise<{ fileName: string; text: string; leftOut: string[]; onlyHere: string[] }> =>
  request(`${one(uuid)}/file?${new URLSearchParams({ format }).toString()}`)

export const updateApp = (uuid: string, change: { name?: string; description?: string | null; spaceUuid?: string }): Promise<App> =>
  request(one(uuid), { method: 'PATCH', body: change })

export const duplicateApp = (uuid: string): Promise<App> => request(`${one(uuid)}/duplicate`, { method: 'POST', body: {} })

export const deleteApp = (uuid: string): Promise<unknown> => request(one(uuid), { method: 'DELETE' })

/** Gives viewers what the notebook is now. `version` is that of the draft, null where there is none. */
export const forcePublishApp = (uuid: string, given: { version: string | null; comparedVersion: number; message?: string }): Promise<App> =>
  request(`${one(uuid)}/force-publish`, { method: 'POST', body: given })

export const appVersionsQuery = (uuid: string) =>
  queryOptions({
    queryKey: ['app', uuid, 'versions'],
    queryFn: ({ signal }) => request<{ versions: AppVersion[]; events: HistoryEvent[] }>(`${one(uuid)}/versions`, { signal }),
  })

export const appVersionQuery = (uuid: string, versionUuid: string) =>
  queryOptions({
    queryKey: ['app', uuid, 'versions', versionUuid],
    queryFn: ({ signal }) => request<{ createdAt: string; document: NotebookDocument }>(`${one(uuid)}/versions/${encodeURIComponent(versionUuid)}`, { signal }),
    staleTime: Infinity,
  })

export const rollbackApp = (uuid: string, versionUuid: string): Promise<App> =>
  request(`${one(uuid)}/versions/${encodeURIComponent(versionUuid)}/rollback`, { method: 'POST' })
