import type { EndpointAnswer } from '../../../domain/endpoints/run-endpoint.ts'
import type { RateLeft } from '../../../domain/endpoints/limits/call-windows.ts'
import type { RunWish } from './run-request.ts'

export type RunCall = { wish: RunWish; method: string; /** The address of the endpoint's runs. */ path: string }

/**
 * What an answer cost and which part of what it is, for formats that have no place for it: a structured header (RFC 8941) and the
 * address of the next page. Of a GET also what tells that the answer is still the same.
 */
export function answerHeaders(
  { outcome, version, executionId, page, maxRows, path: answeredBy, madeAt }: EndpointAnswer,
  { wish, method, path }: RunCall,
): Record<string, string> {
  if (outcome.kind !== 'answered') return {}
  const { rowCount, truncated, data, receipt } = outcome.result
  const readAt = Date.parse(receipt.dataAsOf)
  const rows = page === null ? rowCount : Math.max(0, Math.min(page.limit, rowCount - page.offset))
  const headers: Record<string, string> = {
    'atrium-answer': `rows=${rows}, total=${rowCount}, truncated=?${truncated ? 1 : 0}, max-rows=${maxRows}, bytes=${data.length}, cache=${receipt.cache}, version=${version.number}, execution="${executionId}", read-at=${Math.floor(readAt / 1000)}, path=${answeredBy}${madeAt === null ? '' : `, made-at=${Math.floor(madeAt.getTime() / 1000)}`}${page !== null && page.whyNoCursor !== null ? ', cursor=?0' : ''}`,
  }
  if (page !== null && page.next !== null) {
    const format = wish.format === 'json' ? '' : `&format=${wish.format}`
    headers['link'] = `<${path}?cursor=${page.next.cursor}${format}>; rel="next"`
  }
  if (method === 'POST') return headers
  // Weak: the id of the call is another one each time.
  headers['etag'] =
    `W/"${receipt.queryHash.slice(0, 32)}-${readAt.toString(36)}-${version.number}.${wish.format}.${page?.offset ?? ''}.${page?.limit ?? ''}.${wish.debug ? 1 : 0}"`
  headers['cache-control'] = 'private, no-cache'
  headers['vary'] = 'accept, authorization, cookie, origin'
  return headers
}

/** What is new with each call: the time by step, and what its key may still call. */
export function callHeaders({ outcome }: Pick<EndpointAnswer, 'outcome'>, budget: readonly RateLeft[], durationMs: number): Record<string, string> {
  const headers = budgetHeaders(budget)
  if (outcome.kind !== 'answered') return headers
  const { cache, engineMs } = outcome.result.receipt
  headers['server-timing'] = `cache;desc=${cache}, engine;dur=${cache === 'hit' ? 0 : engineMs}, total;dur=${durationMs.toFixed(2)}`
  return headers
}

/** Whether a caller has this very answer: its `If-None-Match` names it (or anything at all). */
export const isKnown = (ifNoneMatch: string | undefined, etag: string | undefined): boolean =>
  ifNoneMatch !== undefined && etag !== undefined && ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^(?!W\/)/, 'W/') === etag)

/** What a key may call, and what is left of it, by the draft of the IETF. */
function budgetHeaders(budget: readonly RateLeft[]): Record<string, string> {
  if (budget.length === 0) return {}
  return {
    'ratelimit-policy': budget.map(({ calls, seconds }) => `"${seconds}s";q=${calls};w=${seconds}`).join(', '),
    ratelimit: budget.map(({ seconds, left, resetSeconds }) => `"${seconds}s";r=${left};t=${resetSeconds}`).join(', '),
  }
}
