import { queryOptions } from '@tanstack/react-query'
import type { DashboardFilters, Subtotals } from '@atrium/documents'
import { totalsQuery as questionOfTotals, type FieldId, type ItemsMap, type MetricQuery, type ParameterValues } from '@atrium/semantic'
import { queryKeyOf } from '../explore/runnable-query.ts'
import { requestAnswer } from './client.ts'
import type { DateZoom } from './dashboards.ts'
import { runCancellable, runQuery, type Results } from './results.ts'

/**
 * What totals are asked of: a question, which needs the right to explore, or a saved chart, whose totals everyone sees
 * who sees the chart; on a dashboard with what the dashboard adds to it. `maxRows`: most that one may ask the server for. `notBefore`: when the rows were read
 * that the totals stand under (ISO 8601); totals are never older, so they are asked for once that is known.
 */
export type TotalsSource = { notBefore: string | undefined } & (
  | { kind: 'query'; projectUuid: string; maxRows: number }
  | ({ kind: 'chart'; chartUuid: string } & OnDashboard)
)

/** Filters that reached the tile, parameters that were used and the grain of dates. */
type OnDashboard = {
  filters?: DashboardFilters | null
  parameters?: ParameterValues | undefined
  dateZoom?: DateZoom | null
  /** The chart as it was at this moment. */
  asOf?: string | undefined
}

const kept = { staleTime: Infinity, retry: false } as const

/** Totals of every metric by field id, recomputed by the warehouse; raw values. */
export const totalsQuery = (source: TotalsSource, query: MetricQuery) =>
  queryOptions({
    queryKey: ['totals', source, queryKeyOf(query)],
    queryFn: async ({ signal }) => (await ask<Record<string, unknown>>(source, query, { name: 'calculate-total', signal })).results,
    ...kept,
  })

export type SubtotalLayout = { columnOrder: readonly FieldId[]; pivotDimensions: readonly FieldId[]; overAllColumns?: boolean }

/** Subtotals by the leading dimensions of `columnOrder`, recomputed by the warehouse; raw values, and whether the server's row limit cut them. */
export const subtotalsQuery = (source: TotalsSource, query: MetricQuery, layout: SubtotalLayout) =>
  queryOptions({
    queryKey: ['subtotals', source, queryKeyOf(query), layout],
    queryFn: async ({ signal }) => {
      const { results: levels, truncated } = await ask<Subtotals>(source, query, { name: 'calculate-subtotals', body: layout, signal })
      return { levels, truncated }
    },
    ...kept,
  })

/** Totals for each value of some dimensions of a question; `fields` describe its columns. */
export const groupTotalsQuery = (source: TotalsSource, query: MetricQuery, { dimensions, fields }: { dimensions: readonly FieldId[]; fields: ItemsMap }) =>
  queryOptions({
    queryKey: ['group-totals', source, queryKeyOf(query), dimensions],
    queryFn: async ({ signal }): Promise<Results> => {
      if (source.kind === 'chart') return (await ask<Results>(source, query, { name: 'calculate-group-totals', body: { dimensions }, signal })).results
      return runQuery(source.projectUuid, questionOfTotals(query, { itemOf: (fieldId) => fields[fieldId], dimensions, limit: source.maxRows }), {
        signal,
        notBefore: source.notBefore,
      })
    },
    ...kept,
  })

type Asked = { name: string; body?: object; signal: AbortSignal }

const ask = <T>(source: TotalsSource, query: MetricQuery, { name, body = {}, signal }: Asked): Promise<{ results: T; truncated: boolean }> =>
  runCancellable(signal, (headers) =>
    source.kind === 'query'
      ? requestAnswer<T>(`/api/v1/projects/${encodeURIComponent(source.projectUuid)}/${name}`, {
          method: 'POST',
          body: { explore: query.exploreName, metricQuery: query, notBefore: source.notBefore, ...body },
          signal,
          headers,
        })
      : requestAnswer<T>(`/api/v1/saved/${encodeURIComponent(source.chartUuid)}/${name}`, {
          method: 'POST',
          body: { ...onDashboard(source), notBefore: source.notBefore, ...body },
          signal,
          headers,
        }),
  )

const onDashboard = ({ filters = null, parameters, dateZoom = null, asOf }: OnDashboard) => ({
  dashboardFilters: filters,
  asOf,
  ...(parameters === undefined ? {} : { parameters }),
  ...(dateZoom === null ? {} : { granularity: dateZoom }),
})
