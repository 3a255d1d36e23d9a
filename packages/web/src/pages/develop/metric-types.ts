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
  'percent_of_total',
  'percent_of_previous',
  'running_total',
] as const
