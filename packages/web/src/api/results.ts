import type { ItemsMap, MetricQuery, Proof } from '@atrium/semantic'
import { isAborted } from './api-error.ts'
import { request } from './client.ts'
import { newUuid } from './new-uuid.ts'

export type Cell = { value: { raw: unknown; formatted: string } }
export type ResultRow = Record<string, Cell>

/** How the numbers came to be. Durations in milliseconds, `dataAsOf` an instant in ISO form. */
export type Receipt = {
  queryHash: string
  modelRevision: string
  sql?: string
  proof: Proof
  policiesApplied: string[]
  dataAsOf: string
  cache: 'hit' | 'miss' | 'joined'
  durationMs: number
  engineMs: number
  rowCount: number
  truncated: boolean
}

export type Results = {
  rows: ResultRow[]
  metricQuery: MetricQuery
  cacheMetadata: { cacheHit: boolean; cacheUpdatedTime?: string; cacheExpiresAt?: string }
  fields: ItemsMap
  receipt?: Receipt
  truncated?: boolean
  /** Bucket that had not ended when the data was read, YYYY-MM-DD, by date column. */
  currentPeriods?: Record<string, string>
}

export type RunOptions = {
  signal?: AbortSignal | undefined
  /** Ask the warehouse even when an answer is kept. */ refresh?: boolean
  /** … when the kept one was read earlier than this, ISO 8601. */ notBefore?: string | undefined
}

/** Runs a question. Aborting the signal also stops it in the warehouse. */
export function runQuery(projectUuid: string, query: MetricQuery, { signal, refresh, notBefore }: RunOptions = {}): Promise<Results> {
  return runCancellable(signal, (headers) =>
    request<Results>(`/api/v1/projects/${encodeURIComponent(projectUuid)}/explores/${encodeURIComponent(query.exploreName)}/runQuery`, {
      method: 'POST',
      body: { ...query, ...(refresh === true ? { invalidateCache: true } : {}), notBefore },
      signal,
      headers,
    }),
  )
}

/** Runs the row-level question behind a cell; values come as they are stored. */
export function runUnderlyingData(projectUuid: string, query: MetricQuery, { signal }: RunOptions = {}): Promise<Results> {
  return runCancellable(signal, (headers) =>
    request<Results>(`/api/v1/projects/${encodeURIComponent(projectUuid)}/explores/${encodeURIComponent(query.exploreName)}/runUnderlyingDataQuery`, {
      method: 'POST',
      body: query,
      signal,
      headers,
    }),
  )
}

/** Runs a saved chart; with `asOf` as it was at that moment, on data of today. */
export function runChart(chartUuid: string, { signal, refresh, asOf }: RunOptions & { asOf?: string } = {}): Promise<Results> {
  return runCancellable(signal, (headers) =>
    request<Results>(`/api/v1/saved/${encodeURIComponent(chartUuid)}/results`, {
      method: 'POST',
      body: { asOf, ...(refresh === true ? { invalidateCache: true } : {}) },
      signal,
      headers,
    }),
  )
}

/** Sends a query under an id of our own, by which it is stopped in the warehouse when the signal aborts. */
export async function runCancellable<T>(signal: AbortSignal | undefined, send: (headers: Record<string, string>) => Promise<T>): Promise<T> {
  const queryId = newUuid()
  try {
    return await send({ 'x-atrium-query-id': queryId })
  } catch (error) {
    if (isAborted(error) || signal?.aborted === true) {
      // The answer is of no interest: the query is either stopped or had ended.
      request(`/api/v1/app/queries/${queryId}`, { method: 'DELETE', whenSignedOut: 'fail' }).catch(() => undefined)
    }
    throw error
  }
}
