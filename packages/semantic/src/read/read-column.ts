import type { PlaceFinder } from '../problems/place.ts'
import { checkKeys } from './check-keys.ts'
import { checkName } from './check-name.ts'
import { mapReader, type Reading } from './map-reader.ts'
import type { ColumnSource, DimensionSource } from './model-source.ts'
import { type MapNode, mapAt } from './node.ts'
import { readDimension } from './read-dimension.ts'
import { readMetric } from './read-metric.ts'

/** One column as its file shows it. `meta` holds `dimension`, `additional_dimensions` and `metrics`. */
export type ColumnMap = {
  name: string
  offset: number
  own: MapNode
  meta: MapNode | undefined
  /** Places of this column, when they are not those of its model's file. */
  place?: PlaceFinder
}

const known = new Set(['dimension', 'additional_dimensions', 'metrics', 'primary_key'])
const nothing = (offset: number): MapNode => ({ kind: 'map', entries: new Map(), offset })

/** A column with its dimensions and metrics, or `undefined` when its name cannot be one. */
export function readColumn(model: Reading, { name, offset, own, meta, place }: ColumnMap): ColumnSource | undefined {
  const reading = place === undefined ? model : { ...model, place }
  if (!checkName(reading, name, offset, 'column')) return undefined
  const column = mapReader(reading, own, `column ${name}`)
  const content = mapReader(reading, meta ?? nothing(offset), `meta of column ${name}`)
  if (meta !== undefined) checkKeys(reading, meta, known, `meta of column ${name}`)
  const dimension = readDimension(reading, content.child('dimension', 'strict') ?? nothing(offset), { name, offset })
  const tags = column.texts('tags')
  if (dimension.name !== name && !checkName(reading, dimension.name, offset, 'dimension')) return undefined
  return {
    name,
    at: reading.place(offset),
    dataType: column.text('data_type'),
    quoted: column.flag('quote') ?? false,
    dimension: {
      ...dimension,
      description: dimension.description ?? column.text('description'),
      tags: dimension.tags ?? (tags === undefined || tags.length === 0 ? undefined : tags),
    },
    additional: content.named('additional_dimensions', 'strict').flatMap((named): DimensionSource[] => {
      if (!checkName(reading, named.name, named.offset, 'dimension')) return []
      return [{ ...readDimension(reading, named.map, named), name: named.name }]
    }),
    metrics: content
      .named('metrics', 'strict')
      .flatMap((named) => (checkName(reading, named.name, named.offset, 'metric') ? (readMetric(reading, named) ?? []) : [])),
  }
}

/** The meta of a model or column: `config.meta` and `meta` together; `config.meta` counts where both have a key. */
export function metaOf(own: MapNode): { meta: MapNode | undefined; config: MapNode | undefined } {
  return { meta: mapAt(own, 'meta'), config: mapAt(mapAt(own, 'config'), 'meta') }
}
