import type { Explore } from '../types/explore.ts'
import type { CompiledDimension, CompiledMetric, DimensionType } from '../types/field.ts'
import type { AdditionalMetric } from '../types/metric-query.ts'
import { dimensionExpression, referencedDimension } from './dimension-expression.ts'
import type { FilterTarget } from './filters/filter-target.ts'
import type { PlanContext } from './plan-context.ts'
import { fieldReferences } from './sql-template.ts'

const bySql = new WeakMap<Explore, Map<string, CompiledDimension>>()

function dimensionWithSql(ctx: PlanContext, table: string, sql: string): CompiledDimension | undefined {
  let known = bySql.get(ctx.explore)
  if (known === undefined) {
    known = new Map()
    for (const dimension of ctx.index.dimensions.values()) {
      if (dimension.timeInterval === undefined) known.set(`${dimension.table}\n${dimension.sql.trim()}`, dimension)
    }
    bySql.set(ctx.explore, known)
  }
  return known.get(`${table}\n${sql.trim()}`)
}

/** The dimension whose values a min or max gives, when it reads exactly one. */
function extremeOf(ctx: PlanContext, metric: Pick<CompiledMetric, 'type' | 'sql' | 'table'>): CompiledDimension | undefined {
  if (metric.type !== 'min' && metric.type !== 'max') return undefined
  const [reference, ...others] = fieldReferences(metric.sql)
  const isOnlyReference = reference !== undefined && others.length === 0 && /^\s*\$\{[^{}]*\}\s*$/.test(metric.sql)
  return isOnlyReference ? referencedDimension(ctx, metric.table, reference) : dimensionWithSql(ctx, metric.table, metric.sql)
}

/** Kind of value a metric gives: that of the column for min and max, a number for the other aggregates. */
export function metricValueType(ctx: PlanContext, metric: CompiledMetric | AdditionalMetric): DimensionType {
  switch (metric.type) {
    case 'string':
    case 'boolean':
    case 'date':
    case 'timestamp':
      return metric.type
    default:
      return extremeOf(ctx, metric)?.type ?? 'number'
  }
}

/** What a rule on the result column `sql` of a metric compares. */
export function metricTarget(ctx: PlanContext, metric: CompiledMetric | AdditionalMetric, sql: string): FilterTarget {
  const type = metricValueType(ctx, metric)
  if (type !== 'timestamp') return { sql, type }
  const dimension = extremeOf(ctx, metric)
  const time = dimension === undefined ? undefined : dimensionExpression(ctx, dimension, []).time
  if (time === undefined) return { sql, type }
  return { sql, type, time: { ...time, sql, sourceZone: 'UTC' } }
}

/** Zone of the wall time that a min or max reads straight from a naive column; UTC when there is nothing to convert. */
export function extremeSourceZone(ctx: PlanContext, metric: Pick<CompiledMetric, 'type' | 'sql' | 'table'>): string {
  if (fieldReferences(metric.sql).length > 0) return 'UTC'
  const dimension = extremeOf(ctx, metric)
  if (dimension?.type !== 'timestamp' || dimension.timestampKind === 'instant') return 'UTC'
  return dimension.sourceTimezone ?? 'UTC'
}
