import type { ChartDocument } from '@atrium/documents'
import { useQuery } from '@tanstack/react-query'
import { totalsQuery } from '../api/explores.ts'
import { queryKeyOf } from '../explore/runnable-query.ts'

/** Totals of a table that wants them, by field id; null until they are there, and for charts that show none. */
export function useTableTotals(projectUuid: string, document: ChartDocument): Record<string, unknown> | null {
  const { chartConfig, metricQuery, pivotConfig, tableName } = document
  const isWanted =
    chartConfig.type === 'table' &&
    chartConfig.config?.showColumnCalculation === true &&
    (pivotConfig?.columns ?? []).length === 0 &&
    metricQuery.metrics.length > 0
  const query = { ...metricQuery, exploreName: tableName }
  return useQuery({ ...totalsQuery(projectUuid, query, queryKeyOf(query)), enabled: isWanted }).data ?? null
}
