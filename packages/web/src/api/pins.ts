import { request } from './client.ts'
import type { HomeItem } from './projects.ts'

/** SQL charts are no part of the format's list. */
export type Pinnable = { kind: Exclude<HomeItem['kind'], 'sql_chart'>; uuid: string }

const pathOf = (projectUuid: string, { kind, uuid }: Pinnable): string => {
  const id = encodeURIComponent(uuid)
  if (kind === 'notebook') return `/api/v1/app/apps/${id}/pinning`
  if (kind === 'space') return `/api/v1/projects/${encodeURIComponent(projectUuid)}/spaces/${id}/pinning`
  return kind === 'chart' ? `/api/v1/saved/${id}/pinning` : `/api/v1/dashboards/${id}/pinning`
}

/** Pins a thing for everybody in the project, or takes its pin away. */
export const togglePin = (projectUuid: string, thing: Pinnable): Promise<unknown> => request(pathOf(projectUuid, thing), { method: 'PATCH' })

/** Puts what is pinned into an order. */
export const orderPins = (projectUuid: string, items: readonly Pick<HomeItem, 'kind' | 'uuid'>[]): Promise<unknown> =>
  request(`/api/v1/app/pins/${encodeURIComponent(projectUuid)}`, { method: 'PUT', body: { items: items.map(({ kind, uuid }) => ({ kind, uuid })) } })
