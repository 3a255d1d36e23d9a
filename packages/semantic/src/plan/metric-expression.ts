import { fieldIdOf } from '../names/field-id.ts'
import { isExpression, isPostCalculation } from '../names/metric-types.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { CompiledMetric, MetricFilterRule, MetricType } from '../types/field.ts'
import type { AdditionalMetric, FieldId } from '../types/metric-query.ts'
import { dimensionById, dimensionExpression, expandReferences, referencedDimension, referencedTable } from './dimension-expression.ts'
import { renderRule } from './filters/render-rule.ts'
import { dimensionsBehind } from './metric-of-dimension.ts'
import { timeFieldId } from './over-time/time-fields.ts'
import { isPlainColumn } from './plain-column.ts'
import type { Expression, PlanContext } from './plan-context.ts'
import { unionTables } from './plan-context.ts'
import { unshifted } from './shifted-rows.ts'
import { fieldReferences, parseReference } from './sql-template.ts'
import { unknownField } from './unknown-field.ts'
import { checkAttributes, checkTableAttributes, expandModelSql } from './user-attributes.ts'
import { extremeSourceZone } from './value-type.ts'

/** The smallest thing that is aggregated: it belongs to the rows of one table. */
export type Leaf = {
  id: FieldId
  /** The table whose rows it aggregates. */
  home: string
  /** Every table its SQL reads. */
  tables: readonly string[]
  /** What is aggregated, with the metric's own filters; `undefined` for SQL that aggregates by itself. */
  argument: string | undefined
  /** True when `argument` is null on a row that is not there (columns and arithmetic), so no guard is needed. */
  nullWhenMissing: boolean
  /** True when repeated rows do not change the value (min, max, distinct aggregates). */
  immune: boolean
  /** Set where the engine has no exact percentile: the fraction, and rows have to be ranked by `argument` first. */
  ranked?: number
  /** Set on what is aggregated once for each value of these, whatever repeats it: SQL of dimensions. */
  oncePerKeys?: readonly string[]
  /** Set on what must not be added up over time: of each group only the rows of one moment are aggregated. */
  picked?: { time: string; choice: 'last' | 'first'; groupings: readonly string[] }
  /** True when the engine estimates it. */
  estimated?: boolean
  /** Set on what is not aggregated over the rows of each group alone: it is computed beside them, see `over-time/`. */
  overTime?: OverTime
  /** The aggregate of an argument, or the whole SQL when there is none. */
  aggregate(argument: string): string
}

/** A metric whose rows time chooses, and the metric that it is made of. */
export type OverTime = { metric: AnyMetric; base: MetricExpression }

/** A metric as a formula over leaves. */
export type MetricExpression = {
  id: FieldId
  leaves: readonly Leaf[]
  /** The formula, with `leafSql` written in the place of each leaf. */
  write(leafSql: (leaf: Leaf) => string): string
}

type AnyMetric = Pick<
  CompiledMetric,
  'table' | 'name' | 'type' | 'sql' | 'distinctKeys' | 'nonAdditive' | 'cumulative' | 'offset' | 'conversion' | 'requiredAttributes' | 'anyAttributes'
> & {
  filters?: MetricFilterRule[]
  percentile?: number
}

const immuneTypes = new Set<MetricType>(['min', 'max', 'count_distinct', 'sum_distinct', 'average_distinct', 'count_distinct_approx'])
/** What a distinct aggregate is over rows that are taken once by its keys. */
const onceTypes: Partial<Record<MetricType, MetricType>> = { sum_distinct: 'sum', average_distinct: 'average' }
const identifier = '(?:"[^"]+"|`[^`]+`|\\[[^\\]]+\\]|[A-Za-z_]\\w*)(?!\\w)'
/** Columns and numbers with arithmetic between them, and no word that could make something of null. */
const arithmetic = new RegExp(`^(?:\\s|[-+*/%()]|\\d+(?:\\.\\d+)?(?![\\w.])|${identifier}\\.${identifier})+$`)

/** The metric of the model or of the query with this id; `undefined` when there is none. */
export function findMetric(ctx: PlanContext, fieldId: FieldId): CompiledMetric | AdditionalMetric | undefined {
  return ctx.additionalMetrics.get(fieldId) ?? ctx.index.metrics.get(fieldId)
}

/** A metric by id. Throws `unknown_field`, `missing_attribute`, `invalid_query` (circles, aggregates of aggregates). */
export function metricById(ctx: PlanContext, fieldId: FieldId): MetricExpression {
  const metric = findMetric(ctx, fieldId)
  if (metric === undefined) throw unknownField(ctx, 'metric', fieldId)
  return metricExpression(ctx, metric, [])
}

function metricExpression(ctx: PlanContext, metric: AnyMetric, path: readonly FieldId[]): MetricExpression {
  const id = fieldIdOf(metric.table, metric.name)
  if (ctx.explore.tables[metric.table] === undefined) throw unknownField(ctx, 'metric', id)
  checkTableAttributes(ctx, metric.table)
  checkAttributes(ctx, metric, { name: 'metric', text: id })
  if (ctx.additionalMetrics.get(id) === metric) checkDimensionsBehind(ctx, metric)
  if (path.includes(id)) {
    throw new QueryError('invalid_query', `Metric ${id} refers to itself: ${[...path, id].join(' → ')}`, { at: id })
  }
  if (isPostCalculation(metric.type)) {
    throw new QueryError('invalid_query', `Metric ${id} looks at the other rows of the result and cannot be part of another metric.`, { at: id })
  }
  if (!isExpression(metric.type)) {
    const leaf = aggregateLeaf(ctx, metric, id)
    return { id, leaves: [leaf], write: (leafSql) => leafSql(leaf) }
  }
  if (metric.cumulative !== undefined || metric.offset !== undefined || metric.conversion !== undefined) return overTime(ctx, metric, id, [...path, id])
  return formula(ctx, metric, id, [...path, id])
}

/** Refuses a custom metric of a column that every dimension of it keeps from the caller: SQL is no way around them. */
function checkDimensionsBehind(ctx: PlanContext, { table, sql }: AnyMetric): void {
  const dimensions = dimensionsBehind(ctx.explore.tables[table], sql)
  const refusals = dimensions.map((dimension) =>
    refusalOf(() => checkAttributes(ctx, dimension, { name: 'dimension', text: fieldIdOf(table, dimension.name) })),
  )
  if (refusals.length > 0 && refusals.every((refusal) => refusal !== null)) throw refusals[0]
}

function refusalOf(check: () => void): QueryError | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof QueryError) return error
    throw error
  }
}

/** A metric that is computed beside the others; the rate of a conversion is of the metric it begins with. */
function overTime(ctx: PlanContext, metric: AnyMetric, id: FieldId, path: readonly FieldId[]): MetricExpression {
  const [reference] = fieldReferences(metric.sql)
  const of = reference === undefined ? undefined : findMetric(ctx, fieldIdOf(referencedTable(ctx, metric.table, reference.table), reference.name))
  if (of === undefined) throw new QueryError('invalid_query', `Metric ${id} names no metric in its SQL that it could look at over time.`, { at: id })
  const base = metricExpression(ctx, of, path)
  const keyed = base.leaves.find((leaf) => leaf.oncePerKeys !== undefined)
  if (keyed !== undefined)
    throw new QueryError('invalid_query', `Metric ${id} cannot be made of ${keyed.id}, which takes each of its distinct_keys once.`, { at: id })
  const nested = base.leaves.find((leaf) => leaf.overTime !== undefined)
  if (nested !== undefined) throw new QueryError('invalid_query', `Metric ${id} cannot be made of ${nested.id}, which looks at other times itself.`, { at: id })
  const leaf: Leaf = {
    id,
    home: metric.table,
    tables: [metric.table],
    argument: undefined,
    nullWhenMissing: false,
    immune: false,
    overTime: { metric, base },
    aggregate: () => '',
  }
  const { conversion } = metric
  if (conversion === undefined) return { id, leaves: [leaf], write: (leafSql) => leafSql(leaf) }
  // The events themselves are read either way: groups in which none was followed are there with 0.
  const leaves = [leaf, ...base.leaves]
  if (conversion.calculation === 'count')
    return { id, leaves, write: (leafSql) => `CASE WHEN ${base.write(leafSql)} IS NOT NULL THEN COALESCE(${leafSql(leaf)}, 0) END` }
  return {
    id,
    leaves,
    write: (leafSql) => ctx.dialect.divide(`COALESCE(${leafSql(leaf)}, 0)`, `NULLIF(${base.write(leafSql)}, 0)`),
  }
}

function aggregateLeaf(ctx: PlanContext, metric: AnyMetric, id: FieldId): Leaf {
  for (const reference of fieldReferences(metric.sql)) {
    if (referencedDimension(ctx, metric.table, reference) !== undefined) continue
    const other = fieldIdOf(referencedTable(ctx, metric.table, reference.table), reference.name)
    if (findMetric(ctx, other) !== undefined) {
      throw new QueryError('invalid_query', `Metric ${id} of type ${metric.type} cannot aggregate another metric (${other}).`, { at: id })
    }
  }
  const own = expandReferences(ctx, metric.sql, { table: metric.table, place: { name: 'metric', text: id }, path: [] })
  const conditions = (metric.filters ?? []).filter((rule) => rule.disabled !== true).map((rule) => metricFilter(ctx, metric, id, rule))
  const percentile = metric.percentile === undefined ? {} : { percentile: metric.percentile }
  if (metric.percentile !== undefined && !(metric.percentile >= 0 && metric.percentile <= 100)) {
    throw new QueryError('invalid_query', `Metric ${id} needs a percentile from 0 to 100.`, { at: id })
  }
  const isPercentile = metric.type === 'percentile' || metric.type === 'median'
  const ranked = isPercentile && !ctx.dialect.supports.percentileAggregate ? (metric.type === 'median' ? 50 : (metric.percentile ?? 50)) / 100 : undefined
  const picked = pickedMoment(ctx, metric, conditions)
  const keys = metric.distinctKeys?.map((name) => dimensionById(ctx, timeFieldId(ctx, metric.table, name)))
  const sourceZone = extremeSourceZone(ctx, metric)
  // What has no key is not there: a row that no other was joined to.
  const conditionSql = [...conditions.map((condition) => condition.sql), ...(keys ?? []).map((key) => `${key.sql} IS NOT NULL`)]
  const value = conditionSql.length > 0 && own.sql.trim() === '*' ? '1' : `(${own.sql})`
  return {
    id,
    home: metric.table,
    tables: unionTables([metric.table], own.tables, ...[...conditions, ...(keys ?? [])].map((one) => one.tables), picked?.tables ?? []),
    argument: conditionSql.length === 0 ? own.sql : `CASE WHEN (${conditionSql.join(' AND ')}) THEN ${value} ELSE NULL END`,
    nullWhenMissing: isNullOfNull(ctx, metric, own.sql),
    immune: keys === undefined && immuneTypes.has(metric.type),
    ...(keys === undefined ? {} : { oncePerKeys: keys.map((key) => key.sql) }),
    ...(ranked === undefined ? {} : { ranked }),
    ...(picked === undefined ? {} : { picked: picked.moment }),
    ...(metric.type === 'count_distinct_approx' && ctx.dialect.supports.estimatesDistinct ? { estimated: true } : {}),
    aggregate: (argument) =>
      ctx.dialect.toZone(
        ctx.dialect.aggregate(keys === undefined ? metric.type : (onceTypes[metric.type] ?? metric.type), argument, percentile),
        'naive',
        sourceZone,
        'UTC',
      ),
  }
}

/** The moment whose rows alone are aggregated: the last or first of those that the metric's own filters let through. */
function pickedMoment(
  ctx: PlanContext,
  metric: AnyMetric,
  conditions: readonly Expression[],
): { moment: NonNullable<Leaf['picked']>; tables: string[] } | undefined {
  if (metric.nonAdditive === undefined) return undefined
  const { time, choice, groupings = [] } = metric.nonAdditive
  // On a clock that is turned several last days of a month would be one moment.
  const own = unshifted(ctx)
  const column = dimensionById(own, timeFieldId(ctx, metric.table, time))
  const others = groupings.map((name) => dimensionById(own, timeFieldId(ctx, metric.table, name)))
  const sql = column.time?.sql ?? column.sql
  return {
    moment: {
      time: conditions.length === 0 ? sql : `CASE WHEN ${conditions.map((condition) => condition.sql).join(' AND ')} THEN ${sql} END`,
      choice,
      groupings: others.map((other) => other.sql),
    },
    tables: unionTables(column.tables, ...others.map((other) => other.tables)),
  }
}

/** True for SQL that is seen to be null where every column of the metric's table is: a column, by itself or as a dimension, or arithmetic. */
function isNullOfNull(ctx: PlanContext, { table, sql }: AnyMetric, resolved: string): boolean {
  if (isPlainColumn(sql)) return true
  const [reference] = fieldReferences(sql)
  const dimension = reference === undefined || !/^\s*\$\{[^{}]*\}\s*$/.test(sql) ? undefined : referencedDimension(ctx, table, reference)
  if (dimension !== undefined && dimension.table === table && isPlainColumn(dimension.sql)) return true
  return arithmetic.test(resolved) && resolved.includes(`${ctx.dialect.quote(table)}.`)
}

function metricFilter(ctx: PlanContext, metric: AnyMetric, id: FieldId, rule: MetricFilterRule): Expression {
  const reference = parseReference(rule.target.fieldRef)
  const field = reference.kind === 'field' ? reference : { table: undefined, name: rule.target.fieldRef }
  const dimension = referencedDimension(ctx, metric.table, field)
  const fieldId = fieldIdOf(referencedTable(ctx, metric.table, field.table), field.name)
  if (dimension === undefined) throw unknownField(ctx, 'dimension', fieldId)
  const target = dimensionExpression(ctx, dimension, [])
  const { target: _, ...rest } = rule
  return { sql: renderRule(ctx, target, { ...rest, id: rule.id ?? id, target: { fieldId } }), tables: target.tables }
}

type Part = string | MetricExpression

/** SQL over other metrics. What reads columns too, or nothing but columns, aggregates by itself and is one leaf. */
function formula(ctx: PlanContext, metric: AnyMetric, id: FieldId, path: readonly FieldId[]): MetricExpression {
  const tables: (readonly string[])[] = [[metric.table]]
  const nested: MetricExpression[] = []
  let readsColumns = false
  const written = expandModelSql(ctx, metric.sql, { name: 'metric', text: id }, (reference) => {
    if (reference.kind === 'table') {
      readsColumns = true
      return ctx.dialect.quote(metric.table)
    }
    const otherId = fieldIdOf(referencedTable(ctx, metric.table, reference.table), reference.name)
    const other = findMetric(ctx, otherId)
    if (other !== undefined) {
      nested.push(metricExpression(ctx, other, path))
      return `\0${nested.length - 1}\0`
    }
    const dimension = referencedDimension(ctx, metric.table, reference)
    if (dimension === undefined) throw unknownField(ctx, 'metric', otherId)
    readsColumns = true
    const resolved = dimensionExpression(ctx, dimension, [])
    tables.push(resolved.tables)
    return `(${resolved.sql})`
  })
  const parts: Part[] = written.split('\0').map((text, place) => (place % 2 === 0 ? text : (nested[Number(text)] ?? '')))
  const write = (leafSql: (leaf: Leaf) => string): string => parts.map((part) => (typeof part === 'string' ? part : `(${part.write(leafSql)})`)).join('')
  if (nested.length > 0 && !readsColumns) return { id, leaves: uniqueLeaves(nested.flatMap((part) => part.leaves)), write }
  const inner = nested.flatMap((part) => part.leaves)
  const ranked = inner.find((part) => part.ranked !== undefined)
  if (ranked !== undefined) throw percentileInside(ctx, id, ranked.id)
  const keyed = inner.find((part) => part.oncePerKeys !== undefined)
  if (keyed !== undefined) {
    throw new QueryError(
      'invalid_query',
      `Metric ${id} has columns beside ${keyed.id}, which takes each of its distinct_keys once: put the columns into a metric of their own.`,
      {
        at: id,
      },
    )
  }
  const timed = inner.find((part) => part.picked !== undefined || part.overTime !== undefined)
  if (timed !== undefined) {
    throw new QueryError('invalid_query', `Metric ${id} has columns beside ${timed.id}, whose rows time chooses: put the columns into a metric of their own.`, {
      at: id,
    })
  }
  const leaf: Leaf = {
    id,
    home: metric.table,
    tables: unionTables(...tables, ...nested.flatMap((part) => part.leaves.map((inner) => inner.tables))),
    argument: undefined,
    nullWhenMissing: false,
    immune: false,
    aggregate: () => write(inlineLeaf),
  }
  return { id, leaves: [leaf], write: (leafSql) => leafSql(leaf) }
}

function percentileInside(ctx: PlanContext, id: FieldId, percentileId: FieldId): QueryError {
  return new QueryError(
    'invalid_query',
    `Metric ${id} has columns and the percentile ${percentileId} in one expression, which ${ctx.dialect.name} cannot compute: put the columns into a metric of their own.`,
    { at: id },
  )
}

/** A leaf as one aggregate over the rows at hand. */
export function inlineLeaf(leaf: Leaf): string {
  return leaf.aggregate(leaf.argument ?? '')
}

/** Every leaf once. */
export function uniqueLeaves(leaves: readonly Leaf[]): Leaf[] {
  return [...new Map(leaves.map((leaf) => [leaf.id, leaf])).values()]
}
