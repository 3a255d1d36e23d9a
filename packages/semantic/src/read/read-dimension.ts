import { isTimeZone } from '../names/is-time-zone.ts'
import { intervalShapes } from '../names/time-intervals.ts'
import type { Place } from '../problems/place.ts'
import type { DimensionType, TimeInterval } from '../types/field.ts'
import { checkKeys, checkUnused } from './check-keys.ts'
import { mapReader, type MapReader, type Reading } from './map-reader.ts'
import type { DimensionSource, IntervalsSource } from './model-source.ts'
import { readCalendarUse } from './read-calendar.ts'
import { childOf, type MapNode, scalarText } from './node.ts'
import { fieldKeys, readField } from './read-field.ts'

const types: readonly DimensionType[] = ['string', 'number', 'timestamp', 'date', 'boolean']

const known = new Set([
  ...fieldKeys,
  'time_intervals',
  'colors',
  'timezone',
  'calendar',
  'image',
  'default_time_dimension',
  'convert_timezone',
  'primary_key',
  'quote',
  'data_type',
  'additional_dimensions',
  'dimension',
  'metrics',
  'config',
  'tests',
  'data_tests',
  'order_by',
  'sort_by',
  'filter_autocomplete',
  'show_in_search',
])

const unused = new Map([['image', 'values are shown as text, and pages load no pictures from elsewhere']])

/** A dimension from the map that describes it. `name` and `offset` are those of its column or key. */
export function readDimension(reading: Reading, map: MapNode, named: { name: string; offset: number }): DimensionSource {
  const owner = `dimension ${named.name}`
  const reader = mapReader(reading, map, owner)
  checkKeys(reading, map, known, owner)
  checkUnused(reading, map, unused, owner)
  const colors = reader.textPairs('colors')
  return {
    name: reader.text('name', 'strict') ?? named.name,
    at: reading.place(named.offset),
    ...readField(reading, reader, owner),
    type: reader.word('type', types, 'strict'),
    intervals: readIntervals(reading, reader),
    colors,
    timezone: readTimezone(reader),
    calendar: readCalendarUse(reader),
    caseSensitive: reader.flag('case_sensitive'),
  }
}

function readIntervals(reading: Reading, reader: MapReader): IntervalsSource {
  const node = childOf(reader.map, 'time_intervals')
  if (node === undefined) return { kind: 'default' }
  const word = scalarText(node)?.toLowerCase()
  if (word === 'off' || word === 'false' || word === 'no') return { kind: 'off' }
  if (word === 'default' || word === 'true') return { kind: 'default' }
  const items = node.kind === 'list' ? node.items : [node]
  const intervals: TimeInterval[] = []
  const others: { name: string; at: Place }[] = []
  for (const item of items) {
    const text = scalarText(item)?.toUpperCase() ?? ''
    if (Object.hasOwn(intervalShapes, text)) intervals.push(text as TimeInterval)
    else others.push({ name: scalarText(item) ?? 'This', at: reading.place(item.offset) })
  }
  const list = { kind: 'list' as const, intervals: [...new Set(intervals)], at: reader.placeOf('time_intervals') }
  return others.length === 0 ? list : { ...list, others }
}

function readTimezone(reader: MapReader): string | undefined {
  const zone = reader.text('timezone', 'strict')
  if (zone === undefined || isTimeZone(zone)) return zone
  reader.wrong('timezone', 'an IANA zone such as Europe/Berlin', 'strict')
}
