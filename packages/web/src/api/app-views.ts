import { queryOptions } from '@tanstack/react-query'
import type { InputValues } from './app-sessions.ts'
import { request } from './client.ts'

/** Values of the inputs of an app under a name. */
export type AppView = {
  uuid: string
  name: string
  inputs: InputValues
  /** For all who have the app; else for its owner alone. */
  isShared: boolean
  by: { userUuid: string; firstName: string; lastName: string } | null
  createdAt: string
}

const of = (appUuid: string): string => `/api/v1/app/apps/${encodeURIComponent(appUuid)}/views`
const one = (appUuid: string, viewUuid: string): string => `${of(appUuid)}/${encodeURIComponent(viewUuid)}`

/** Saved views of an app by name: those for all, and the reader's own. */
export const appViewsQuery = (appUuid: string) =>
  queryOptions({ queryKey: ['app', appUuid, 'views'], queryFn: ({ signal }) => request<AppView[]>(of(appUuid), { signal }), staleTime: 60_000 })

export const createAppView = (appUuid: string, given: { name: string; inputs: InputValues; isShared: boolean }): Promise<AppView> =>
  request(of(appUuid), { method: 'POST', body: given })

export const updateAppView = (appUuid: string, viewUuid: string, change: { name?: string; inputs?: InputValues; isShared?: boolean }): Promise<AppView> =>
  request(one(appUuid, viewUuid), { method: 'PATCH', body: change })

export const deleteAppView = (appUuid: string, viewUuid: string): Promise<unknown> => request(one(appUuid, viewUuid), { method: 'DELETE' })
