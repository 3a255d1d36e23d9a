import { useQueries } from '@tanstack/react-query'
import { comparisonQuery, type ComparedRow, type MetricChange } from '../../../api/compare-models.ts'
import type { Draft } from '../../../api/develop.ts'

/** Metrics whose numbers are asked for at once; the rest are named. */
export const mostMetrics = 12

/** What is known of the total of a metric on both sides. */
export type KnownTotal = { change: MetricChange; total: ComparedRow | null; error: Error | null; isPending: boolean }

/** Both totals of each changed metric, the first of them. */
export function useTotals(projectUuid: string, draft: Draft, metrics: readonly MetricChange[]): KnownTotal[] {
  const shown = metrics.slice(0, mostMetrics)
  const totals = useQueries({ queries: shown.map((change) => comparisonQuery(projectUuid, draft, change, null)) })
  return shown.map((change, place) => {
    const found = totals[place]
    return { change, total: found?.data?.total ?? null, error: found?.error ?? null, isPending: found?.isPending === true }
  })
}
