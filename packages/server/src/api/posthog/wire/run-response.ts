import { z } from 'zod'
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
  is_cached: z.boolean().optional(),
  name: z.string().optional(),
  execution_id: z.string().optional(),
  endpoint_version: z.number().int().optional(),
})

/** The answer of a run: its status and body. */
export function toRunAnswer(answer: EndpointAnswer, wish: RunWish, place: StatusPlace & { timezone: string }): { status: number; body: object } {
  const at = answer.version.createdAt.toISOString()
  const about = {
    name: answer.name,
    execution_id: answer.executionId,
    endpoint_version: answer.version.number,
    endpoint_version_created_at: at,
    _version: answer.version.number,
    _version_created_at: at,
  }
  switch (answer.kind) {
    case 'answered': {
      if (answer.result.insight !== undefined) refusePages(wish)
      const status = answer.renewal === null ? {} : { query_status: toQueryStatus(answer.renewal, place) }
      return { status: 200, body: { ...toResult(answer.result, wish, answer.freshForSeconds, place.timezone), ...status, ...about } }
    }
    case 'started':
      return { status: 202, body: { query_status: toQueryStatus(answer.renewal, place), ...about } }
    case 'nothing':
      return { status: 200, body: { is_cached: false, ...about } }
  }
}

function refusePages({ limit, offset }: RunWish): void {
  const path = offset === undefined ? 'limit' : 'offset'
  if (limit === undefined && offset === undefined) return
  const message = `${path} is only supported for HogQL endpoints`
  throw new AppError('invalid', message, { reason: 'run_request', fields: [{ path, message }] })
}
