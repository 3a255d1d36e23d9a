import type { Spotlight } from '../types/model-notes.ts'
import { mapReader, type MapReader, type Reading } from './map-reader.ts'
import type { FieldSets } from './field-sets.ts'
import { childOf, scalarText } from './node.ts'
import { present } from '../types/present.ts'

/** What is said to assistants about a model or field: one text, or several. */
export function readAiHint(reader: MapReader): string | string[] | undefined {
  const node = childOf(reader.map, 'ai_hint')
  return node?.kind === 'list' ? reader.texts('ai_hint') : reader.text('ai_hint')
}

/** How the catalog shows a model or metric. */
export function readSpotlight(reading: Reading, reader: MapReader, owner: string): Spotlight | undefined {
  const map = reader.child('spotlight')
  if (map === undefined) return undefined
  const own = mapReader(reading, map, `spotlight of ${owner}`)
  const filters = own.child('default_filter')
  return present({
    visibility: own.word('visibility', ['show', 'hide'] as const),
    categories: own.texts('categories'),
    owner: own.text('owner'),
    // A dimension says yes or no here, a metric lists dimensions.
    filterBy: childOf(map, 'filter_by')?.kind === 'list' ? own.texts('filter_by') : own.flag('filter_by'),
    segmentBy: childOf(map, 'segment_by')?.kind === 'list' ? own.texts('segment_by') : own.flag('segment_by'),
    defaultSegment: own.text('default_segment'),
    defaultFilter:
      filters === undefined
        ? undefined
        : Object.fromEntries(
            [...filters.entries.values()].flatMap(({ key, value }) => {
              const texts = value.kind === 'list' ? value.items.map(scalarText).filter((text) => text !== undefined) : [scalarText(value) ?? '']
              return texts.length === 0 ? [] : [[key, texts]]
            }),
          ),
  })
}

/** `sets` of a model: names for lists of fields. */
export function readSets(reading: Reading, meta: MapReader): FieldSets | undefined {
  if (childOf(meta.map, 'sets') === undefined) return undefined
  return new Map(meta.named('sets').map(({ name, map }) => [name, mapReader(reading, map, `set ${name}`).texts('fields') ?? []]))
}
