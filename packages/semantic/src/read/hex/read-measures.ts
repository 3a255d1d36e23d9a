import { type Formula, FormulaError } from '../../formula/formula.ts'
import type { Printed } from '../../formula/functions.ts'
import type { Place } from '../../problems/place.ts'
import type { DimensionType } from '../../types/field.ts'
import { mapReader, type MapReader, type NamedMap } from '../map-reader.ts'
import type { MetricSource, OverTimeSource } from '../model-source.ts'
import { childOf, scalarText } from '../node.ts'
import { freeName, metricSource } from '../source-parts.ts'
import { aggregateFunction, aggregateNames, aggregateTypes } from './aggregate-calls.ts'
import { printedAs, printOf } from './calculated.ts'
import { type HexModel, type HexProject, isHidden, types } from './hex-reading.ts'
import { fieldSql, namedField } from './hex-sql.ts'
import { expressionSql } from './read-dimensions.ts'

type Context = { model: HexModel; project: HexProject }
/** How a measure is computed, and what else the model gets for it. */
type Body = Pick<MetricSource, 'type' | 'sql'> & Partial<Pick<MetricSource, 'percentile' | 'overTime'>> & { parts?: MetricSource[]; differs?: string }

/** The measures of a model, each an aggregate of its own rows; those that cannot be computed are refused. */
export function readMeasures(model: HexModel, project: HexProject): void {
  const { notes } = project
  for (const item of model.items.measures) {
    const what = `measure ${model.name}.${item.name}`
    const at = model.place(item.offset)
    const own = mapReader(model, item.map, what)
    const body = readBody(own, item, { model, project })
    if ('why' in body) {
      notes.refused({ what, at, why: body.why, hint: 'Write it with func and of, or as func_sql.' })
      continue
    }
    const { parts = [], differs, ...rest } = body
    model.model.metrics.push(
      ...parts,
      metricSource({ name: item.name, at, label: own.text('name'), description: own.text('description'), hidden: isHidden(own), ...rest }),
    )
    if (differs === undefined) notes.read(what, at)
    else notes.approximated({ what, at, why: differs, hint: 'Check the figure where the difference matters.' })
  }
}

function readBody(own: MapReader, item: NamedMap, context: Context): Body | { why: string } {
  const given = ['func', 'func_sql', 'func_calc'].filter((key) => own.text(key) !== undefined)
  const [key, another] = given
  if (key === undefined || another !== undefined)
    return { why: key === undefined ? 'it has no func, func_sql or func_calc' : `it has both ${key} and ${another}` }
  if (key === 'func') return aggregated(own, context)
  for (const only of ['filters', 'of', 'semi_additive']) if (childOf(own.map, only) !== undefined) return { why: `${only} goes with func only` }
  const type = types[own.text('type') ?? 'number'] ?? 'string'
  const at = own.placeOf(key)
  if (key === 'func_sql') {
    const sql = fieldSql(own.text(key) ?? '', context.model, context.project, at)
    return 'why' in sql ? sql : { type, sql: { sql: sql.sql, at } }
  }
  return computed(own.text(key) ?? '', { ...context, name: item.name, type, at })
}

/** An aggregate of a field or an expression, of the rows that pass its filters. */
function aggregated(own: MapReader, context: Context): Body | { why: string } {
  const name = own.text('func')?.toLowerCase() ?? ''
  const type = Object.hasOwn(aggregateTypes, name) ? aggregateTypes[name] : undefined
  const written = aggregateFunction(name, context.project.dialect)
  if ((type === undefined && written === undefined) || type === 'percentile') return { why: `func ${name} is not known here` }
  const value = valueOf(own, name, context)
  if ('why' in value) return value
  const conditions = conditionsOf(own, context)
  if ('why' in conditions) return conditions
  const sql = conditions.all.length === 0 ? value.sql : `CASE WHEN ${conditions.all.map((one) => `(${one})`).join(' AND ')} THEN ${value.sql} END`
  const overTime = overTimeOf(own, context)
  if (overTime !== undefined && 'why' in overTime) return overTime
  const at = own.placeOf('func')
  if (type !== undefined) return { type, sql: { sql, at }, overTime }
  if (overTime !== undefined) return { why: `semi_additive does not go with func ${name} here` }
  return { type: 'number', sql: { sql: `${written}(${sql})`, at } }
}

function valueOf(own: MapReader, func: string, { model, project }: Context): { sql: string } | { why: string } {
  const of = childOf(own.map, 'of')
  if (of === undefined) return func === 'count' ? countedRows(model) : { why: `func ${func} needs of` }
  const value = of.kind === 'map' ? expressionSql(mapReader(model, of, 'of'), { model, project }) : namedDimension(scalarText(of) ?? '', { model, project })
  return 'why' in value || func !== 'sum_boolean' ? value : { sql: asNumber(value.sql) }
}

const asNumber = (condition: string): string => `CASE WHEN ${condition} THEN 1 ELSE 0 END`
const countedRows = ({ model }: HexModel): { sql: string } => ({ sql: model.primaryKey === undefined ? '1' : `\${${model.primaryKey.names[0]}}` })

function namedDimension(name: string, { model, project }: Context): { sql: string } | { why: string } {
  if (model.fields.get(name)?.kind === 'measure') return { why: `it reads the measure ${name} row by row` }
  return namedField(name, { model, project })
}

function conditionsOf(own: MapReader, { model, project }: Context): { all: string[] } | { why: string } {
  const filters = childOf(own.map, 'filters')
  const all: string[] = []
  for (const filter of filters?.kind === 'list' ? filters.items : []) {
    const found =
      filter.kind === 'map'
        ? expressionSql(mapReader(model, filter, 'a filter'), { model, project })
        : namedDimension(scalarText(filter) ?? '', { model, project })
    if ('why' in found) return { why: `of its filters: ${found.why}` }
    all.push(found.sql)
  }
  return { all }
}

function overTimeOf(own: MapReader, { model }: Context): OverTimeSource | { why: string } | undefined {
  const semi = own.child('semi_additive')
  if (semi === undefined) return undefined
  const reader = mapReader(model, semi, 'semi_additive')
  const [over, another] = reader.maps('over')
  if (over === undefined || another !== undefined) return { why: 'semi_additive needs one dimension under over' }
  const member = mapReader(model, over, 'over')
  const time = member.text('dimension') ?? ''
  const type = model.fields.get(time)?.type
  if (type !== 'date' && type !== 'timestamp') return { why: `semi_additive is over ${time}, which is no date of ${model.name}` }
  const groupings = reader.texts('groupings') ?? []
  const unknown = groupings.find((name) => model.fields.get(name)?.kind !== 'dimension')
  if (unknown !== undefined) return { why: `semi_additive groups by ${unknown}, which is no dimension of ${model.name}` }
  const choice = member.text('pick') === 'min' ? ('first' as const) : ('last' as const)
  return { at: own.placeOf('semi_additive'), nonAdditive: groupings.length === 0 ? { time, choice } : { time, choice, groupings } }
}

type Computed = Context & { name: string; type: Body['type'] & DimensionType; at: Place }

/** A calculation over aggregates: each of them is a hidden metric, so that it counts its rows once whatever is joined. */
function computed(text: string, { model, project, name, type, at }: Computed): Body | { why: string } {
  const parts: MetricSource[] = []
  let differs: string | undefined
  const sql = printedAs(
    text,
    { model, project },
    {
      outside: (known, field) => (known.kind === 'dimension' ? `it reads ${field} outside of an aggregate` : undefined),
      aggregate(call): Printed | undefined {
        if (call.name.startsWith('CUMULATIVE'))
          throw new FormulaError(`${call.name.toLowerCase()} follows the rows of an answer: write it as a table calculation`, call.at)
        const func = aggregateNames.get(call.name)
        if (func === undefined) return undefined
        const body = aggregateOf(call, func, { model, project })
        if (func === 'percentile_approx') differs = 'its percentile is exact and not estimated'
        const own = freeName(model.model, `${name}_${parts.length + 1}`)
        parts.push(metricSource({ name: own, at, hidden: true, type: body.type, percentile: body.percentile, sql: { sql: body.sql, at } }))
        return { sql: `\${${own}}`, type: func === 'min' || func === 'max' ? body.valueType : 'number' }
      },
    },
  )
  if ('why' in sql) return sql
  const [only] = parts
  // One aggregate alone is the metric itself.
  if (only !== undefined && sql.sql === `\${${only.name}}` && only.sql !== undefined) {
    return { type: only.type, sql: only.sql, percentile: only.percentile, ...(differs === undefined ? {} : { differs }) }
  }
  return { type, sql: { sql: sql.sql, at }, parts, ...(differs === undefined ? {} : { differs }) }
}

type Call = Extract<Formula, { kind: 'call' }>

function aggregateOf(
  call: Call,
  func: string,
  { model, project }: Context,
): Pick<MetricSource, 'type' | 'percentile'> & { sql: string; valueType: DimensionType } {
  const [value, rank] = call.args
  if (value === undefined) {
    if (func === 'count') return { type: 'count', percentile: undefined, sql: countedRows(model).sql, valueType: 'number' }
    throw new FormulaError(`${call.name.toLowerCase()} needs a value`, call.at)
  }
  const isPercentile = func === 'percentile' || func === 'percentile_approx'
  if (isPercentile && (rank?.kind !== 'number' || rank.value < 0 || rank.value > 1))
    throw new FormulaError('percentile needs a number from 0 to 1, written out', call.at)
  if (call.args.length > (isPercentile ? 2 : 1)) throw new FormulaError(`${call.name.toLowerCase()} takes one value here`, call.at)
  const printed = printOf(value, { model, project })
  const sql = func === 'sum_boolean' ? asNumber(printed) : printed
  const valueType = value.kind === 'column' ? (model.fields.get(value.name)?.type ?? 'number') : 'number'
  const written = aggregateFunction(func, project.dialect)
  if (written !== undefined) return { type: 'number', percentile: undefined, sql: `${written}(${sql})`, valueType }
  return {
    type: aggregateTypes[func] ?? 'sum',
    percentile: isPercentile && rank?.kind === 'number' ? rank.value * 100 : undefined,
    sql,
    valueType,
  }
}
