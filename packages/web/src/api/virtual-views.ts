import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

type Content = { id: string; name: string }

/** A virtual view, and what asks it; `hidden`: how many more there are that one may not see. */
export type VirtualView = {
  name: string
  label: string
  description: string | null
  sql: string
  columns: string[]
  usedBy: { charts: Content[]; dashboards: Content[]; hidden: number }
}

const views = (projectUuid: string, name?: string): string =>
  `/api/v1/projects/${encodeURIComponent(projectUuid)}/sqlRunner/virtual-view${name === undefined ? '' : `/${encodeURIComponent(name)}`}`

export const virtualViewQuery = (projectUuid: string, name: string) =>
  queryOptions({
    queryKey: ['virtual-view', projectUuid, name],
    queryFn: ({ signal }) => request<VirtualView>(`/api/v1/app/virtual-views/${encodeURIComponent(projectUuid)}/${encodeURIComponent(name)}`, { signal }),
  })

type Wanted = { name: string; description?: string; sql: string }

/** Makes an explore of SQL; answers the name it is explored by. */
export const createVirtualView = (projectUuid: string, view: Wanted): Promise<{ name: string }> =>
  request(views(projectUuid), { method: 'POST', body: { ...view, columns: [] } })

export const updateVirtualView = (projectUuid: string, name: string, view: Wanted): Promise<{ name: string }> =>
  request(views(projectUuid, name), { method: 'PUT', body: { ...view, columns: [] } })

export const deleteVirtualView = (projectUuid: string, name: string): Promise<unknown> => request(views(projectUuid, name), { method: 'DELETE' })
