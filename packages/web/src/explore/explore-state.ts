import { queryColumns, type ChartConfig } from '@atrium/documents'
import type { FieldId, MetricQuery } from '@atrium/semantic'

/** Everything that makes an explore page look as it does. It is what the address holds and what Save writes. */
export type ExploreState = {
  tableName: string
  metricQuery: MetricQuery
  columnOrder: FieldId[]
  /** `null`: chosen automatically from the query, until someone chooses. */
  chartConfig: ChartConfig | null
  /** Fields whose values become series or columns. */
  pivotColumns: FieldId[]
}

export const defaultLimit = 500

/** An explore with nothing picked. */
export function emptyExploreState(exploreName: string): ExploreState {
  return {
    tableName: exploreName,
    metricQuery: { exploreName, dimensions: [], metrics: [], filters: {}, sorts: [], limit: defaultLimit, tableCalculations: [] },
    columnOrder: [],
    chartConfig: null,
    pivotColumns: [],
  }
}

/** True when there is something to ask. */
export const hasFields = ({ metricQuery }: Pick<ExploreState, 'metricQuery'>): boolean => metricQuery.dimensions.length + metricQuery.metrics.length > 0

/** Ids of all columns that the query will answer, in the order in which they are shown. */
export function columnsOf({ metricQuery, columnOrder }: Pick<ExploreState, 'metricQuery' | 'columnOrder'>): FieldId[] {
  const all = queryColumns(metricQuery)
  const known = columnOrder.filter((fieldId) => all.includes(fieldId))
  return [...known, ...all.filter((fieldId) => !known.includes(fieldId))]
}
