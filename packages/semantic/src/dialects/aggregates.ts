import type { AggregateType, MetricType } from '../types/field.ts'

type Write = (sql: string, fraction: string) => string
export type Aggregates = Record<AggregateType, Write>

/** The aggregates as the standard has them. `fraction` is the percentile's, from 0 to 1, as a literal. */
export const standardAggregates: Aggregates = {
  average: (sql) => `AVG(${sql})`,
  count: (sql) => `COUNT(${sql})`,
  count_distinct: (sql) => `COUNT(DISTINCT ${sql})`,
  max: (sql) => `MAX(${sql})`,
  min: (sql) => `MIN(${sql})`,
  sum: (sql) => `SUM(${sql})`,
  median: (sql) => `PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ${sql})`,
  percentile: (sql, fraction) => `PERCENTILE_CONT(${fraction}) WITHIN GROUP (ORDER BY ${sql})`,
  sum_distinct: (sql) => `SUM(DISTINCT ${sql})`,
  average_distinct: (sql) => `AVG(DISTINCT ${sql})`,
  count_distinct_approx: (sql) => `APPROX_COUNT_DISTINCT(${sql})`,
}

const isAggregate = (type: MetricType, aggregates: Aggregates): type is AggregateType => Object.hasOwn(aggregates, type)

/** A dialect's `aggregate` from its aggregates: types that aggregate by themselves are left as they are. */
export function aggregateWith(aggregates: Aggregates): (type: MetricType, sql: string, options: { percentile?: number }) => string {
  return (type, sql, { percentile = 50 }) => (isAggregate(type, aggregates) ? aggregates[type](sql, String(percentile / 100)) : sql)
}
