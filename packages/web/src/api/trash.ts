import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** A deleted thing; what was deleted together with it comes back with it. */
export type TrashedThing = {
  uuid: string
  kind: 'chart' | 'sql_chart' | 'dashboard' | 'space' | 'virtual_view' | 'endpoint' | 'notebook'
  name: string
  /** Where it was; null for spaces and virtual views. */
  spaceName: string | null
  deletedAt: string
  deletedBy: { firstName: string; lastName: string } | null
  mayRestore: boolean
}

export const trashQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['trash', projectUuid],
    queryFn: ({ signal }) => request<TrashedThing[]>(`/api/v1/app/trash/${encodeURIComponent(projectUuid)}`, { signal }),
  })

/** Brings a thing back with all that was deleted together with it. */
export const restoreFromTrash = (thingUuid: string): Promise<unknown> =>
  request(`/api/v1/app/trash/things/${encodeURIComponent(thingUuid)}/restore`, { method: 'POST' })
