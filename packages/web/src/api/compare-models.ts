import { formatItemValue, type ItemsMap } from '@atrium/semantic'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Draft } from './develop.ts'
import type { UsedContent } from './model-files.ts'
import { runCancellable, type ResultRow } from './results.ts'

/** A metric that asks something else with a text that is not applied. */
export type MetricChange = {
  explore: string
  fieldId: string
  label: string
  what: 'changed' | 'added' | 'removed' | 'renamed'
  /** The id that it had. */ from?: string
}
export type MetricChanges = UsedContent & { metrics: MetricChange[]; /** Explores that could not be asked any more. */ broken: string[] }

type Told = { raw: unknown; formatted: string } | null
/** Numbers of one value on both sides; `ratio` is the difference in relation to before. */
export type ComparedRow = { value: Told; before: Told; after: Told; delta: Told; ratio: number | null }
type Choice = { fieldId: string; label: string }
export type Comparison = { dimension: Choice | null; choices: Choice[]; rows: ComparedRow[]; truncated: boolean; total: ComparedRow }

const base = (projectUuid: string): string => `/api/v1/app/models/${encodeURIComponent(projectUuid)}`
const once = { retry: false, gcTime: 60_000, staleTime: 60_000 } as const

export const metricChangesQuery = (projectUuid: string, draft: Draft) =>
  queryOptions({
    queryKey: ['metric-changes', projectUuid, draft.path, draft.text],
    queryFn: ({ signal }) => request<MetricChanges>(`${base(projectUuid)}/metric-changes`, { method: 'POST', body: draft, signal }),
    ...once,
  })

/** Values of a metric on both sides; `dimension` null: only over everything, absent: by what the server thinks best. */
export const comparisonQuery = (projectUuid: string, draft: Draft, { explore, fieldId, from }: MetricChange, dimension?: string | null) =>
  queryOptions({
    queryKey: ['compare-values', projectUuid, draft.path, draft.text, explore, fieldId, from, dimension],
    queryFn: ({ signal }) =>
      runCancellable(signal, (headers) =>
        request<Comparison>(`${base(projectUuid)}/compare-values`, {
          method: 'POST',
          body: { ...draft, explore, metric: fieldId, from, dimension },
          signal,
          headers,
        }),
      ),
    ...once,
  })

type Answer = { rows: Record<string, unknown>[]; fields: ItemsMap; truncated: boolean }

/** A saved chart as it would answer with the text. */
export const chartOnDraftQuery = (projectUuid: string, draft: Draft, chartUuid: string) =>
  queryOptions({
    queryKey: ['chart-on-draft', projectUuid, draft.path, draft.text, chartUuid],
    queryFn: async ({ signal }) => {
      const answer = await runCancellable(signal, (headers) =>
        request<Answer>(`${base(projectUuid)}/charts/${encodeURIComponent(chartUuid)}/results`, { method: 'POST', body: draft, signal, headers }),
      )
      return { rows: answer.rows.map((row) => asCells(row, answer.fields)), fields: answer.fields }
    },
    ...once,
  })

const asCells = (row: Record<string, unknown>, fields: ItemsMap): ResultRow =>
  Object.fromEntries(Object.entries(row).map(([fieldId, raw]) => [fieldId, { value: { raw, formatted: formatItemValue(fields[fieldId], raw) } }]))
