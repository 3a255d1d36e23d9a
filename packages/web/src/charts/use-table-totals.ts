import type { ChartDocument, PivotTotals } from '@atrium/documents'
import type { MetricQuery } from '@atrium/semantic'
import { useQueries, useQuery } from '@tanstack/react-query'
import { totalsQuery } from '../api/explores.ts'
import { runQuery } from '../api/results.ts'
import { queryKeyOf } from '../explore/runnable-query.ts'

/** Totals of a table that wants them, as the warehouse computed them; empty until they are there. */
export type TableTotals = PivotTotals

/** Most lines of totals that are asked for. */
const mostTotals = 5000
const none: TableTotals = {}

/** Totals of a table: over everything, and for a pivot also for each of its columns and lines. Never added up here. */
export function useTableTotals(projectUuid: string, document: ChartDocument): TableTotals {
  const { chartConfig, metricQuery, pivotConfig, tableName } = document
  const settings = chartConfig.type === 'table' ? chartConfig.config : undefined
  const query = { ...metricQuery, exploreName: tableName }
  const pivot = (pivotConfig?.columns ?? []).filter((fieldId) => metricQuery.dimensions.includes(fieldId))
  const below = settings?.showColumnCalculation === true && metricQuery.metrics.length > 0
  const beside = settings?.showRowCalculation === true && pivot.length > 0 && metricQuery.metrics.length > 0
  const grand = useQuery({ ...totalsQuery(projectUuid, query, queryKeyOf(query)), enabled: below || beside }).data
  const [byColumn, byRow] = useQueries({
    queries: [
      { dimensions: pivot, isWanted: below && pivot.length > 0 },
      { dimensions: metricQuery.dimensions.filter((fieldId) => !pivot.includes(fieldId)), isWanted: beside },
    ].map(({ dimensions, isWanted }) => {
      const asked = groupedBy(query, dimensions)
      return {
        queryKey: ['group-totals', projectUuid, queryKeyOf(asked)],
        queryFn: ({ signal }: { signal: AbortSignal }) => runQuery(projectUuid, asked, { signal }),
        enabled: isWanted && dimensions.length > 0,
        staleTime: Infinity,
        retry: false,
      }
    }),
  })
  if (!below && !beside) return none
  return {
    ...(grand === undefined ? {} : { grand }),
    ...(below && byColumn?.data !== undefined ? { byColumn: byColumn.data.rows } : {}),
    ...(beside && byRow?.data !== undefined ? { byRow: byRow.data.rows } : {}),
  }
}

/** The metrics of a query for other groups of the same rows. Filters on metrics speak of the original groups. */
function groupedBy({ comparisons: _, ...query }: MetricQuery, dimensions: string[]): MetricQuery {
  const { dimensions: filters } = query.filters
  return { ...query, dimensions, sorts: [], tableCalculations: [], filters: filters === undefined ? {} : { dimensions: filters }, limit: mostTotals }
}
