import type { AggregateType } from '../src/types/field.ts'
import type { Aggregate, Joined, OverRows, Row, Value } from './shop-types.ts'

/** A metric over joined rows of one group: each row of its own table counts once. */
export function aggregateOver(metric: Aggregate | OverRows, members: readonly Joined[]): Value {
  const once = new Map<Row, Joined>()
  for (const joined of members) {
    const row = joined[metric.table]
    if (row !== null && row !== undefined) once.set(row, joined)
  }
  if (metric.kind === 'rows') return metric.over([...once.keys()])
  if (metric.key !== undefined) return oncePerKey(metric, [...once.values()])
  return aggregate(
    metric.type as AggregateType,
    [...once.values()].map((joined) => metric.value(joined)),
    metric.percentile,
  )
}

function oncePerKey(metric: Aggregate, rows: readonly Joined[]): Value {
  const values = new Map<Value, Value>()
  for (const joined of rows) {
    const key = metric.key?.(joined) ?? null
    if (key !== null) values.set(key, values.get(key) ?? metric.value(joined))
  }
  return aggregate(metric.type === 'sum_distinct' ? 'sum' : 'average', [...values.values()])
}

const byNumber = (values: readonly Value[]): number[] => values.map(Number).toSorted((a, b) => a - b)

/** An aggregate of values, nulls left out. */
export function aggregate(type: AggregateType, all: readonly Value[], percentile = 50): Value {
  const values = all.filter((value) => value !== null)
  const distinct = [...new Set(values)]
  const total = (of: readonly Value[]): number => of.reduce((sum: number, value) => sum + Number(value), 0)
  if (type === 'count') return values.length
  if (type === 'count_distinct' || type === 'count_distinct_approx') return distinct.length
  const [first] = values
  if (first === undefined) return null
  switch (type) {
    case 'sum':
      return total(values)
    case 'average':
      return total(values) / values.length
    case 'sum_distinct':
      return total(distinct)
    case 'average_distinct':
      return total(distinct) / distinct.length
    case 'min':
      return values.reduce((a, b) => (b < a ? b : a))
    case 'max':
      return values.reduce((a, b) => (b > a ? b : a))
    case 'median':
      return quantile(byNumber(values), 0.5)
    case 'percentile':
      return quantile(byNumber(values), percentile / 100)
  }
}

/** Interpolated between the two neighbours of its place. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return low + (high - low) * (place - Math.floor(place))
}
