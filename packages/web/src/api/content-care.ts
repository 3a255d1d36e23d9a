import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

type Person = { userUuid: string; firstName: string; lastName: string }

/** Who vouches for what a chart or dashboard asks. */
export type Verification = { verifiedAt: string; verifiedBy: Person | null }

export type ContentImpact = {
  days: number
  viewerCount: number
  viewers: (Person & { lastViewedAt: string })[]
  dashboards: { uuid: string; name: string }[]
  hiddenDashboards: number
}

export type ImpactKind = 'charts' | 'sql-charts' | 'dashboards' | 'spaces'

/** Who and what would miss a thing. */
export const contentImpactQuery = (kind: ImpactKind, uuid: string) =>
  queryOptions({
    queryKey: ['content-impact', kind, uuid],
    queryFn: ({ signal }) => request<ContentImpact>(`/api/v1/app/impact/${kind}/${encodeURIComponent(uuid)}`, { signal }),
    staleTime: 0,
    gcTime: 0,
  })

const verificationPath = (uuid: string): string => `/api/v1/app/verifications/${encodeURIComponent(uuid)}`

export const verifyContent = (uuid: string): Promise<Verification> => request(verificationPath(uuid), { method: 'PUT' })
export const unverifyContent = (uuid: string): Promise<unknown> => request(verificationPath(uuid), { method: 'DELETE' })
