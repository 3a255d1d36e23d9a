import type { AggregateType } from '../../types/field.ts'
import type { FormatNotes } from '../format-notes.ts'
import type { MetricSource } from '../model-source.ts'
import { qualifyColumns } from '../qualify-columns.ts'
import { freeName, metricSource } from '../source-parts.ts'
import type { DerivedMetric, Measure, MetricDefinition, MetricInput, RatioMetric, SemanticProject, SimpleMetric, TextAt } from './definitions.ts'
import type { Lowering, Reach } from './entity-joins.ts'
import { expression, lowerConversion, lowerCumulative, lowerEarlier, type Lowered, nonAdditiveOf, type Room, timesOf } from './lower-over-time.ts'
import { filterSql } from './metric-filter.ts'

type Context = {
  project: SemanticProject
  lowerings: ReadonlyMap<string, Lowering>
  reached: ReadonlyMap<string, readonly Reach[]>
  notes: FormatNotes
}

/**
 * Puts every metric on the model whose rows it reads. A metric that another one filters is there once more, hidden, with
 * these filters. What cannot be computed is refused, and what is made of it.
 */
export function lowerMetrics(context: Context): void {
  const { project, lowerings, reached, notes } = context
  const definitions = new Map(project.metrics.map((metric) => [metric.name, metric]))
  const measures = new Map(project.models.flatMap((model) => model.measures.map((measure) => [measure.name, { measure, model: model.name }] as const)))
  const done = new Map<string, Lowered>()
  const path: string[] = []

  const lower = (name: string, extra: readonly TextAt[]): Lowered => {
    const key = JSON.stringify([name, extra.map(({ text }) => text)])
    const known = done.get(key)
    if (known !== undefined) return known
    const definition = definitions.get(name) ?? measureAlone(name)
    if (definition === undefined) return { why: `it reads ${name}, which is not a metric` }
    if (path.includes(name)) return { why: `it is made of itself: ${[...path, name].join(' → ')}` }
    path.push(name)
    const lowered = lowerOne(definition, extra)
    path.pop()
    done.set(key, lowered)
    return lowered
  }

  /** A measure that is named where a metric is meant. */
  const measureAlone = (name: string): MetricDefinition | undefined => {
    const measure = measures.get(name)?.measure
    if (measure === undefined) return undefined
    const { at, label, description } = measure
    return { name, at, label, description, type: 'simple', hidden: true, filters: [], measure: name, fillNullsWith: undefined, joinsTimeSpine: false }
  }

  const lowerOne = (definition: MetricDefinition, extra: readonly TextAt[]): Lowered => {
    switch (definition.type) {
      case 'refused':
        return { why: definition.why }
      case 'simple':
        return lowerSimple(definition, extra)
      case 'ratio':
        return lowerRatio(definition, extra)
      case 'derived':
        return lowerDerived(definition, extra)
      case 'cumulative':
        return lowerCumulative(room, definition, extra)
      case 'conversion':
        return lowerConversion(room, definition, extra)
    }
  }

  const add = (definition: MetricDefinition, model: string, metric: Pick<MetricSource, 'type' | 'sql'> & Partial<MetricSource>, hidden: boolean): Lowered => {
    const source = lowerings.get(model)?.source
    if (source === undefined) return { why: `its model ${model} is not there` }
    const { name, at, label, description } = definition
    const field = freeName(source, name)
    if (field !== name && !hidden) {
      notes.approximated({
        what: `metric ${name}`,
        at,
        why: `model ${model} has a field of that name already, so it is called ${field}`,
        hint: 'Rename the metric or the dimension if the name matters: fields of a model share their names.',
      })
    }
    source.metrics.push(metricSource({ name: field, at, label, description, hidden, ...metric }))
    return { model, field }
  }

  const lowerSimple = (definition: SimpleMetric, extra: readonly TextAt[]): Lowered => {
    const found = measures.get(definition.measure)
    const home = found === undefined ? undefined : lowerings.get(found.model)
    if (found === undefined || home === undefined) return { why: `it reads the measure ${definition.measure}, which is not there` }
    const { measure } = found
    const aggregate = aggregateOf(measure)
    if ('why' in aggregate) return aggregate
    const place = { home, reached: reached.get(found.model) ?? [], lowerings }
    const conditions: string[] = []
    for (const filter of [...measure.filters, ...definition.filters, ...extra]) {
      const condition = filterSql(filter, place)
      if ('why' in condition) return condition
      conditions.push(`(${condition.sql})`)
    }
    const sql = conditions.length === 0 ? aggregate.sql : `CASE WHEN ${conditions.join(' AND ')} THEN ${aggregate.sql} END`
    const hidden = definition.hidden || extra.length > 0
    const description = definition.description ?? measure.description
    const overTime = nonAdditiveOf(measure, home)
    if (overTime !== undefined && 'why' in overTime) return overTime
    const metric = { type: aggregate.type, sql: { sql, at: measure.expr.at }, percentile: measure.percentile, description, overTime }
    if (extra.length === 0) noteDifferences(definition, measure)
    if (definition.fillNullsWith === undefined) return add(definition, found.model, metric, hidden)
    const raw = add({ ...definition, name: `${definition.name}_or_null` }, found.model, metric, true)
    if ('why' in raw) return raw
    const filled = { sql: `COALESCE(\${${raw.field}}, ${definition.fillNullsWith})`, at: definition.at }
    return add(definition, found.model, { type: 'number', sql: filled, description }, hidden)
  }

  const noteDifferences = (definition: SimpleMetric, measure: Measure): void => {
    const what = `metric ${definition.name}`
    if (definition.joinsTimeSpine) {
      const why = 'periods without rows are not shown (there is no time spine)'
      notes.approximated({ what, at: definition.at, why, hint: 'Join a calendar table if empty periods have to be seen.' })
    }
    if (measure.discrete) {
      const why = 'its percentile is interpolated between values, not one of the values'
      notes.approximated({ what, at: definition.at, why, hint: 'Leave it if a value between two rows is as good.' })
    }
  }

  const lowerRatio = (definition: RatioMetric, extra: readonly TextAt[]): Lowered => {
    const inputs = lowerInputs(definition, [definition.numerator, definition.denominator], extra)
    if ('why' in inputs) return inputs
    const [above, below] = inputs.references
    return add(definition, inputs.home, expression(definition, `1.0 * ${above} / NULLIF(${below}, 0)`), definition.hidden || extra.length > 0)
  }

  const lowerDerived = (definition: DerivedMetric, extra: readonly TextAt[]): Lowered => {
    const inputs = lowerInputs(definition, definition.inputs, extra)
    if ('why' in inputs) return inputs
    const { text } = definition.expr
    if (/\{[{%#]/.test(text)) return { why: 'its expr holds Jinja' }
    const byName = new Map(definition.inputs.map((input, place) => [input.alias ?? input.name, inputs.references[place] ?? '']))
    // A metric is named by its word; projects that came from dbt's older metrics write metric('name').
    const sql = text.replaceAll(/\bmetric\(\s*['"](\w+)['"]\s*\)|'(?:[^']|'')*'|[A-Za-z_]\w*/g, (word, named?: string) => byName.get(named ?? word) ?? word)
    return add(definition, inputs.home, expression(definition, sql), definition.hidden || extra.length > 0)
  }

  /** The inputs of a metric as references from the one model that reaches all of them. */
  const lowerInputs = (definition: RatioMetric | DerivedMetric, inputs: readonly MetricInput[], extra: readonly TextAt[]): Inputs => {
    const fields: { model: string; field: string }[] = []
    for (const input of inputs) {
      if (input.offsetToGrain !== undefined)
        return {
          why: `it reads ${input.name} as of the beginning of the ${input.offsetToGrain} (offset_to_grain), which is another value for each interval that one groups by, and none for most weeks`,
        }
      const now = lower(input.name, [...input.filters, ...definition.filters, ...extra])
      const lowered = 'why' in now || input.offset === undefined ? now : lowerEarlier(room, input, now)
      if ('why' in lowered) return { why: `it is made of ${input.name}, and that is left out: ${lowered.why}` }
      fields.push(lowered)
    }
    const models = [...new Set(fields.map(({ model }) => model))]
    const home = models.find((model) => models.every((other) => other === model || aliasOf(model, other) !== undefined))
    if (home === undefined) return { why: `no entity leads from one of ${models.join(', ')} to the others` }
    if (models.length > 1 && extra.length === 0) {
      notes.approximated({
        what: `metric ${definition.name}`,
        at: definition.at,
        why: `it is computed in explore ${home}: of ${models.filter((model) => model !== home).join(', ')} only the rows that belong to a row of ${home} count`,
        hint: 'Check the figure where rows without a partner matter.',
      })
    }
    return { home, references: fields.map(({ model, field }) => (model === home ? `\${${field}}` : `\${${aliasOf(home, model)}.${field}}`)) }
  }

  const aliasOf = (from: string, to: string): string | undefined => reached.get(from)?.find(({ model }) => model === to)?.alias

  const timeOf = timesOf(project, (name) => definitions.get(name) ?? measureAlone(name), measures)
  const room: Room = { lower, add, timeOf, lowerings }
  for (const definition of project.metrics) {
    const lowered = lower(definition.name, [])
    const { name, at } = definition
    if ('why' in lowered) notes.refused({ what: `metric ${name}`, at, why: lowered.why, hint: hintFor(definition) })
    else notes.read(`metric ${name}`, at)
  }
  refuseUnused(context, definitions)
}

type Inputs = { home: string; references: string[] } | { why: string }

const hintFor = ({ type }: MetricDefinition): string =>
  type === 'refused' ? 'Ask for the metric under it by period instead.' : 'Mend or simplify what it reads; the other metrics work.'

/** A measure that no metric shows cannot be asked for. */
function refuseUnused({ project, notes }: Context, definitions: ReadonlyMap<string, MetricDefinition>): void {
  const used = new Set([...definitions.values()].flatMap((metric) => (metric.type === 'simple' ? [metric.measure] : [])))
  for (const { name, at } of project.models.flatMap((model) => model.measures)) {
    if (used.has(name) || definitions.has(name)) continue
    notes.refused({
      what: `measure ${name}`,
      at,
      why: 'no simple metric shows it',
      hint: 'Write "create_metric: true" under the measure, or a simple metric of it.',
    })
  }
}

const aggregates: Record<string, AggregateType> = {
  sum: 'sum',
  sum_boolean: 'sum',
  count: 'count',
  count_distinct: 'count_distinct',
  average: 'average',
  avg: 'average',
  min: 'min',
  max: 'max',
  median: 'median',
  percentile: 'percentile',
}

function aggregateOf({ agg, expr, name }: Measure): { type: AggregateType; sql: string } | { why: string } {
  const type = Object.hasOwn(aggregates, agg) ? aggregates[agg] : undefined
  if (type === undefined) return { why: `${agg} of ${name} is not an aggregate that is known here` }
  const sql = qualifyColumns(expr.text)
  return { type, sql: agg === 'sum_boolean' ? `CASE WHEN ${sql} THEN 1 ELSE 0 END` : sql }
}
