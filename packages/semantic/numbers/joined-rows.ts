import type { TimeInterval } from '../src/types/field.ts'
import type { FilterGroup, FilterRule } from '../src/types/metric-query.ts'
import { type FilterField, keeps } from './evaluate-filters.ts'
import { bucketOf, type Clock } from './evaluate-time.ts'
import { dateIntervals, dimensions, idOf, intervals } from './shop-fields.ts'
import type { Joined, Row, ShopDimension, ShopExplore, Value } from './shop-types.ts'
import type { ShopRows } from './shop-rows.ts'

/** A question that the evaluator can answer. */
export type Question = {
  shop: ShopExplore
  rows: ShopRows
  dimensions: readonly string[]
  metrics: readonly string[]
  filter?: FilterGroup
  clock: Clock
  /** For the earlier rows of a comparison: the clock of a time dimension turned forward. */
  retime?: Retime
  /** A rule on the groups. */
  having?: FilterRule
  /** Dimensions that the result is sorted by. */
  sorts?: readonly string[]
}

/** `to` moves a moment or day, those that `isPast` count, and of these those whose day the other month has (`hasDay`). */
export type Retime = { dimension: string; to(value: Value): Value; isPast(value: Value): boolean; hasDay(value: Value): boolean }

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

/** Tables that the dimensions and the filter of a question read. */
export function commonTables({ dimensions: asked, filter }: Pick<Question, 'dimensions' | 'filter'>): string[] {
  return [...asked, ...fieldsOf(filter)].flatMap((id) => [...dimensionOf(id).dimension.reads])
}

export function fieldsOf(group: FilterGroup | undefined): string[] {
  if (group === undefined) return []
  return ('or' in group ? group.or : group.and).flatMap((item) => ('target' in item ? [item.target.fieldId] : fieldsOf(item)))
}

/** A joined row that a question's filter keeps, and the values of dimensions on it before they are cut. */
export type KeptRow = { joined: Joined; raw(dimension: ShopDimension): Value }

/** The joined rows that a question's filter keeps, with at least these tables in them. */
export function keptRows(question: Pick<Question, 'shop' | 'rows' | 'dimensions' | 'filter' | 'clock' | 'retime'>, tables: readonly string[]): KeptRow[] {
  const { clock, retime } = question
  const retimed = retime === undefined ? undefined : dimensionOf(retime.dimension).dimension
  const needed = [...tables, ...commonTables(question), ...(retimed?.reads ?? [])]
  return joinedRows(question.shop, question.rows, needed).flatMap((joined): KeptRow[] => {
    const raw = (dimension: ShopDimension): Value => {
      const value = dimension.value(joined)
      return retime !== undefined && retime.dimension === idOf(dimension) ? retime.to(value) : value
    }
    const fieldOf = (id: string): FilterField => {
      const { dimension, interval } = dimensionOf(id)
      return { raw: raw(dimension), type: dimension.type, ...(interval === undefined ? {} : { interval }) }
    }
    if (!keeps(question.filter, fieldOf, clock)) return []
    if (retime !== undefined && retimed !== undefined) {
      const value = retimed.value(joined)
      if (!retime.isPast(value) || !retime.hasDay(value)) return []
    }
    return [{ joined, raw }]
  })
}

/** The value of a dimension by id as results show it. */
export function shownValue({ raw }: Pick<KeptRow, 'raw'>, id: string, clock: Clock): Value {
  const { dimension, interval } = dimensionOf(id)
  return bucketOf(raw(dimension), interval, clock)
}

/** The kept rows by group; without dimensions there is one group, also of no rows. */
export function groupsOf(question: Question, tables: readonly string[]): Map<string, Joined[]> {
  const grouped = new Map<string, Joined[]>()
  for (const row of keptRows(question, tables)) {
    const key = groupKey(question.dimensions.map((id) => shownValue(row, id, question.clock)))
    const members = grouped.get(key)
    if (members === undefined) grouped.set(key, [row.joined])
    else members.push(row.joined)
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
