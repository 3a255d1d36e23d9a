import { QueryError } from '../../types/compiled-query.ts'
import type { FieldId } from '../../types/metric-query.ts'
import { joinsFor } from '../joins.ts'
import { findMetric, type Leaf } from '../metric-expression.ts'
import { type PlanContext, unionTables } from '../plan-context.ts'
import { presentArgument } from '../present-rows.ts'
import type { GroupColumn, MetricColumn } from '../select-columns.ts'
import { innerName } from '../select-parts.ts'

/** A metric taken apart by day: what else to group by, what to aggregate of each day, and how days go together again. */
export type DailyParts = {
  groups: GroupColumn[]
  metrics: MetricColumn[]
  together(columnOf: (fieldId: FieldId) => string): string
}

/**
 * Takes the metric under `leaf` apart. Sums, counts and extremes go together as such, averages from sum and count,
 * distinct aggregates from the values of each day. `common` are the tables that the query's other fields read.
 * Throws `invalid_query` for what cannot be put together from days.
 */
export function dailyParts(ctx: PlanContext, leaf: Leaf, leaves: readonly Leaf[], common: readonly string[]): DailyParts {
  const [base, ...more] = leaves
  const type = base === undefined ? undefined : findMetric(ctx, base.id)?.type
  if (base?.argument === undefined || more.length > 0 || base.picked !== undefined)
    throw notPossible(leaf, base, 'it has to be one metric that aggregates rows')
  const column = (part: Leaf): MetricColumn => ({
    fieldId: part.id,
    hidden: false,
    expression: { id: part.id, leaves: [part], write: (leafSql) => leafSql(part) },
  })
  switch (type) {
    case 'sum':
      return { groups: [], metrics: [column(base)], together: (of) => `SUM(${of(base.id)})` }
    case 'count':
      // Of no days there are none, as a count of no rows is 0.
      return { groups: [], metrics: [column(base)], together: (of) => `COALESCE(SUM(${of(base.id)}), 0)` }
    case 'min':
    case 'max':
      return { groups: [], metrics: [column(base)], together: (of) => `${type === 'min' ? 'MIN' : 'MAX'}(${of(base.id)})` }
    case 'average': {
      const sum: Leaf = { ...base, id: innerName(ctx, base.id, 'sum'), aggregate: (argument) => ctx.dialect.aggregate('sum', argument, {}) }
      const count: Leaf = { ...base, id: innerName(ctx, base.id, 'count'), aggregate: (argument) => ctx.dialect.aggregate('count', argument, {}) }
      return {
        groups: [],
        metrics: [column(sum), column(count)],
        together: (of) => ctx.dialect.divide(`SUM(${of(sum.id)})`, `NULLIF(SUM(${of(count.id)}), 0)`),
      }
    }
    case 'count_distinct':
    case 'count_distinct_approx':
    case 'sum_distinct':
    case 'average_distinct': {
      const joins = joinsFor(ctx, unionTables(common, base.tables))
      const value = innerName(ctx, base.id, 'value')
      const group: GroupColumn = { fieldId: value, sql: presentArgument(ctx, base, joins), tables: base.tables, type: 'string', hidden: false }
      return { groups: [group], metrics: [], together: (of) => base.aggregate(of(value)) }
    }
    default:
      throw notPossible(leaf, base, `a ${type ?? 'formula'} of several days does not follow from those of each day`)
  }
}

function notPossible(leaf: Leaf, base: Leaf | undefined, why: string): QueryError {
  return new QueryError(
    'invalid_query',
    `Metric ${leaf.id} cannot accumulate ${base?.id ?? 'its metric'}: ${why}. Sums, counts, averages, least and greatest values and distinct counts can be accumulated.`,
    {
      at: leaf.id,
    },
  )
}
