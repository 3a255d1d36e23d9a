import { z } from 'zod'
import type { Freshness } from '../../../query/query-service.ts'

/** How old an answer may be: `invalidateCache` is the contract's, `notBefore` (an instant, ISO 8601) is ours. */
export const freshnessRequest = { invalidateCache: z.boolean().optional(), notBefore: z.iso.datetime({ offset: true }).optional() }

export const toFreshness = ({ invalidateCache, notBefore }: { invalidateCache?: boolean | undefined; notBefore?: string | undefined }): Freshness => ({
  refresh: invalidateCache === true,
  ...(notBefore === undefined ? {} : { notBefore: Date.parse(notBefore) }),
})
