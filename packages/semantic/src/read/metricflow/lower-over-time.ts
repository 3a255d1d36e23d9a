import type { Place } from '../../problems/place.ts'
import { grainsToDate } from '../../types/metric-over-time.ts'
import type { MetricSource, OverTimeSource } from '../model-source.ts'
import { present } from '../../types/present.ts'
import { spanOf } from '../read-over-time.ts'
import { fieldForSql, joinSource } from '../source-parts.ts'
import type { ConversionMetric, CumulativeMetric, Measure, MetricDefinition, MetricInput, SemanticProject, TextAt } from './definitions.ts'
import { entitySql } from './entity-field.ts'
import type { Lowering } from './entity-joins.ts'

/** The field that a metric became, or why there is none. */
export type Lowered = { model: string; field: string } | { why: string }

/** What lowering one metric needs of the others. */
export type Room = {
  /** The field of another metric, with further filters. */
  lower(name: string, extra: readonly TextAt[]): Lowered
  add(definition: MetricDefinition, model: string, metric: Pick<MetricSource, 'type' | 'sql'> & Partial<MetricSource>, hidden: boolean): Lowered
  /** The time dimension that a metric is looked at over; `undefined` when it is not clear which. */
  timeOf(name: string): string | undefined
  lowerings: ReadonlyMap<string, Lowering>
}

/** A metric as a formula over others. */
export const expression = ({ at }: MetricDefinition, sql: string): Pick<MetricSource, 'type' | 'sql'> => ({ type: 'number', sql: { sql, at } })

/** What stands for a period; without a word its first day does. */
const periodAggregates = ['first', 'last', 'average'] as const

/** A metric accumulated over time. */
export function lowerCumulative({ lower, add, timeOf }: Room, definition: CumulativeMetric, extra: readonly TextAt[]): Lowered {
  const { input } = definition
  const base = lower(input.name, [...input.filters, ...definition.filters, ...extra])
  if ('why' in base) return { why: `it accumulates ${input.name}, and that is left out: ${base.why}` }
  const time = timeOf(input.name)
  if (time === undefined) return { why: `${input.name} has no time dimension (agg_time_dimension) to accumulate it over` }
  const window = definition.window === undefined ? undefined : spanOf(definition.window)
  if (definition.window !== undefined && window === undefined) return { why: `its window "${definition.window}" is not a length of time` }
  const toDate = grainsToDate.find((grain) => grain === definition.toDate?.toUpperCase())
  if (definition.toDate !== undefined && toDate === undefined)
    return { why: `the grain to date "${definition.toDate}" is not one of week, month, quarter and year` }
  const at = periodAggregates.find((known) => known === (definition.periodAgg ?? 'first'))
  if (at === undefined) return { why: `its period_agg "${definition.periodAgg ?? ''}" is not one of first, last and average` }
  const cumulative = present({ time, window, toDate, at })
  return add(
    definition,
    base.model,
    { ...expression(definition, `\${${base.field}}`), overTime: { at: definition.at, cumulative } },
    definition.hidden || extra.length > 0,
  )
}

/** How many events are followed by another kind: what follows is joined by the entity. */
export function lowerConversion({ lower, add, timeOf, lowerings }: Room, definition: ConversionMetric, extra: readonly TextAt[]): Lowered {
  const base = lower(definition.base.name, [...definition.base.filters, ...definition.filters, ...extra])
  const conversion = lower(definition.conversion.name, definition.conversion.filters)
  if ('why' in base) return { why: `it begins with ${definition.base.name}, and that is left out: ${base.why}` }
  if ('why' in conversion) return { why: `it ends with ${definition.conversion.name}, and that is left out: ${conversion.why}` }
  const [from, to] = [lowerings.get(base.model), lowerings.get(conversion.model)]
  const times = { from: timeOf(definition.base.name), to: timeOf(definition.conversion.name) }
  if (from === undefined || to === undefined || times.from === undefined || times.to === undefined)
    return { why: 'one of its events has no time dimension (agg_time_dimension)' }
  const window = definition.window === undefined ? undefined : spanOf(definition.window)
  if (definition.window !== undefined && window === undefined) return { why: `its window "${definition.window}" is not a length of time` }
  const pairs = [{ base: definition.entity, conversion: definition.entity }, ...definition.constant].map((pair) => ({
    from: propertyOf(from, pair.base),
    to: propertyOf(to, pair.conversion),
  }))
  const named = pairs.flatMap(({ from: one, to: other }) => (one === undefined || other === undefined ? [] : [{ from: one, to: other }]))
  const [entity, ...constant] = named
  if (entity === undefined || named.length < pairs.length)
    return { why: `${base.model} and ${conversion.model} do not both have the entity ${definition.entity} and its constant properties` }
  const alias = joinFollowing(from, to, entity, definition.at)
  const parts = {
    metric: `${alias}.${conversion.field}`,
    entity,
    time: { from: times.from, to: times.to },
    window,
    constant: constant.length === 0 ? undefined : constant,
    calculation: definition.calculation,
  }
  const overTime = { at: definition.at, conversion: present(parts) }
  return add(definition, base.model, { ...expression(definition, `\${${base.field}}`), overTime }, definition.hidden || extra.length > 0)
}

/** The metric as it was earlier, as a hidden one beside it. */
export function lowerEarlier({ add, timeOf }: Room, input: MetricInput, { model, field }: { model: string; field: string }): Lowered {
  const by = input.offset === undefined ? undefined : spanOf(input.offset)
  if (by === undefined) return { why: `"${input.offset ?? ''}" is not a length of time` }
  const time = timeOf(input.name)
  if (time === undefined) return { why: `${input.name} has no time dimension (agg_time_dimension) to look back over` }
  const definition = {
    name: `${field}_${by.count}_${by.unit}_earlier`,
    at: input.at,
    label: undefined,
    description: undefined,
    type: 'refused',
    why: '',
  } as const
  return add(definition, model, { ...expression(definition, `\${${field}}`), overTime: { at: input.at, offset: { time, by } } }, true)
}

/** Finds the time dimension that a metric is looked at over: its measure's, its model's, or the only one there is. */
export function timesOf(
  project: SemanticProject,
  definitionOf: (name: string) => MetricDefinition | undefined,
  measures: ReadonlyMap<string, { measure: Measure; model: string }>,
): Room['timeOf'] {
  const timeOf = (name: string, seen: readonly string[] = []): string | undefined => {
    const definition = definitionOf(name)
    if (definition === undefined || seen.includes(name)) return undefined
    const inner = innerOf(definition)
    if (inner !== undefined) return timeOf(inner, [...seen, name])
    const found = definition.type === 'simple' ? measures.get(definition.measure) : undefined
    const semantic = project.models.find((model) => model.name === found?.model)
    const times = semantic?.dimensions.filter(({ granularity }) => granularity !== undefined).map((dimension) => dimension.name) ?? []
    const time = found?.measure.time ?? semantic?.time ?? (times.length === 1 ? times[0] : undefined)
    return time !== undefined && times.includes(time) ? time : undefined
  }
  return timeOf
}

/** What a measure says about the time that it must not be added up over. */
export function nonAdditiveOf({ nonAdditive, name }: Measure, home: Lowering): OverTimeSource | { why: string } | undefined {
  if (nonAdditive === undefined) return undefined
  const { time, choice, at } = nonAdditive
  const groupings = nonAdditive.groupings.map((grouping) => propertyOf(home, grouping))
  const known = groupings.filter((grouping) => grouping !== undefined)
  if (!home.semantic.dimensions.some((dimension) => dimension.name === time) || known.length < groupings.length) {
    return { why: `${name} must not be added up over ${time} (non_additive_dimension), which names no field of ${home.source.name}` }
  }
  return { at, nonAdditive: known.length === 0 ? { time, choice } : { time, choice, groupings: known } }
}

/** The metric that one of a single other is made of, or the first of several. */
function innerOf(definition: MetricDefinition): string | undefined {
  switch (definition.type) {
    case 'ratio':
      return definition.numerator.name
    case 'derived':
      return definition.inputs[0]?.name
    case 'cumulative':
      return definition.input.name
    case 'conversion':
      return definition.base.name
    default:
      return undefined
  }
}

/** The field of a model that an entity or a dimension became. */
function propertyOf({ semantic, source }: Lowering, name: string): string | undefined {
  const entity = semantic.entities.find((own) => own.name === name)
  if (entity !== undefined) return fieldForSql(source, entitySql(entity))
  return semantic.dimensions.find((dimension) => dimension.name === name)?.name
}

/** The table of the events that follow in the explore of those that are followed: joined by entity, with hidden fields, unless it is there. */
function joinFollowing(from: Lowering, to: Lowering, entity: { from: string; to: string }, at: Place): string {
  const name = to.source.name
  const known = from.source.joins.find((join) => join.model === name)
  if (known !== undefined) return known.alias ?? name
  const alias = from === to ? `${name}_following` : name
  from.source.joins.push(
    joinSource({
      at,
      model: name,
      alias: alias === name ? undefined : alias,
      hidden: true,
      sqlOn: { sql: `\${${from.source.name}.${entity.from}} = \${${alias}.${entity.to}}`, at },
      relationship: 'many-to-many',
    }),
  )
  return alias
}
