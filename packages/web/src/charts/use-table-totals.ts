import { subtotalDimensions, subtotalOrder, type ChartDocument, type ChartResult, type PivotTotals } from '@atrium/documents'
import { useQueries, useQuery } from '@tanstack/react-query'
import { groupTotalsQuery, subtotalsQuery, totalsQuery, type TotalsSource } from '../api/totals.ts'
import { totalsState, type TotalsState } from './totals-state.ts'

/** Totals of a table that wants them, as the warehouse computed them; empty until they are there. `retry` asks again for those that failed. */
export type TableTotals = PivotTotals & Partial<TotalsState> & { retry?: () => void }

const none: TableTotals = {}
const noResult: ChartResult = { rows: [], fields: {} }

/** Totals of a table: over everything, and for a pivot also for each of its columns and lines. Never added up here. */
export function useTableTotals(source: TotalsSource, document: ChartDocument, result: ChartResult | undefined): TableTotals {
  const { chartConfig, metricQuery, pivotConfig, tableName } = document
  const settings = chartConfig.type === 'table' ? chartConfig.config : undefined
  const query = { ...metricQuery, exploreName: tableName }
  const pivot = (pivotConfig?.columns ?? []).filter((fieldId) => metricQuery.dimensions.includes(fieldId))
  const below = settings?.showColumnCalculation === true && metricQuery.metrics.length > 0
  const beside = settings?.showRowCalculation === true && pivot.length > 0 && metricQuery.metrics.length > 0
  const grand = useQuery({ ...totalsQuery(source, query), enabled: (below || beside) && result !== undefined })
  const order = subtotalOrder(document, result ?? noResult)
  const grouped = metricQuery.metrics.length > 0 && subtotalDimensions(document, result ?? noResult).length > 0
  const subtotals = useQuery({
    ...subtotalsQuery(source, query, { columnOrder: order, pivotDimensions: pivot }),
    enabled: grouped && result !== undefined,
  })
  const subtotalsBeside = useQuery({
    ...subtotalsQuery(source, query, { columnOrder: order, pivotDimensions: pivot, overAllColumns: true }),
    enabled: grouped && beside && result !== undefined,
  })
  const { fields } = result ?? noResult
  const groupTotals = useQueries({
    queries: [
      { dimensions: pivot, isWanted: below && pivot.length > 0 },
      { dimensions: metricQuery.dimensions.filter((fieldId) => !pivot.includes(fieldId)), isWanted: beside },
    ].map(({ dimensions, isWanted }) => ({
      ...groupTotalsQuery(source, query, { dimensions, fields }),
      enabled: isWanted && result !== undefined && dimensions.length > 0,
    })),
  })
  if (!below && !beside && !grouped) return none
  const [byColumn, byRow] = groupTotals
  const { error, isError, isEnabled, refetch } = grand
  const asked = [{ error, isError, isEnabled, refetch }, subtotals, subtotalsBeside, ...groupTotals].filter((one) => one.isEnabled)
  return {
    ...(subtotals.data === undefined ? {} : { subtotals: subtotals.data.levels }),
    ...(subtotalsBeside.data === undefined ? {} : { subtotalsBeside: subtotalsBeside.data.levels }),
    ...totalsState(asked),
    retry: () => asked.filter((one) => one.isError).forEach((one) => void one.refetch()),
    ...(grand.data === undefined ? {} : { grand: grand.data }),
    ...(below && byColumn?.data !== undefined ? { byColumn: byColumn.data.rows } : {}),
    ...(beside && byRow?.data !== undefined ? { byRow: byRow.data.rows } : {}),
  }
}
