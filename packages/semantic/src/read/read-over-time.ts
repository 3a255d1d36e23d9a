import {
  type CalendarUnit,
  type Conversion,
  type Cumulative,
  type DimensionPair,
  grainsToDate,
  type NonAdditive,
  type Offset,
  type TimeSpan,
} from '../types/metric-over-time.ts'
import { checkKeys } from './check-keys.ts'
import { mapReader, type MapReader, type Reading } from './map-reader.ts'
import type { OverTimeSource } from './model-source.ts'
import type { MapNode } from './node.ts'
import { present } from '../types/present.ts'

/** Keys of a metric that choose its rows by time; a metric has one of them at most. */
export const overTimeKeys = ['non_additive_dimension', 'cumulative', 'offset', 'conversion'] as const

const units: readonly CalendarUnit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']
const spanText = /^\s*(\d{1,5})\s*([a-z]+?)s?\s*$/i

/** "7 days" or "1 month" as a length of time; `undefined` for any other text. */
export function spanOf(text: string): TimeSpan | undefined {
  const [, count, name] = spanText.exec(text) ?? []
  const unit = units.find((known) => known === name?.toLowerCase())
  return unit === undefined || Number(count) === 0 ? undefined : { count: Number(count), unit }
}

/** What a metric says about time, or `undefined` when it says nothing or nothing that can be read, which is then reported. */
export function readOverTime(reading: Reading, reader: MapReader, owner: string): OverTimeSource | undefined {
  const given = overTimeKeys.filter((key) => reader.map.entries.has(key))
  const [key, second] = given
  if (key === undefined) return undefined
  if (second !== undefined) {
    reading.report({
      code: 'model.keys_exclude_each_other',
      at: reader.placeOf(second),
      message: `${owner} has both ${key} and ${second}.`,
      hint: 'Make two metrics, one of the other.',
    })
    return undefined
  }
  const map = reader.child(key, 'strict')
  if (map === undefined) return undefined
  const at = reader.placeOf(key)
  const part = mapReader(reading, map, `${key} of ${owner}`)
  switch (key) {
    case 'non_additive_dimension':
      return withPlace(at, 'nonAdditive', readNonAdditive(reading, part))
    case 'cumulative':
      return withPlace(at, 'cumulative', readCumulative(reading, part))
    case 'offset':
      return withPlace(at, 'offset', readOffset(reading, part))
    case 'conversion':
      return withPlace(at, 'conversion', readConversion(reading, part))
  }
}

const withPlace = <K extends string, V>(at: OverTimeSource['at'], key: K, value: V | undefined): ({ at: OverTimeSource['at'] } & Record<K, V>) | undefined =>
  value === undefined ? undefined : ({ at, [key]: value } as { at: OverTimeSource['at'] } & Record<K, V>)

/** As dbt documents it: without a choice the first value counts. */
function readNonAdditive(reading: Reading, part: MapReader): NonAdditive | undefined {
  checkKeys(reading, part.map, new Set(['name', 'window_choice', 'window_groupings']), 'non_additive_dimension')
  const time = required(part, 'name', 'the name of a time dimension')
  const choice = part.word('window_choice', ['min', 'max'], 'strict') ?? 'min'
  if (time === undefined) return undefined
  return present({ time, choice: choice === 'max' ? ('last' as const) : ('first' as const), groupings: part.texts('window_groupings', 'strict') })
}

function readCumulative(reading: Reading, part: MapReader): Cumulative | undefined {
  checkKeys(reading, part.map, new Set(['time', 'window', 'grain_to_date', 'period_agg']), 'cumulative')
  const time = required(part, 'time', 'the name of a time dimension')
  const window = readSpan(part, 'window')
  const toDate = part.word('grain_to_date', grainsToDate, 'strict')
  const at = part.word('period_agg', ['first', 'last', 'average'], 'strict')
  if (time === undefined) return undefined
  if (window !== undefined && toDate !== undefined) {
    part.wrong('grain_to_date', 'to stand without window', 'strict')
    return undefined
  }
  return present({ time, window, toDate, at })
}

function readOffset(reading: Reading, part: MapReader): Offset | undefined {
  checkKeys(reading, part.map, new Set(['time', 'by']), 'offset')
  const time = required(part, 'time', 'the name of a time dimension')
  const by = readSpan(part, 'by')
  if (by === undefined && !part.map.entries.has('by')) part.wrong('by', 'a length of time such as "1 month"', 'strict')
  return time === undefined || by === undefined ? undefined : { time, by }
}

function readConversion(reading: Reading, part: MapReader): Conversion | undefined {
  checkKeys(reading, part.map, new Set(['metric', 'entity', 'time', 'window', 'constant', 'calculation']), 'conversion')
  const metric = required(part, 'metric', 'a metric as table.metric')
  const pairOf = (key: string): DimensionPair | undefined => {
    const map = part.child(key, 'strict')
    if (map === undefined && !part.map.entries.has(key)) part.wrong(key, '{from: …, to: …}, a dimension on each side', 'strict')
    return map === undefined ? undefined : readPair(reading, map, key)
  }
  const entity = pairOf('entity')
  const time = pairOf('time')
  const constant = part.maps('constant', 'strict').flatMap((map) => readPair(reading, map, 'constant') ?? [])
  const calculation = part.word('calculation', ['rate', 'count'], 'strict') ?? 'rate'
  const window = readSpan(part, 'window')
  if (metric === undefined || entity === undefined || time === undefined) return undefined
  return present({ metric, entity, time, window, constant: constant.length === 0 ? undefined : constant, calculation })
}

function readPair(reading: Reading, map: MapNode, key: string): DimensionPair | undefined {
  const pair = mapReader(reading, map, `${key} of conversion`)
  const from = required(pair, 'from', 'a dimension of this model')
  const to = required(pair, 'to', 'a dimension of the other model')
  return from === undefined || to === undefined ? undefined : { from, to }
}

function required(part: MapReader, key: string, wanted: string): string | undefined {
  const text = part.text(key, 'strict')
  if (text === undefined && !part.map.entries.has(key)) part.wrong(key, wanted, 'strict')
  return text
}

function readSpan(part: MapReader, key: string): TimeSpan | undefined {
  const text = part.text(key, 'strict')
  if (text === undefined) return undefined
  const span = spanOf(text)
  if (span === undefined) part.wrong(key, 'a length of time such as "7 days" or "1 month"', 'strict')
  return span
}
