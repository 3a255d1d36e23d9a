import { Temporal } from 'temporal-polyfill'
import type { FilterGroup, FilterGroupItem } from '../src/types/metric-query.ts'
import { aggregate, aggregateOver } from './aggregate.ts'
import { cutType, keeps } from './evaluate-filters.ts'
import { bucketOf, type Clock, firstDayOf, firstMoment, moved, wallOf } from './evaluate-time.ts'
import { dimensionOf, fieldsOf, groupKey, keptRows, type Question, shownValue } from './joined-rows.ts'
import { idOf, timeIdOf } from './shop-fields.ts'
import type { Accumulated, Aggregate, Converted, Joined, OverRows, Row, ShopDimension, Value } from './shop-types.ts'

/** Of the rows of one group those of the last or first moment, where the metric is not added up over time. */
export function lastMoments(metric: Aggregate | OverRows, members: readonly Joined[]): readonly Joined[] {
  if (metric.kind !== 'aggregate' || metric.nonAdditive === undefined) return members
  const { time, choice, groupings = [] } = metric.nonAdditive
  const { dimension } = dimensionOf(timeIdOf(metric.table, time))
  const apart = groupings.map((name) => dimensionOf(timeIdOf(metric.table, name)).dimension)
  const chosen = new Map<string, { moment: NonNullable<Value>; members: Joined[] }>()
  for (const joined of members) {
    const moment = dimension.value(joined)
    if (moment === null || metric.counts?.(joined) === false) continue
    const key = groupKey(apart.map((each) => each.value(joined)))
    const known = chosen.get(key)
    if (known === undefined || (choice === 'last' ? moment > known.moment : moment < known.moment)) chosen.set(key, { moment, members: [joined] })
    else if (known.moment === moment) known.members.push(joined)
  }
  return [...chosen.values()].flatMap((one) => one.members)
}

const ofTheClock = new Set(['HOUR_OF_DAY_NUM', 'MINUTE_OF_HOUR_NUM'])

/** True for a time dimension and what is cut of it, down to days. */
export function isOver(time: string, id: string): boolean {
  const { dimension, interval } = dimensionOf(id)
  return idOf(dimension) === time && !ofTheClock.has(interval ?? '')
}

/**
 * A metric accumulated over time: for every period, by looping over all days from the first row to the last, and for
 * every group the rows of the days that the period's last day reaches back to. What a filter says of the time chooses days.
 */
export function accumulated(question: Question, metric: Accumulated, leaf: Aggregate): Map<string, Value> {
  const { clock, retime } = question
  const { window, toDate, at } = metric.cumulative
  const time = timeIdOf(metric.table, metric.cumulative.time)
  const { dimension } = dimensionOf(time)
  const turned = retime?.dimension === time ? retime : undefined
  const { rows: rowRules, periods: periodRules } = splitFilter(question.filter, time)
  const filter = rowRules === undefined ? {} : { filter: rowRules }
  const { filter: _, retime: __, ...unfiltered } = question
  const all = { ...unfiltered, ...filter, ...(retime === undefined ? {} : { retime: turned === undefined ? retime : { ...retime, hasDay: () => true } }) }
  const isPeriod = question.dimensions.map((id) => isOver(time, id))
  const members = new Map<string, { group: Value[]; days: Map<string, Joined[]> }>()
  for (const row of keptRows(all, [...leaf.reads, ...dimension.reads])) {
    const group = question.dimensions.map((id, place) => (isPeriod[place] === true ? null : shownValue(row, id, clock)))
    const key = groupKey(group)
    const known = members.get(key) ?? { group, days: new Map<string, Joined[]>() }
    members.set(key, known)
    const day = bucketOf(dimension.value(row.joined), 'DAY', clock)
    if (day !== null) known.days.set(String(day), [...(known.days.get(String(day)) ?? []), row.joined])
  }
  const periods = new Map<string, { values: Value[]; days: string[] }>()
  for (const day of everyDay([...members.values()].flatMap(({ days }) => [...days.keys()]))) {
    if (turned?.hasDay(day) === false) continue
    const now = turned === undefined ? day : String(turned.to(day)).slice(0, 10)
    if (!periodRules.every((rule) => keepsDay(rule, now, dimension, clock))) continue
    const values = question.dimensions.map((id, place) => (isPeriod[place] === true ? bucketOf(now, dimensionOf(id).interval ?? 'DAY', clock) : null))
    const key = groupKey(values)
    periods.set(key, { values, days: [...(periods.get(key)?.days ?? []), day] })
  }
  /** The rows of the days that a day reaches back to. */
  const reachedBy = (until: string, days: ReadonlyMap<string, Joined[]>): Joined[] => {
    const last = Temporal.PlainDate.from(until)
    const after = window === undefined ? undefined : moved(last.toPlainDateTime(), -window.count, window.unit).toPlainDate().toString()
    const from = toDate === undefined ? undefined : firstDayOf(last, toDate, clock).toString()
    return [...days].flatMap(([day, rows]) => (day <= until && (after === undefined || day > after) && (from === undefined || day >= from) ? rows : []))
  }
  const result = new Map<string, Value>()
  for (const { values, days: shown } of periods.values()) {
    const untils = at === 'average' ? shown : [at === 'first' ? shown[0] : shown.at(-1)].filter((day) => day !== undefined)
    for (const { group, days } of members.values()) {
      const reached = untils.map((until) => reachedBy(until, days)).filter((rows) => rows.length > 0)
      if (reached.length === 0) continue
      const key = groupKey(group.map((value, place) => (isPeriod[place] === true ? (values[place] ?? null) : value)))
      const found = reached.map((rows) => aggregateOver(leaf, rows))
      result.set(key, at === 'average' ? aggregate('average', found) : (found[0] ?? null))
    }
  }
  if (question.dimensions.length === 0 && result.size === 0) result.set(groupKey([]), at === 'average' ? null : aggregateOver(leaf, []))
  return result
}

function everyDay(days: readonly string[]): string[] {
  const sorted = days.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const all: string[] = []
  for (let day = Temporal.PlainDate.from(first); day.toString() <= last; day = day.add({ days: 1 })) all.push(day.toString())
  return all
}

/** What of a filter speaks of a time, item by item, and the rest. An item speaks of one or the other. */
function splitFilter(filter: FilterGroup | undefined, time: string): { rows: FilterGroup | undefined; periods: FilterGroupItem[] } {
  if (filter === undefined) return { rows: undefined, periods: [] }
  const items = 'and' in filter ? filter.and : [filter]
  const ofTime = (item: FilterGroupItem): boolean => ('target' in item ? [item.target.fieldId] : fieldsOf(item)).some((id) => isOver(time, id))
  return { rows: { id: 'rows', and: items.filter((item) => !ofTime(item)) }, periods: items.filter(ofTime) }
}

/** Whether rules keep a day; a rule on moments keeps it when it keeps one of its moments: a quarter hour, its last, or now. */
function keepsDay(item: FilterGroupItem, day: string, dimension: ShopDimension, clock: Clock): boolean {
  const group: FilterGroup = { id: 'one', and: [item] }
  const isMoment = 'target' in item && cutType(dimension.type, dimensionOf(item.target.fieldId).interval) === 'timestamp'
  const keepsRaw = (raw: Value): boolean =>
    keeps(group, (id) => ({ raw, type: isMoment ? 'timestamp' : 'date', interval: isMoment ? 'RAW' : (dimensionOf(id).interval ?? 'DAY') }), clock)
  if (!isMoment) return keepsRaw(day)
  const date = Temporal.PlainDate.from(day)
  const [from, end] = [firstMoment(date, clock.zone), firstMoment(date.add({ days: 1 }), clock.zone)]
  for (let moment = from; moment < end; moment += 900_000) if (keepsRaw(moment)) return true
  return keepsRaw(end - 1) || (clock.now >= from && clock.now < end && keepsRaw(clock.now))
}

type Event = { key: string; row: Row; at: Value }

/**
 * What events were followed by: each following row is given to the last event of the same entity that is not after it,
 * and nearer than the window; then what was given is added up by the events' groups.
 */
export function converted(question: Question, metric: Converted, base: Aggregate, second: Aggregate): Map<string, Value> {
  const { conversion } = metric
  const { clock } = question
  const pairs = [conversion.entity, ...(conversion.constant ?? [])]
  const [from, to] = [dimensionOf(`${metric.table}_${conversion.time.from}`).dimension, dimensionOf(`${second.table}_${conversion.time.to}`).dimension]
  const inDays = from.type === 'date' || to.type === 'date'
  const timeOf = (dimension: ShopDimension, joined: Joined): Value => {
    const value = dimension.value(joined)
    return inDays ? bucketOf(value, 'DAY', clock) : value
  }
  const events: Event[] = []
  for (const row of keptRows(question, [...base.reads, ...from.reads])) {
    const own = row.joined[metric.table]
    if (own === null || own === undefined || base.value(row.joined) === null || events.some((event) => event.row === own)) continue
    events.push({ key: groupKey(question.dimensions.map((id) => shownValue(row, id, clock))), row: own, at: timeOf(from, row.joined) })
  }
  const given = new Map<string, Joined[]>()
  for (const row of question.rows[second.table] ?? []) {
    const joined = { [second.table]: row }
    const moment = timeOf(to, joined)
    if (moment === null) continue
    const after = beginning(moment, conversion.window)
    const candidates = events.filter(
      ({ row: own, at }) =>
        at !== null &&
        at <= moment &&
        (after === undefined || at > after) &&
        pairs.every((pair) => own[pair.from] !== null && own[pair.from] !== undefined && own[pair.from] === row[pair.to]),
    )
    const [last] = candidates.toSorted((a, b) =>
      a.at === b.at ? Number(b.row['id']) - Number(a.row['id']) : Number(b.at) > Number(a.at) || String(b.at) > String(a.at) ? 1 : -1,
    )
    if (last !== undefined) given.set(last.key, [...(given.get(last.key) ?? []), joined])
  }
  return new Map([...given].map(([key, rows]) => [key, aggregateOver(second, rows)]))
}

/** What an event has to be later than, to be within a window before a moment or day. */
function beginning(moment: NonNullable<Value>, window: Converted['conversion']['window']): NonNullable<Value> | undefined {
  if (window === undefined) return undefined
  if (typeof moment === 'string') return moved(Temporal.PlainDateTime.from(moment), -window.count, window.unit).toPlainDate().toString()
  return moved(wallOf(Number(moment), 'UTC'), -window.count, window.unit).toZonedDateTime('UTC').epochMilliseconds
}
