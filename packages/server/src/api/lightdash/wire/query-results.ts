import { z } from 'zod'
import type { QueryResult } from '../../../query/query-service.ts'
import { rowsJson } from './cells.ts'
import { metricQueryWire } from './metric-query.ts'

const receipt = z.object({
  queryId: z.string(),
  queryHash: z.string(),
  modelRevision: z.string(),
  sql: z.string(),
  policiesApplied: z.array(z.string()),
  proof: z.object({ status: z.enum(['safe', 'unproven']), lines: z.array(z.string()) }),
  dataAsOf: z.string(),
  cache: z.enum(['hit', 'miss', 'joined']),
  durationMs: z.number(),
  engineMs: z.number(),
  rowCount: z.number(),
  truncated: z.boolean(),
})

export const cacheMetadata = z.object({ cacheHit: z.boolean(), cacheUpdatedTime: z.string().optional(), cacheExpiresAt: z.string().optional() })

/** What every query answers. `receipt`, `truncated` and `currentPeriods` are ours: how the numbers came to be, whether rows are missing, and which bucket of a date column has not ended. */
export const queryResultsWire = z.object({
  rows: z.array(z.record(z.string(), z.object({ value: z.object({ raw: z.unknown(), formatted: z.string() }) }))),
  metricQuery: metricQueryWire,
  cacheMetadata,
  fields: z.record(z.string(), z.looseObject({})).optional(),
  receipt: receipt.optional(),
  truncated: z.boolean().optional(),
  currentPeriods: z.record(z.string(), z.string()).optional(),
})

/** Whether the caller may see SQL decides whether the receipt carries it. */
export type ResultsOptions = { extra?: Record<string, unknown> }

/** Bucket that has not ended, by date column; absent when the result has no such column. */
function currentPeriodsOf({ columns }: QueryResult): Record<string, string> | undefined {
  const periods = columns.flatMap(({ fieldId, currentPeriod }) => (currentPeriod === undefined ? [] : [[fieldId, currentPeriod] as const]))
  return periods.length === 0 ? undefined : Object.fromEntries(periods)
}

/** The `{status, results}` answer of a query as finished JSON text. */
export function queryAnswerJson(result: QueryResult, options: ResultsOptions = {}): string {
  const rest = JSON.stringify({
    metricQuery: result.effectiveQuery,
    cacheMetadata: {
      cacheHit: result.cacheHit,
      ...(result.cacheUpdatedAt === null ? {} : { cacheUpdatedTime: result.cacheUpdatedAt }),
      ...(result.cacheExpiresAt === null ? {} : { cacheExpiresAt: result.cacheExpiresAt }),
    },
    fields: result.fields,
    receipt: result.receipt,
    truncated: result.truncated,
    currentPeriods: currentPeriodsOf(result),
    ...options.extra,
  })
  return `{"status":"ok","results":{"rows":${rowsJson(result)},${rest.slice(1)}}`
}
