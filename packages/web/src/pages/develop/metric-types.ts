/** How a metric is computed, the common ones first. */
export const metricTypes = ['sum', 'count', 'count_distinct', 'average', 'min', 'max', 'median', 'percentile', 'number', 'string', 'boolean', 'date'] as const
