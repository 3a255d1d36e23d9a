import type { AggregateType, ExpressionType, MetricType, PostCalculationType } from '../types/field.ts'

/** Metric types that aggregate rows. */
export const aggregateTypes = [
  'sum',
  'count',
  'count_distinct',
  'count_distinct_approx',
  'average',
  'min',
  'max',
  'median',
  'percentile',
  'sum_distinct',
  'average_distinct',
] as const satisfies readonly AggregateType[]

/** Metric types that combine metrics. */
export const expressionTypes = ['number', 'string', 'boolean', 'date', 'timestamp'] as const satisfies readonly ExpressionType[]

/** Metric types that look at the other rows of the result. */
export const postCalculationTypes = ['percent_of_total', 'percent_of_previous', 'running_total'] as const satisfies readonly PostCalculationType[]

/** Every metric type, the common ones first. */
export const metricTypes = [...aggregateTypes, ...expressionTypes, ...postCalculationTypes] as const

const expressions: ReadonlySet<MetricType> = new Set(expressionTypes)
const postCalculations: ReadonlySet<MetricType> = new Set(postCalculationTypes)

/** True for metric types that combine other metrics. */
export function isExpression(type: MetricType): type is ExpressionType {
  return expressions.has(type)
}

/** True for metric types that look at the other rows of the result. */
export function isPostCalculation(type: MetricType): type is PostCalculationType {
  return postCalculations.has(type)
}

/** True for metric types that read no rows of their own: what they are made of is other metrics. */
export function isMadeOfMetrics(type: MetricType): type is ExpressionType | PostCalculationType {
  return isExpression(type) || isPostCalculation(type)
}
