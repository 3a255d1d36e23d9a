import type { CalendarSource, CalendarUse } from './model-source.ts'
import { mapReader, type MapReader, type Reading } from './map-reader.ts'
import { childOf, type MapNode, scalarText } from './node.ts'

/**
 * `calendar` of a model: it has one row for each day, whose weeks, months and years are its columns. In MetricFlow's
 * words the same is a `time_spine` with `custom_granularities`.
 */
export function readCalendar(reading: Reading, meta: MapReader, own: MapReader, owner: string): CalendarSource | undefined {
  const map = meta.child('calendar', 'strict')
  if (map !== undefined) return fromCalendar(reading, map, owner)
  const spine = own.child('time_spine')
  return spine === undefined ? undefined : fromTimeSpine(reading, spine, owner)
}

function fromCalendar(reading: Reading, map: MapNode, owner: string): CalendarSource | undefined {
  const reader = mapReader(reading, map, `calendar of ${owner}`)
  const date = requiredText(reader, 'date')
  const intervals = childOf(map, 'intervals')
  if (intervals?.kind === 'list')
    return calendar(
      reading,
      map,
      date,
      (reader.texts('intervals', 'strict') ?? []).map((name) => [name, name]),
    )
  return calendar(reading, map, date, Object.entries(reader.textPairs('intervals') ?? {}))
}

function fromTimeSpine(reading: Reading, map: MapNode, owner: string): CalendarSource | undefined {
  const reader = mapReader(reading, map, `time_spine of ${owner}`)
  const granularities = reader.named('custom_granularities')
  // Most time spines only count days, which dates can do by themselves.
  if (granularities.length === 0) return undefined
  const named = granularities.map(({ name, map: each }): [string, string] => [name, scalarText(childOf(each, 'column_name')) ?? name])
  return calendar(reading, map, requiredText(reader, 'standard_granularity_column'), named)
}

function calendar(reading: Reading, map: MapNode, date: string | undefined, pairs: [string, string][]): CalendarSource | undefined {
  if (date === undefined) return undefined
  return { date, intervals: pairs.map(([name, dimension]) => ({ name, dimension })), at: reading.place(map.offset) }
}

function requiredText(reader: MapReader, key: string): string | undefined {
  const text = reader.text(key, 'strict')
  if (text === undefined) reader.wrong(key, 'the name of the column with the day', 'strict')
  return text
}

/** `calendar` of a date: the model whose weeks, months and years it counts in. */
export function readCalendarUse(reader: MapReader): CalendarUse | undefined {
  const model = reader.text('calendar', 'strict')
  return model === undefined ? undefined : { model, at: reader.placeOf('calendar') }
}
