import type { CompiledQuery, CompileOptions, Proof, ResultColumn } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import type { Explore } from '../types/explore.ts'
import type { FieldId, ItemsMap, MetricQuery } from '../types/metric-query.ts'
import { planGrains } from './fan-out.ts'
import { renderGroup } from './filters/render-group.ts'
import { findDimension } from './find-dimension.ts'
import { findMetric, uniqueLeaves } from './metric-expression.ts'
import { type PlanContext, planContext, unionTables } from './plan-context.ts'
import { printCore } from './print-grains.ts'
import { printQuery } from './print-query.ts'
import { withRequiredFilters } from './required-filters.ts'
import { anyDimension, checkSelection, type GroupColumn, groupColumns, type MetricColumn, metricColumns } from './select-columns.ts'
import { type CalculationColumn, calculationLayers } from './table-calculations.ts'
import { metricValueType } from './value-type.ts'

/**
 * Turns one question into one SELECT. Pure: `now` and the caller's policy come in as data. Field ids are those of the
 * explore, date-zoom ids, and the query's own custom dimensions, metrics and table calculations.
 * Throws `QueryError`; the explore is left untouched and must not change between queries.
 */
export function compileMetricQuery(explore: Explore, query: MetricQuery, options: CompileOptions & { dialect: Dialect }): CompiledQuery {
  const effective = withRequiredFilters(explore, withDefaults(query))
  const ctx = planContext(explore, effective, options)
  checkSelection(ctx)
  const groups = groupColumns(ctx)
  const metrics = metricColumns(ctx)
  const condition = renderGroup(ctx, effective.filters.dimensions, (rule) => anyDimension(ctx, rule.target.fieldId))
  const conditions = condition === undefined ? [] : [condition]
  const common = unionTables(...groups.map(({ tables }) => tables), ...conditions.map(({ tables }) => tables))
  const leaves = uniqueLeaves(metrics.flatMap(({ expression }) => expression.leaves))
  const plan = planGrains(ctx, leaves, common)
  const core = printCore(ctx, { groups, metrics, conditions }, plan.grains)
  const selected = new Set<FieldId>([...groups, ...metrics].map(({ fieldId }) => fieldId))
  const layers = calculationLayers(ctx, selected)
  const sortable = new Set([...selected, ...effective.tableCalculations.map(({ name }) => name)])
  const sql = printQuery(ctx, core, layers, sortable)
  return {
    sql,
    columns: resultColumns(ctx, groups, metrics, layers),
    fields: resultFields(ctx, groups, metrics),
    effectiveQuery: { ...effective, timezone: ctx.zone },
    proof: proofOf(plan.proven, plan.unproven, plan.grains.length),
    policiesApplied: [...ctx.policiesApplied],
    timeDependent: ctx.timeDependent,
  }
}

/** Lists that a client left out are empty. */
function withDefaults(query: MetricQuery): MetricQuery {
  return {
    ...query,
    dimensions: query.dimensions ?? [],
    metrics: query.metrics ?? [],
    filters: query.filters ?? {},
    sorts: query.sorts ?? [],
    tableCalculations: query.tableCalculations ?? [],
  }
}

function resultColumns(
  ctx: PlanContext,
  groups: readonly GroupColumn[],
  metrics: readonly MetricColumn[],
  layers: readonly CalculationColumn[][],
): ResultColumn[] {
  return [
    ...groups.map(({ fieldId, type, hidden }) => ({ fieldId, type, hidden })),
    ...metrics.map(({ fieldId, hidden }) => {
      const metric = findMetric(ctx, fieldId)
      return { fieldId, type: metric === undefined ? ('number' as const) : metricValueType(ctx, metric), hidden }
    }),
    ...layers.flat().map(({ calculation }) => ({ fieldId: calculation.name, type: calculation.type ?? ('number' as const), hidden: false })),
  ]
}

function resultFields(ctx: PlanContext, groups: readonly GroupColumn[], metrics: readonly MetricColumn[]): ItemsMap {
  const fields: ItemsMap = {}
  for (const { fieldId } of groups) {
    const item = ctx.customDimensions.get(fieldId) ?? findDimension(ctx.index, fieldId)
    if (item !== undefined) fields[fieldId] = item
  }
  for (const { fieldId } of metrics) {
    const item = findMetric(ctx, fieldId)
    if (item !== undefined) fields[fieldId] = 'fieldType' in item ? item : { ...item, fieldType: 'metric' as const }
  }
  for (const calculation of ctx.query.tableCalculations) fields[calculation.name] = calculation
  return fields
}

function proofOf(proven: readonly string[], unproven: readonly string[], reads: number): Proof {
  const lines = [...new Set([...unproven, ...proven])]
  if (reads > 1) lines.push(`Metrics of different grain are aggregated in ${reads} separate reads and joined on the dimensions.`)
  if (lines.length === 0) lines.push('No join in this query repeats the rows of a metric.')
  return { status: unproven.length > 0 ? 'unproven' : 'safe', lines }
}
