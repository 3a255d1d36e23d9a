import { fieldIdOf } from '../names/field-id.ts'
import { isPostCalculation } from '../names/metric-types.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { CompiledMetric, PostCalculationType } from '../types/field.ts'
import type { AdditionalMetric, FieldId } from '../types/metric-query.ts'
import { referencedTable } from './dimension-expression.ts'
import { activeRules } from './filters/render-group.ts'
import { findMetric } from './metric-expression.ts'
import type { PlanContext } from './plan-context.ts'
import { fieldReferences } from './sql-template.ts'
import type { CalculationColumn } from './select-parts.ts'

type PostMetric = (CompiledMetric | AdditionalMetric) & { type: PostCalculationType }

/** A metric that looks at the other rows of the result: its value is computed when all rows are there. */
export function postMetric(ctx: PlanContext, fieldId: FieldId): PostMetric | undefined {
  const metric = findMetric(ctx, fieldId)
  return metric !== undefined && isPostCalculation(metric.type) ? (metric as PostMetric) : undefined
}

/** The metric that it is made of. Throws `invalid_query` when its SQL names none. */
export function postBase(ctx: PlanContext, metric: PostMetric): FieldId {
  const [reference] = fieldReferences(metric.sql)
  const base = reference === undefined ? undefined : fieldIdOf(referencedTable(ctx, metric.table, reference.table), reference.name)
  if (base === undefined || findMetric(ctx, base) === undefined || postMetric(ctx, base) !== undefined) {
    const id = fieldIdOf(metric.table, metric.name)
    throw new QueryError('invalid_query', `Metric ${id} of type ${metric.type} needs one metric as its SQL, which does not look at other rows itself.`, {
      at: id,
    })
  }
  return base
}

/** Those that the query asks for, filters or sorts by. */
export function postMetricIds(ctx: PlanContext): FieldId[] {
  const { query } = ctx
  const filtered = activeRules(query.filters.metrics).flatMap((rule) => rule.target?.fieldId ?? [])
  return [...new Set([...query.metrics, ...filtered, ...query.sorts.map(({ fieldId }) => fieldId)])].filter((fieldId) => postMetric(ctx, fieldId) !== undefined)
}

/** Their columns, written over those of the finished rows. `order` is how these follow each other; empty: they do not. */
export function postColumns(ctx: PlanContext, order: string): CalculationColumn[] {
  return postMetricIds(ctx).flatMap((fieldId) => {
    const metric = postMetric(ctx, fieldId)
    if (metric === undefined) return []
    const value = ctx.dialect.quote(postBase(ctx, metric))
    return [
      {
        calculation: { name: fieldId, displayName: metric.label ?? metric.name, sql: metric.sql },
        sql: postSql(ctx, metric.type, value, order),
        type: 'number' as const,
      },
    ]
  })
}

function postSql({ dialect }: PlanContext, type: PostCalculationType, value: string, order: string): string {
  switch (type) {
    case 'percent_of_total':
      return `${dialect.cast(value, 'number')} / NULLIF(SUM(${value}) OVER (${dialect.windowOfAll?.(value) ?? ''}), 0)`
    case 'percent_of_previous':
      return order === '' ? 'NULL' : `${dialect.cast(value, 'number')} / NULLIF(LAG(${dialect.nullable?.(value) ?? value}, 1) OVER (${order}), 0)`
    case 'running_total':
      return order === '' ? value : `SUM(${value}) OVER (${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`
  }
}
