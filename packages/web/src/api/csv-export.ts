import type { MetricQuery } from '@atrium/semantic'
import { i18next } from '../i18n/i18n.ts'
import { ApiError } from './api-error.ts'
import { request } from './client.ts'
import { pause } from './pause.ts'

export type CsvOptions = {
  /** Values as stored instead of as shown. */
  onlyRaw: boolean
  /** Rows; `null` for all the server allows, absent for the query's own limit. */
  csvLimit?: number | null
  columnOrder: string[]
  chartName?: string
}

/** A finished file: `url` on this server, `truncated` when the server's cell limit cut it. */
export type CsvFile = { url: string; truncated: boolean }

type Job = { jobId: string }
type JobState = { url?: string; status: 'scheduled' | 'started' | 'completed' | 'error'; truncated?: boolean }

/** Exports a question as CSV and resolves when the file is ready. Fails when the export fails or is aborted. */
export async function exportCsv(projectUuid: string, query: MetricQuery, options: CsvOptions, signal?: AbortSignal): Promise<CsvFile> {
  const url = `/api/v1/projects/${encodeURIComponent(projectUuid)}/explores/${encodeURIComponent(query.exploreName)}/downloadCsv`
  return finished(await request<Job>(url, { method: 'POST', body: { ...query, ...options }, signal }), signal)
}

/** The same for a saved chart. */
export async function exportChartCsv(chartUuid: string, options: Omit<CsvOptions, 'columnOrder' | 'chartName'>, signal?: AbortSignal): Promise<CsvFile> {
  return finished(await request<Job>(`/api/v1/saved/${encodeURIComponent(chartUuid)}/downloadCsv`, { method: 'POST', body: options, signal }), signal)
}

async function finished({ jobId }: Job, signal: AbortSignal | undefined): Promise<CsvFile> {
  for (let wait = 150; ; wait = Math.min(wait * 1.5, 2000)) {
    const state = await request<JobState>(`/api/v1/csv/${encodeURIComponent(jobId)}`, { signal })
    if (state.status === 'completed' && state.url !== undefined) return { url: state.url, truncated: state.truncated === true }
    if (state.status === 'error') throw new ApiError(400, 'ExportFailed', i18next.t('csv.failed'))
    await pause(wait, signal)
  }
}
