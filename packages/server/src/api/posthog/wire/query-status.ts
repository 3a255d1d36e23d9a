import { z } from 'zod'
import type { StartedQuery } from '../../../query/started-queries.ts'
import { withoutSql } from '../../render-error.ts'
import { toResult } from './result.ts'

export const queryStatusWire = z.object({
  id: z.string(),
  team_id: z.number().int(),
  query_async: z.boolean(),
  complete: z.boolean(),
  error: z.boolean(),
  error_message: z.string().nullable(),
  results: z.unknown(),
  start_time: z.string().nullable(),
  pickup_time: z.string().nullable(),
  end_time: z.string().nullable(),
  expiration_time: z.string().nullable(),
  task_id: z.null(),
  insight_id: z.null(),
  dashboard_id: z.null(),
  labels: z.null(),
  query_progress: z.object({ time_elapsed: z.number().int() }).nullable().optional(),
})

/** The project that a query belongs to, as answers name it. */
export type StatusPlace = { number: number; timezone: string }

const iso = (at: number): string => new Date(at).toISOString()
/** Milliseconds for which a query that ended can be read. */
const keptMs = 15 * 60_000

/** A query that runs, or ran, behind an answer. Finished with an error is complete too. */
export function toQueryStatus(query: StartedQuery, { number, timezone }: StatusPlace): z.infer<typeof queryStatusWire> {
  const endedAt = query.state === 'pending' ? null : query.endedAt
  return {
    id: query.id,
    team_id: number,
    query_async: true,
    complete: query.state !== 'pending',
    error: query.state === 'failed' || query.state === 'cancelled',
    error_message: query.state === 'failed' ? withoutSql(query.message) : query.state === 'cancelled' ? 'The query was cancelled.' : null,
    results: query.state === 'ready' ? toResult(query.result, { debug: false }, keptMs / 1000, timezone) : null,
    start_time: iso(query.startedAt),
    pickup_time: iso(query.startedAt),
    end_time: endedAt === null ? null : iso(endedAt),
    expiration_time: endedAt === null ? null : iso(endedAt + keptMs),
    task_id: null,
    insight_id: null,
    dashboard_id: null,
    labels: null,
  }
}
