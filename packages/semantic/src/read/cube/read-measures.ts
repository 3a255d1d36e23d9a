import type { AggregateType, CustomFormat, ExpressionType } from '../../types/field.ts'
import { mapReader, type MapReader, type NamedMap } from '../map-reader.ts'
import { childOf, scalarText } from '../node.ts'
import type { MetricSource } from '../model-source.ts'
import { present } from '../../types/present.ts'
import { grainsToDate } from '../../types/metric-over-time.ts'
import { spanOf } from '../read-over-time.ts'
import { freeName, metricSource } from '../source-parts.ts'
import { type CubeReading, guardOf } from './cube-reading.ts'
import { fieldSql } from './cube-sql.ts'

const aggregates: Record<string, AggregateType> = {
  count: 'count',
  count_distinct: 'count_distinct',
  count_distinct_approx: 'count_distinct_approx',
  sum: 'sum',
  avg: 'average',
  min: 'min',
  max: 'max',
}
const expressions: Record<string, ExpressionType> = { number: 'number', number_agg: 'number', string: 'string', time: 'timestamp', boolean: 'boolean' }
const notComputed = ['multi_stage', 'time_shift', 'case', 'group_by', 'reduce_by', 'add_group_by', 'order_by', 'switch']

/** The measures of a cube, added to its model as metrics; those that cannot be computed are refused. */
export function readMeasures(reading: CubeReading): void {
  for (const item of reading.reader.named('measures')) {
    const what = `measure ${reading.name}.${item.name}`
    const at = reading.place(item.offset)
    const metric = readMeasure(reading, item)
    if ('why' in metric) {
      reading.notes.refused({ what, at, why: metric.why, hint: 'Leave it to Cube, or define a plain aggregate and do the rest in a table calculation.' })
      continue
    }
    const rolling = rollingMetrics(reading, item, metric)
    if ('why' in rolling) {
      reading.notes.refused({ what, at, why: rolling.why, hint: 'Write trailing with a length of time, unbounded, or type: to_date.' })
      continue
    }
    reading.model.metrics.push(...rolling.metrics)
    if (rolling.differs === undefined) reading.notes.read(what, at)
    else reading.notes.approximated({ what, at, why: rolling.differs, hint: 'Name another time dimension in a metric of your own where this one is wrong.' })
  }
}

/** A measure with a rolling window as the plain aggregate, hidden, and what accumulates it; any other measure as it is. */
function rollingMetrics(
  reading: CubeReading,
  { name, offset, map }: NamedMap,
  metric: MetricSource,
): { metrics: MetricSource[]; differs?: string } | { why: string } {
  const rolling = childOf(map, 'rolling_window')
  if (rolling === undefined) return { metrics: [metric] }
  const times = reading.model.columns.map(({ dimension }) => dimension).filter(({ type }) => type === 'timestamp' || type === 'date')
  const [time, another] = times
  if (time === undefined) return { why: 'its rolling window has no time dimension to go along' }
  const text = (key: string): string | undefined => (rolling.kind === 'map' ? scalarText(childOf(rolling, key)) : undefined)
  if (text('leading') !== undefined) return { why: 'its rolling window looks ahead (leading)' }
  const trailing = text('trailing')
  const window = trailing === undefined ? undefined : spanOf(trailing)
  const toDate = grainsToDate.find((grain) => grain === text('granularity')?.toUpperCase())
  const isToDate = text('type') === 'to_date'
  if (isToDate ? toDate === undefined : trailing !== 'unbounded' && window === undefined) return { why: 'its rolling window is not a length of time' }
  const at = reading.place(offset)
  const base = freeName(reading.model, `${name}_of_period`)
  const cumulative = present({
    time: time.name,
    window: isToDate ? undefined : window,
    toDate: isToDate ? toDate : undefined,
    at: text('offset') === 'start' ? ('first' as const) : undefined,
  })
  const accumulated = metricSource({
    name,
    at,
    type: 'number',
    label: metric.label,
    description: metric.description,
    hidden: metric.hidden,
    sql: { sql: `\${${base}}`, at },
    formatOptions: metric.formatOptions,
    overTime: { at, cumulative },
  })
  const metrics = [{ ...metric, name: base, hidden: true }, accumulated]
  return another === undefined ? { metrics } : { metrics, differs: `it goes along ${time.name}, the first time dimension, whatever time a query groups by` }
}

function readMeasure(reading: CubeReading, { name, offset, map }: NamedMap): MetricSource | { why: string } {
  const own = mapReader(reading, map, `measure ${name}`)
  const guard = guardOf(map)
  if (guard !== undefined) return guard
  const odd = notComputed.find((key) => childOf(map, key) !== undefined)
  if (odd !== undefined) return { why: `${odd} is not computed yet` }
  const typeName = own.text('type')?.toLowerCase() ?? ''
  const aggregate = Object.hasOwn(aggregates, typeName) ? aggregates[typeName] : undefined
  const type = aggregate ?? (Object.hasOwn(expressions, typeName) ? expressions[typeName] : undefined)
  if (type === undefined) return { why: typeName === '' ? 'it has no type' : `its type ${typeName} is not known here` }
  const value = valueSql(reading, own, aggregate)
  if ('why' in value) return value
  const sql = filteredSql(reading, own, value.sql, aggregate !== undefined)
  if ('why' in sql) return sql
  return metricSource({
    name,
    at: reading.place(offset),
    type,
    label: own.text('title'),
    description: own.text('description'),
    hidden: own.flag('public') === false,
    sql: { sql: sql.sql, at: own.placeOf('sql') },
    formatOptions: formatOf(own),
    showUnderlyingValues: own.texts('drill_members'),
  })
}

function valueSql(reading: CubeReading, own: MapReader, aggregate: AggregateType | undefined): { sql: string } | { why: string } {
  const text = own.text('sql')
  if (text !== undefined) return fieldSql(text, { own: reading.name, cubes: reading.cubes, at: own.placeOf('sql') })
  if (aggregate !== 'count') return { why: 'it has no sql' }
  const [key, ...others] = reading.model.primaryKey?.names ?? []
  return { sql: key === undefined || others.length > 0 ? '1' : `\${${key}}` }
}

function filteredSql(reading: CubeReading, own: MapReader, value: string, isAggregate: boolean): { sql: string } | { why: string } {
  const conditions: string[] = []
  for (const filter of own.maps('filters')) {
    const condition = fieldSql(scalarText(childOf(filter, 'sql')) ?? 'true', { own: reading.name, cubes: reading.cubes, at: reading.place(filter.offset) })
    if ('why' in condition) return condition
    conditions.push(`(${condition.sql})`)
  }
  if (conditions.length === 0) return { sql: value }
  if (!isAggregate) return { why: 'filters are possible for aggregates only' }
  return { sql: `CASE WHEN ${conditions.join(' AND ')} THEN ${value} END` }
}

/** Cube's percent shows the number with a sign behind it; ours would multiply it by a hundred. */
function formatOf(own: MapReader): CustomFormat | undefined {
  const format = scalarText(childOf(own.map, 'format'))
  if (format === 'percent') return { type: 'number', suffix: '%' }
  if (format === 'currency') return { type: 'currency', currency: own.text('currency') ?? 'USD' }
  return format === 'id' ? { type: 'id' } : undefined
}
