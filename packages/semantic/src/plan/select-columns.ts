import { fieldIdOf } from '../names/field-id.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { DimensionType } from '../types/field.ts'
import type { FieldId, FilterRule } from '../types/metric-query.ts'
import { type BinExtent, customDimensionExpression } from './custom-dimension.ts'
import { type DimensionExpression, dimensionById } from './dimension-expression.ts'
import { activeRules } from './filters/render-group.ts'
import { findMetric, metricById, type MetricExpression } from './metric-expression.ts'
import type { PlanContext } from './plan-context.ts'
import { postBase, postMetric, postMetricIds } from './post-calculations.ts'
import { unknownField } from './unknown-field.ts'

/** One column that rows are grouped by. */
export type GroupColumn = {
  fieldId: FieldId
  sql: string
  tables: readonly string[]
  type: DimensionType
  /** Only there to sort by: the lower edge of a bin. */
  hidden: boolean
  extent?: BinExtent
}

/** A dimension, date-zoom id or custom dimension as SQL. Throws `unknown_field`. */
export function anyDimension(ctx: PlanContext, fieldId: FieldId): DimensionExpression & { order?: string; extent?: BinExtent } {
  const custom = ctx.customDimensions.get(fieldId)
  return custom === undefined ? dimensionById(ctx, fieldId) : customDimensionExpression(ctx, custom)
}

/** The column that a bin is sorted by. */
export function orderColumn(fieldId: FieldId): FieldId {
  return `${fieldId}_order`
}

/** Columns to group by: dimensions in the order asked for, custom ones after them, each bin that is sorted with its order. */
export function groupColumns(ctx: PlanContext): GroupColumn[] {
  const asked = [...new Set(ctx.query.dimensions)]
  const isCustom = (fieldId: FieldId): boolean => ctx.customDimensions.has(fieldId)
  const ordered = [...asked.filter((fieldId) => !isCustom(fieldId)), ...asked.filter(isCustom)]
  const sorted = new Set(ctx.query.sorts.map((sort) => sort.fieldId))
  return ordered.flatMap((fieldId): GroupColumn[] => {
    const { sql, tables, type, order, extent } = anyDimension(ctx, fieldId)
    const shared = { tables, ...(extent === undefined ? {} : { extent }) }
    const column: GroupColumn = { fieldId, sql, type, hidden: false, ...shared }
    if (order === undefined || !sorted.has(fieldId)) return [column]
    return [column, { fieldId: orderColumn(fieldId), sql: order, type: 'number', hidden: true, ...shared }]
  })
}

/** A metric column; hidden when only a filter or a sort needs it. */
export type MetricColumn = { fieldId: FieldId; expression: MetricExpression; hidden: boolean }

/** Metrics asked for, then those that only metric filters or sorts name. `notMetrics`: result columns that they may name too. */
export function metricColumns(ctx: PlanContext, notMetrics: ReadonlySet<FieldId> = new Set()): MetricColumn[] {
  const { query } = ctx
  const asked = [...new Set(query.metrics)].filter((fieldId) => postMetric(ctx, fieldId) === undefined)
  const filtered = activeRules(query.filters.metrics).map((rule: FilterRule) => rule.target?.fieldId)
  const known = new Set<FieldId>([...asked, ...query.dimensions, ...query.tableCalculations.map((calculation) => calculation.name)])
  const sorted = query.sorts.map((sort) => sort.fieldId).filter((fieldId) => !known.has(fieldId) && findMetric(ctx, fieldId) !== undefined)
  const bases = postMetricIds(ctx).flatMap((fieldId) => {
    const metric = postMetric(ctx, fieldId)
    return metric === undefined ? [] : [postBase(ctx, metric)]
  })
  const wanted = [...filtered, ...sorted].filter((fieldId) => fieldId === undefined || postMetric(ctx, fieldId) === undefined)
  const extra = [...new Set([...wanted, ...bases])].filter((fieldId) => !asked.includes(fieldId) && !notMetrics.has(fieldId))
  return [
    ...asked.map((fieldId) => ({ fieldId, expression: metricById(ctx, fieldId), hidden: false })),
    ...extra.map((fieldId) => ({ fieldId, expression: metricById(ctx, fieldId), hidden: true })),
  ]
}

/** Refuses a query of nothing, and ids of the query's own fields that are taken by another field. */
export function checkSelection(ctx: PlanContext): void {
  const { query, index } = ctx
  if (query.dimensions.length === 0 && query.metrics.length === 0) {
    throw new QueryError('invalid_query', 'Select at least one dimension or metric.', { at: 'dimensions' })
  }
  const both = query.dimensions.find((fieldId) => query.metrics.includes(fieldId))
  if (both !== undefined) throw unknownField(ctx, index.dimensions.has(both) ? 'metric' : 'dimension', both)
  for (const metric of query.additionalMetrics ?? []) {
    const id = fieldIdOf(metric.table, metric.name)
    if (index.dimensions.has(id) || index.metrics.has(id)) throw taken(`custom metric ${id}`, id)
  }
  for (const { id } of query.customDimensions ?? []) {
    if (index.dimensions.has(id) || index.metrics.has(id) || ctx.additionalMetrics.has(id)) throw taken(`custom dimension ${id}`, id)
  }
  for (const [place, { name }] of query.tableCalculations.entries()) {
    const twice = query.tableCalculations.findIndex((other) => other.name === name) !== place
    if (twice || index.dimensions.has(name) || index.metrics.has(name) || ctx.additionalMetrics.has(name) || ctx.customDimensions.has(name)) {
      throw taken(`table calculation ${name}`, name)
    }
  }
}

const taken = (what: string, at: FieldId): QueryError =>
  new QueryError('invalid_query', `The name of ${what} is taken by another field: choose a different one.`, { at })
