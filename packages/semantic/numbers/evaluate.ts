import type { AggregateType, TimeInterval } from '../src/types/field.ts'
import type { FilterGroup } from '../src/types/metric-query.ts'
import { type FilterField, keeps } from './evaluate-filters.ts'
import { bucketOf, type Clock } from './evaluate-time.ts'
import {
  type Aggregate,
  dimensions,
  dateIntervals,
  idOf,
  intervals,
  type Joined,
  metricOf,
  type OverRows,
  type Row,
  type ShopDimension,
  type ShopExplore,
  type Value,
} from './shop-model.ts'
import type { ShopRows } from './shop-rows.ts'

/** A question that the evaluator can answer. */
export type Question = {
  shop: ShopExplore
  rows: ShopRows
  dimensions: readonly string[]
  metrics: readonly string[]
  filter?: FilterGroup
  clock: Clock
  /** Replaces the values of a time dimension, and drops rows: for the earlier rows of a comparison. */
  retime?: { dimension: string; to(value: Value): Value; keeps(value: Value): boolean }
}

/** Values of the metrics by group. A group that a metric has no rows in is null there. */
export type Answer = {
  groups: Map<string, Value[]>
  /** Groups that exist only for SQL that aggregates by itself, without a row of its table: such SQL may leave them out. */
  optional: ReadonlySet<string>
}

export const groupKey = (values: readonly Value[]): string => JSON.stringify(values)

/** Every dimension with each interval that the model lists. */
export const dimensionIds: readonly { id: string; dimension: ShopDimension; interval?: TimeInterval }[] = dimensions.flatMap((dimension) => {
  const cuts = dimension.type === 'timestamp' ? intervals : dimension.type === 'date' ? dateIntervals : []
  return [{ id: idOf(dimension), dimension }, ...cuts.map((interval) => ({ id: `${idOf(dimension)}_${interval.toLowerCase()}`, dimension, interval }))]
})
const byId = new Map(dimensionIds.map((one) => [one.id, one]))
export function dimensionOf(id: string): { id: string; dimension: ShopDimension; interval?: TimeInterval } {
  const found = byId.get(id)
  if (found === undefined) throw new Error(`The shop has no dimension ${id}.`)
  return found
}

/** Answers a question from the rows alone: joins by looping, takes each row of a metric's table once per group, and adds up. */
export function evaluate(question: Question): Answer {
  const columns = question.metrics.map((id) => valuesOf(question, id))
  const groups = new Map<string, Value[]>()
  if (question.dimensions.length === 0) groups.set(groupKey([]), [])
  const sources = columns.length === 0 ? [new Map([...groupsOf(question, [])].map(([key]) => [key, null]))] : columns
  for (const source of sources) for (const key of source.keys()) groups.set(key, [])
  for (const [key, values] of groups) for (const column of columns) values.push(column.get(key) ?? null)
  const onlyOverRows = question.metrics.length > 0 && question.metrics.every((id) => metricOf(id).kind === 'rows')
  const optional = new Set(
    onlyOverRows && question.dimensions.length > 0 ? [...groups].filter(([, values]) => values.every((value) => value === null)).map(([key]) => key) : [],
  )
  return { groups, optional }
}

/** The leaves of a metric: what aggregates rows. */
export function leavesOf(id: string): (Aggregate | OverRows)[] {
  const metric = metricOf(id)
  return metric.kind === 'formula' ? metric.of.flatMap(leavesOf) : [metric]
}

function valuesOf(question: Question, id: string): Map<string, Value> {
  const metric = metricOf(id)
  if (metric.kind !== 'formula') return aggregated(question, metric)
  const parts = metric.of.map((part) => valuesOf(question, part))
  const keys = new Set(parts.flatMap((part) => [...part.keys()]))
  return new Map([...keys].map((key) => [key, metric.calculate(parts.map((part) => part.get(key) ?? null))]))
}

function aggregated(question: Question, metric: Aggregate | OverRows): Map<string, Value> {
  const grouped = groupsOf(question, metric.kind === 'aggregate' ? metric.reads : [metric.table])
  return new Map(
    [...grouped].map(([key, members]) => {
      const once = new Map<Row, Joined>()
      for (const joined of members) {
        const row = joined[metric.table]
        if (row !== null && row !== undefined) once.set(row, joined)
      }
      if (metric.kind === 'rows') return [key, metric.over([...once.keys()])]
      if (metric.key !== undefined) return [key, oncePerKey(metric, [...once.values()])]
      return [
        key,
        aggregate(
          metric.type as AggregateType,
          [...once.values()].map((joined) => metric.value(joined)),
          metric.percentile,
        ),
      ]
    }),
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

/** Tables that the dimensions and the filter of a question read. */
export function commonTables({ dimensions: asked, filter }: Pick<Question, 'dimensions' | 'filter'>): string[] {
  return [...asked, ...fieldsOf(filter)].flatMap((id) => [...dimensionOf(id).dimension.reads])
}

export function fieldsOf(group: FilterGroup | undefined): string[] {
  if (group === undefined) return []
  return ('or' in group ? group.or : group.and).flatMap((item) => ('target' in item ? [item.target.fieldId] : fieldsOf(item)))
}

function groupsOf(question: Question, tables: readonly string[]): Map<string, Joined[]> {
  const { clock, retime } = question
  const raw = (dimension: ShopDimension, at: Joined): Value => {
    const value = dimension.value(at)
    return retime !== undefined && retime.dimension === idOf(dimension) ? retime.to(value) : value
  }
  const retimed = retime === undefined ? undefined : dimensionOf(retime.dimension).dimension
  const grouped = new Map<string, Joined[]>()
  const needed = [...tables, ...commonTables(question), ...(retimed?.reads ?? [])]
  for (const joined of joinedRows(question.shop, question.rows, needed)) {
    const fieldOf = (id: string): FilterField => {
      const { dimension, interval } = dimensionOf(id)
      return { raw: raw(dimension, joined), type: dimension.type, ...(interval === undefined ? {} : { interval }) }
    }
    if (!keeps(question.filter, fieldOf, clock)) continue
    if (retime !== undefined && retimed !== undefined && !retime.keeps(retimed.value(joined))) continue
    const key = groupKey(
      question.dimensions.map((id) => {
        const { dimension, interval } = dimensionOf(id)
        return bucketOf(raw(dimension, joined), interval, clock)
      }),
    )
    const members = grouped.get(key)
    if (members === undefined) grouped.set(key, [joined])
    else members.push(joined)
  }
  if (question.dimensions.length === 0 && grouped.size === 0) grouped.set(groupKey([]), [])
  return grouped
}

/** Tables in use, with those on the way to the base. */
export function joinsOf(shop: ShopExplore, tables: readonly string[]): ShopExplore['joins'] {
  const used = new Set<string>()
  for (const table of tables) {
    for (let at = shop.joins.find((one) => one.table === table); at !== undefined; at = shop.joins.find((one) => one.table === at?.parent)) used.add(at.table)
  }
  return shop.joins.filter(({ table }) => used.has(table))
}

const joinedBefore = new WeakMap<ShopRows, Map<string, Joined[]>>()

/** The joined rows of some tables; worked out once for all questions to the same rows. */
function joinedRows(shop: ShopExplore, rows: ShopRows, tables: readonly string[]): Joined[] {
  const known = joinedBefore.get(rows) ?? new Map<string, Joined[]>()
  joinedBefore.set(rows, known)
  const key = joinsOf(shop, tables)
    .map(({ table }) => table)
    .join()
  const joined = known.get(key) ?? joinByLooping(shop, rows, tables)
  known.set(key, joined)
  return joined
}

function joinByLooping(shop: ShopExplore, rows: ShopRows, tables: readonly string[]): Joined[] {
  let all: Joined[] = (rows[shop.base] ?? []).map((row) => ({ [shop.base]: row }))
  for (const { table, parent, type, meets } of joinsOf(shop, tables)) {
    const matched = new Set<Row>()
    const next: Joined[] = []
    for (const joined of all) {
      const from = joined[parent]
      const found = from === null || from === undefined ? [] : (rows[table] ?? []).filter((row) => meets(from, row))
      for (const row of found) {
        matched.add(row)
        next.push({ ...joined, [table]: row })
      }
      if (found.length === 0 && (type === 'left' || type === 'full')) next.push({ ...joined, [table]: null })
    }
    if (type === 'right' || type === 'full') for (const row of rows[table] ?? []) if (!matched.has(row)) next.push({ [table]: row })
    all = next
  }
  return all
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
