import { z } from 'zod'
import type { Page } from '../../../domain/endpoints/pages.ts'
import type { EndpointAnswer } from '../../../domain/endpoints/run-endpoint.ts'
import { AppError } from '../../../platform/errors.ts'
import { toQueryStatus, type StatusPlace } from './query-status.ts'
import { toResult } from './result.ts'
import type { RunWish } from './run-request.ts'

/** What a run answers; keys that are not there are left out. */
export const runWire = z.looseObject({
  /** Of insights a list in the shape of their kind, of times to convert one object. */
  results: z.union([z.array(z.unknown()), z.looseObject({ bins: z.array(z.unknown()) })]).optional(),
  columns: z.array(z.string()).optional(),
  types: z.array(z.tuple([z.string(), z.string()])).optional(),
  hasMore: z.boolean().optional(),
  next_cursor: z.string().optional(),
  /** There is more, and no cursor leads there: why, and what does. */
  cursor_unavailable: z.string().optional(),
  is_cached: z.boolean().optional(),
  name: z.string().optional(),
  execution_id: z.string().optional(),
  endpoint_version: z.number().int().optional(),
})

/** Only where a table answered, or should have: ours is why it did not. */
function materialized({ path, madeAt, because }: EndpointAnswer): object {
  if (madeAt !== null) {
    const at = madeAt.toISOString()
    return { endpoint_materialized: true, endpoint_materialized_at: at, _materialized: true, _materialized_at: at }
  }
  return path === 'materialized_fallback' ? { _materialized: false, materialized_fallback: because } : {}
}

/** The answer of a run: its status and body. */
export function toRunAnswer(answer: EndpointAnswer, wish: RunWish, place: StatusPlace & { timezone: string }): { status: number; body: object } {
  const at = answer.version.createdAt.toISOString()
  const about = {
    name: answer.name,
    endpoint_version: answer.version.number,
    endpoint_version_created_at: at,
    _version: answer.version.number,
    _version_created_at: at,
    ...materialized(answer),
    // Last, because the bytes before it are the same for every call that the same result answers.
    execution_id: answer.executionId,
  }
  const { outcome, page } = answer
  switch (outcome.kind) {
    case 'answered': {
      if (outcome.result.insight !== undefined) refusePages(wish)
      const status = outcome.renewal === null ? {} : { query_status: toQueryStatus(outcome.renewal, place) }
      return {
        status: 200,
        body: {
          ...toResult(outcome.result, { ...page, debug: wish.debug }, outcome.freshForSeconds, place.timezone),
          ...nextWire(page),
          ...status,
          ...about,
        },
      }
    }
    case 'started':
      return { status: 202, body: { query_status: toQueryStatus(outcome.renewal, place), ...about } }
    case 'nothing':
      return { status: 200, body: { is_cached: false, ...about } }
  }
}

/** Ours: where the next page of this very answer is, and until when; or why there is no such place. */
function nextWire(page: Page | null): object {
  if (page === null || page.next === null) return page === null || page.whyNoCursor === null ? {} : { cursor_unavailable: page.whyNoCursor }
  return { next_cursor: page.next.cursor, cursor_expires_at: new Date(page.next.expiresAt).toISOString() }
}

function refusePages({ limit, offset }: RunWish): void {
  const path = offset === undefined ? 'limit' : 'offset'
  if (limit === undefined && offset === undefined) return
  const message = `${path} is only supported for HogQL endpoints`
  throw new AppError('invalid', message, { reason: 'run_request', fields: [{ path, message }] })
}
