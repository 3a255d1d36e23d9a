import type { ResultField } from '../formula/find-column.ts'
import { getItemLabel } from '../format/item.ts'
import type { ComparedField } from '../names/compared-fields.ts'
import type { CompiledQuery, CompileOptions, Proof, ResultColumn } from '../types/compiled-query.ts'
import type { Dialect } from '../types/dialect.ts'
import type { Explore } from '../types/explore.ts'
import type { DimensionType } from '../types/field.ts'
import type { FieldId, Item, ItemsMap, MetricQuery } from '../types/metric-query.ts'
import { comparedColumns, comparisonNote, type ResolvedComparison, resolveComparisons, shiftedContext } from './comparison.ts'
import type { GrainPlan } from './fan-out.ts'
import { floorDay } from './filters/date-bounds.ts'
import { findDimension, isPeriod } from './find-dimension.ts'
import { findMetric } from './metric-expression.ts'
import { nowInZone } from './now-in-zone.ts'
import { type PlanContext, planContext } from './plan-context.ts'
import { type Part, planPart } from './plan-part.ts'
import { type EarlierPart, printComparison } from './print-comparison.ts'
import { printQuery } from './print-query.ts'
import type { CalculationColumn, Core } from './select-parts.ts'
import { withRequiredFilters } from './required-filters.ts'
import { checkSelection, type GroupColumn, groupColumns, type MetricColumn, metricColumns } from './select-columns.ts'
import { postColumns, postMetricIds } from './post-calculations.ts'
import { calculationLayers, rowOrder } from './table-calculations.ts'
import { metricValueType } from './value-type.ts'

/**
 * Turns one question into one SELECT. Pure: `now` and the caller's policy come in as data. Field ids are those of the
 * explore, date-zoom ids, and the query's own custom dimensions, metrics and table calculations.
 * Throws `QueryError`; the explore is left untouched and must not change between queries.
 */
export function compileMetricQuery(explore: Explore, query: MetricQuery, options: CompileOptions & { dialect: Dialect }): CompiledQuery {
  const asked = withRequiredFilters(explore, withDefaults(query))
  const { parameters: _, ...effective } = asked
  const ctx = planContext(explore, asked, options)
  checkSelection(ctx)
  const comparisons = resolveComparisons(ctx)
  const compared = comparedColumns(ctx, comparisons)
  const present = partOf(ctx, new Set(compared.map(({ fieldId }) => fieldId)))
  const { groups, metrics, grains } = present
  const core = comparisons.length === 0 ? present.core : withEarlier(ctx, present, comparisons, compared)
  const selected = new Set<FieldId>([...groups, ...metrics, ...compared].map(({ fieldId }) => fieldId))
  const post = postMetricIds(ctx).length === 0 ? [] : postColumns(ctx, rowOrder(ctx, resultFieldsOf(ctx, groups, metrics, compared, [])))
  const layers = effective.tableCalculations.length === 0 ? [] : calculationLayers(ctx, resultFieldsOf(ctx, groups, metrics, compared, post))
  const sortable = new Set([...selected, ...[...post, ...layers.flat()].map(({ calculation }) => calculation.name)])
  const sql = printQuery(ctx, core, post.length === 0 ? layers : [post, ...layers], sortable, new Set(compared.map(({ fieldId }) => fieldId)))
  return {
    sql,
    columns: resultColumns(ctx, groups, metrics, compared, post, layers),
    fields: itemsOf(ctx, groups, [...metrics, ...post.map(({ calculation }) => ({ fieldId: calculation.name }))], compared, layers),
    effectiveQuery: { ...effective, timezone: ctx.zone, ...usedParameters(ctx) },
    proof: proofOf(grains, [
      ...present.notes,
      ...comparisons.map((comparison) => comparisonNote(ctx, comparison.label, comparison.shift)),
      ...parameterNotes(ctx),
    ]),
    policiesApplied: [...ctx.policiesApplied],
    timeDependent: ctx.timeDependent,
  }
}

/** One aggregated part of the statement: the rows of the present, or those of an earlier time. */
function partOf(ctx: PlanContext, notMetrics: ReadonlySet<FieldId>): Part {
  return planPart(ctx, { groups: groupColumns(ctx), metrics: metricColumns(ctx, notMetrics), filters: ctx.query.filters.dimensions })
}

function withEarlier(ctx: PlanContext, present: Part, comparisons: readonly ResolvedComparison[], compared: readonly ComparedField[]): Core {
  const notMetrics = new Set(compared.map(({ fieldId }) => fieldId))
  const earlier = comparisons.map((comparison): EarlierPart => ({ comparison, core: partOf(shiftedContext(ctx, comparison), notMetrics).core }))
  // The earlier rows end where the present ones do: at the moment of the question.
  ctx.timeDependent = true
  return printComparison(ctx, present.core, { groups: present.groups, metrics: present.metrics.map(({ fieldId }) => fieldId), compared }, earlier)
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
  compared: readonly ComparedField[],
  post: readonly CalculationColumn[],
  layers: readonly CalculationColumn[][],
): ResultColumn[] {
  return [
    ...groups.map(({ fieldId, type, hidden }) => ({ fieldId, type, hidden, ...currentPeriodOf(ctx, fieldId) })),
    ...metrics.map(({ fieldId, hidden }) => {
      const metric = findMetric(ctx, fieldId)
      return { fieldId, type: metric === undefined ? ('number' as const) : metricValueType(ctx, metric), hidden }
    }),
    ...compared.map(({ fieldId }) => ({ fieldId, type: 'number' as const, hidden: false })),
    ...post.map(({ calculation, type }) => ({ fieldId: calculation.name, type, hidden: !ctx.query.metrics.includes(calculation.name) })),
    ...layers.flat().map(({ calculation, type }) => ({ fieldId: calculation.name, type, hidden: false })),
  ]
}

/** The bucket of a grouped date that holds the moment of the question. */
function currentPeriodOf(ctx: PlanContext, fieldId: FieldId): { currentPeriod?: string } {
  const interval = findDimension(ctx.index, fieldId)?.timeInterval
  if (interval === undefined || !isPeriod(interval)) return {}
  return { currentPeriod: floorDay(nowInZone(ctx).toPlainDate(), interval, ctx).toString() }
}

/** What table calculations may refer to. */
function resultFieldsOf(
  ctx: PlanContext,
  groups: readonly GroupColumn[],
  metrics: readonly MetricColumn[],
  compared: readonly ComparedField[],
  post: readonly CalculationColumn[],
): ResultField[] {
  const described = (fieldId: FieldId, item: Item | undefined, type: DimensionType, isDimension: boolean): ResultField => ({
    fieldId,
    name: item?.name ?? fieldId,
    label: item === undefined ? fieldId : getItemLabel(item),
    type,
    isDimension,
  })
  return [
    ...groups.flatMap(({ fieldId, type, hidden }) =>
      hidden ? [] : [described(fieldId, ctx.customDimensions.get(fieldId) ?? findDimension(ctx.index, fieldId), type, true)],
    ),
    ...metrics.map(({ fieldId }) => {
      const metric = findMetric(ctx, fieldId)
      return described(fieldId, metric, metric === undefined ? 'number' : metricValueType(ctx, metric), false)
    }),
    ...compared.map(({ fieldId, item }) => described(fieldId, item, 'number', false)),
    ...post.map(({ calculation, type }) => described(calculation.name, findMetric(ctx, calculation.name), type, false)),
  ]
}

function itemsOf(
  ctx: PlanContext,
  groups: readonly GroupColumn[],
  metrics: readonly Pick<MetricColumn, 'fieldId'>[],
  compared: readonly ComparedField[],
  layers: readonly CalculationColumn[][],
): ItemsMap {
  const fields: ItemsMap = {}
  for (const { fieldId } of groups) {
    const item = ctx.customDimensions.get(fieldId) ?? findDimension(ctx.index, fieldId)
    if (item !== undefined) fields[fieldId] = item
  }
  for (const { fieldId } of metrics) {
    const item = findMetric(ctx, fieldId)
    if (item !== undefined) fields[fieldId] = 'fieldType' in item ? item : { ...item, fieldType: 'metric' as const }
  }
  for (const { fieldId, item } of compared) fields[fieldId] = item
  // A formula knows what it gives.
  for (const { calculation, type } of layers.flat())
    fields[calculation.name] = calculation.type === undefined && type !== 'number' ? { ...calculation, type } : calculation
  return fields
}

function proofOf({ proven, unproven, grains }: GrainPlan, notes: readonly string[]): Proof {
  const lines = [...new Set([...unproven, ...proven])]
  if (grains.length > 1) lines.push(`Metrics of different grain are aggregated in ${grains.length} separate reads and joined on the dimensions.`)
  if (lines.length === 0) lines.push('No join in this query repeats the rows of a metric.')
  return { status: unproven.length > 0 ? 'unproven' : 'safe', lines: [...lines, ...notes] }
}

/** Of the chosen values only those that counted are part of the question that was answered. */
const usedParameters = ({ parametersUsed }: PlanContext): Pick<MetricQuery, 'parameters'> =>
  parametersUsed.size === 0 ? {} : { parameters: Object.fromEntries(parametersUsed) }

const parameterNotes = ({ explore, parametersUsed }: PlanContext): string[] =>
  [...parametersUsed].map(
    ([name, values]) => `Parameter ${explore.parameters?.[name]?.label ?? name} is ${values.slice(0, 10).join(', ')}${values.length > 10 ? '…' : ''}.`,
  )
