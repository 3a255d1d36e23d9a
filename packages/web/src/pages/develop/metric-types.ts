/** How a metric is computed, the common ones first. */
export const metricTypes = [
  'sum',
  'count',
  'count_distinct',
  'count_distinct_approx',
  'average',
  'min',
  'max',
  'median',
  'percentile',
  'number',
  'string',
  'boolean',
  'date',
] as const
