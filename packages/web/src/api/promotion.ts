import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** What can be promoted. */
export type PromotedKind = 'chart' | 'dashboard'

export type PromotionAction = 'create' | 'update' | 'no changes' | 'delete'
export type PromotionProblem = { reason: 'explore_missing' | 'explore_broken' | 'field_missing' | 'tile_empty'; name: string }

/** One thing in the upstream project: what happens with it, and how it reads before and after. */
export type PromotionChange = {
  action: PromotionAction
  data: { uuid: string; name: string; slug: string }
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  problems: PromotionProblem[]
}

export type PromotionDiff = {
  spaces: PromotionChange[]
  dashboards: PromotionChange[]
  charts: PromotionChange[]
  sqlCharts: PromotionChange[]
  /** Sent along with the promotion: anything else than this is refused. */
  version: string
  upstreamProject: { projectUuid: string; name: string }
}

const pathOf = (kind: PromotedKind, uuid: string): string => `/api/v1/${kind === 'chart' ? 'saved' : 'dashboards'}/${encodeURIComponent(uuid)}`

/** What promoting would change. Asked anew each time: it is about two projects. */
export const promotionQuery = (kind: PromotedKind, uuid: string) =>
  queryOptions({
    queryKey: ['promotion', kind, uuid],
    queryFn: ({ signal }) => request<PromotionDiff>(`${pathOf(kind, uuid)}/promoteDiff`, { signal }),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  })

/** Does what a diff of that version showed; answers the thing upstream. */
export const promote = (kind: PromotedKind, uuid: string, expectedVersion: string): Promise<{ uuid: string; projectUuid: string }> =>
  request(`${pathOf(kind, uuid)}/promote`, { method: 'POST', body: { expectedVersion } })
