import { suggest } from '../problems/suggest.ts'
import type { CustomFormat, NumberSeparator, TimeInterval } from '../types/field.ts'
import { isMadeOfMetrics, metricTypes } from '../names/metric-types.ts'
import { intervalShapes } from '../names/time-intervals.ts'
import { checkKeys } from './check-keys.ts'
import { mapReader, type MapReader, type NamedMap, type Reading } from './map-reader.ts'
import type { MetricSource } from './model-source.ts'
import { childOf, scalarText } from './node.ts'
import { present } from '../types/present.ts'
import { compacts, fieldKeys, readField } from './read-field.ts'
import { readFilters } from './read-filters.ts'
import { overTimeKeys, readOverTime } from './read-over-time.ts'

const known = new Set([
  ...fieldKeys,
  'filters',
  'percentile',
  'show_underlying_values',
  'distinct_keys',
  ...overTimeKeys,
  'default_show_underlying_values',
  'drivers',
  'owner',
  'default_time_dimension',
])

/** A metric, or `undefined` when its type cannot be read, which is then reported. */
export function readMetric(reading: Reading, { name, offset, map }: NamedMap): MetricSource | undefined {
  const owner = `metric ${name}`
  const reader = mapReader(reading, map, owner)
  checkKeys(reading, map, known, owner)
  const type = readType(reading, reader, owner)
  if (type === undefined) return undefined
  const filters = readFilters(reading, reader, 'filters', owner)
  if (filters.length > 0 && isMadeOfMetrics(type)) {
    reading.report({
      code: 'model.filters_not_possible',
      at: reader.placeOf('filters'),
      message: `${owner} of type ${type} cannot have filters: it combines metrics and reads no rows of its own.`,
      hint: 'Put the filters on the metrics that it combines.',
    })
  }
  const distinctKeys = reader.texts('distinct_keys', 'strict')
  return {
    name,
    at: reading.place(offset),
    ...readField(reading, reader, owner),
    type,
    filters,
    percentile: readPercentile(reader),
    formatOptions: readFormatOptions(reading, reader, owner),
    showUnderlyingValues: reader.texts('show_underlying_values'),
    distinctKeys: distinctKeys === undefined ? undefined : { names: distinctKeys, at: reader.placeOf('distinct_keys') },
    overTime: readOverTime(reading, reader, owner),
  }
}

function readType(reading: Reading, reader: MapReader, owner: string): MetricSource['type'] | undefined {
  const given = reader.text('type', 'strict')
  const type = metricTypes.find((candidate) => candidate === given?.toLowerCase())
  if (type !== undefined) return type
  const node = childOf(reader.map, 'type')
  if (node !== undefined && scalarText(node) === undefined) return undefined
  reading.report({
    code: 'model.unknown_metric_type',
    at: node === undefined ? reading.place(reader.map.offset) : reading.place(node.offset),
    message: given === undefined ? `${owner} has no type.` : `${owner} has the unknown type ${given}.`,
    hint: suggest(given ?? '', metricTypes, `Use one of ${metricTypes.join(', ')}.`),
  })
}

function readPercentile(reader: MapReader): number | undefined {
  const percentile = reader.number('percentile', 'strict')
  if (percentile === undefined || (percentile >= 0 && percentile <= 100)) return percentile
  reader.wrong('percentile', 'a number from 0 to 100', 'strict')
}

const formatTypes: readonly CustomFormat['type'][] = ['default', 'percent', 'currency', 'number', 'id', 'date', 'timestamp']
const separators: readonly NumberSeparator[] = ['default', 'commaPeriod', 'spacePeriod', 'periodComma', 'noSeparatorPeriod']
function readFormatOptions(reading: Reading, reader: MapReader, owner: string): CustomFormat | undefined {
  const map = reader.child('format_options')
  if (map === undefined) return undefined
  const options = mapReader(reading, map, `format_options of ${owner}`)
  const intervals = Object.keys(intervalShapes) as TimeInterval[]
  return present({
    type: options.word('type', formatTypes) ?? 'default',
    round: options.number('round'),
    separator: options.word('separator', separators),
    currency: options.text('currency'),
    compact: options.word('compact', compacts),
    prefix: options.text('prefix'),
    suffix: options.text('suffix'),
    timeInterval: options.word('time_interval', intervals) ?? options.word('timeInterval', intervals),
  })
}
