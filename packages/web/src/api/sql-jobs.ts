import type { SqlAnswer } from '@atrium/documents'
import type { SqlAggregate } from '@atrium/semantic'
import { ApiError } from './api-error.ts'
import { request } from './client.ts'
import { pause } from './pause.ts'

type Details = { fileUrl: string; columns: SqlAnswer['columns']; truncated: boolean; error?: string }
type JobStatus = { status: 'scheduled' | 'started' | 'completed' | 'error'; details: Details | null }

const runner = (projectUuid: string, rest: string): string => `/api/v1/projects/${encodeURIComponent(projectUuid)}/sqlRunner/${rest}`

/** Rows of SQL put together by the warehouse, over all its rows. Aborting the signal also stops it there. */
export async function pivotSql(
  projectUuid: string,
  question: { sql: string; limit: number; aggregate: SqlAggregate },
  signal: AbortSignal,
): Promise<SqlAnswer & { truncated: boolean }> {
  const { sql, limit, aggregate } = question
  const { index, groupBy, values, sorts } = aggregate
  const body = {
    sql,
    limit,
    ...(index === undefined ? {} : { indexColumn: { reference: index } }),
    valuesColumns: values,
    groupByColumns: groupBy.map((reference) => ({ reference })),
    sortBy: sorts.map(({ reference, descending }) => ({ reference, direction: descending ? 'DESC' : 'ASC' })),
  }
  const { jobId } = await request<{ jobId: string }>(runner(projectUuid, 'runPivotQuery'), { method: 'POST', body, signal })
  const { fileUrl, columns, truncated } = await finished(jobId, signal)
  const response = await fetch(new URL(fileUrl).pathname, { signal })
  if (!response.ok) throw new ApiError(response.status, 'ResultsFailed', response.statusText)
  const lines = (await response.text()).split('\n').filter((line) => line !== '')
  return { columns, truncated, rows: lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

async function finished(jobId: string, signal: AbortSignal): Promise<Details> {
  try {
    for (let wait = 60; ; wait = Math.min(wait * 1.5, 1500)) {
      const { status, details } = await request<JobStatus>(`/api/v1/schedulers/job/${encodeURIComponent(jobId)}/status`, { signal })
      if (status === 'completed' && details !== null) return details
      if (status === 'error') throw new ApiError(400, 'QueryFailed', details?.error ?? status)
      await pause(wait, signal)
    }
  } catch (error) {
    // Nobody waits for it any more; whether it can still be stopped changes nothing here.
    if (signal.aborted) void request(`/api/v1/app/jobs/${encodeURIComponent(jobId)}`, { method: 'DELETE' }).catch(() => undefined)
    throw error
  }
}

/** All rows of SQL as a file; resolves when it is ready. */
export const downloadSqlCsv = (projectUuid: string, sql: string, chartName: string): Promise<{ url: string; truncated: boolean }> =>
  request(runner(projectUuid, 'downloadCsv'), { method: 'POST', body: { sql, ...(chartName === '' ? {} : { chartName }) } })

/** Has the server look at the tables of the warehouse anew. */
export const refreshSqlTables = (projectUuid: string): Promise<unknown> => request(runner(projectUuid, 'refresh-catalog'), { method: 'POST' })
