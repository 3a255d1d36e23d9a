import type { FieldId, FilterGroupItem, MetricQuery } from '@atrium/semantic'
import type { ResultRow } from '../api/results.ts'
import { rulesOfRow } from './underlying-query.ts'

const rowLimit = 500

export type BreakDownRequest = {
  query: MetricQuery
  /** The clicked row, and the metric whose number is broken down. */
  row: ResultRow
  fieldId: FieldId
  /** The dimension to tell its parts apart by. */
  by: FieldId
  newId: () => string
}

/** The question for one number told apart by a dimension: the same rows as are behind it, the largest part first. */
export function breakDownQuery({ query, row, fieldId, by, newId }: BreakDownRequest): MetricQuery {
  const { exploreName, customDimensions, additionalMetrics, parameters, timezone } = query
  const rules: FilterGroupItem[] = [...(query.filters.dimensions === undefined ? [] : [query.filters.dimensions]), ...rulesOfRow(query, row, newId)]
  return {
    exploreName,
    dimensions: [by],
    metrics: [fieldId],
    filters: rules.length === 0 ? {} : { dimensions: { id: newId(), and: rules } },
    sorts: [{ fieldId, descending: true }],
    limit: rowLimit,
    tableCalculations: [],
    ...(customDimensions === undefined ? {} : { customDimensions }),
    ...(additionalMetrics === undefined ? {} : { additionalMetrics }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(timezone === undefined ? {} : { timezone }),
  }
}
