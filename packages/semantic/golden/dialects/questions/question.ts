import type { Insight } from '../../../src/types/insight.ts'
import type { MetricQuery, SortField } from '../../../src/types/metric-query.ts'

/** One question to the shop. Its rows are compared in order when it is sorted, else as a set. */
export type Question = { name: string; query: Partial<MetricQuery>; /** Asked in its place. */ insight?: Insight; startOfWeek?: number; fiscalYearStart?: number }

/** Sorted by a field, from small to great. */
export const by = (fieldId: string, more: Partial<SortField> = {}): SortField => ({ fieldId, descending: false, ...more })
