import { checkKeys } from './check-keys.ts'
import { mapReader, type MapReader, type Reading } from './map-reader.ts'
import type { EventsSource } from './model-source.ts'

const keys = new Set(['event', 'time', 'person', 'id', 'people', 'properties'])

/**
 * `events` of a model: each of its rows is something that somebody did. `event`, `time` and `person` are dimensions that say what,
 * when and who; `id` tells events of one moment apart, `people` is the joined model of who they are, `properties` are further names
 * for dimensions.
 */
export function readEvents(reading: Reading, meta: MapReader, owner: string): EventsSource | undefined {
  const map = meta.child('events', 'strict')
  if (map === undefined) return undefined
  const reader = mapReader(reading, map, `events of ${owner}`)
  checkKeys(reading, map, keys, `events of ${owner}`)
  const required = (key: string, wanted: string): string | undefined => {
    const text = reader.text(key, 'strict')
    if (text === undefined || text === '') reader.wrong(key, wanted, 'strict')
    return text
  }
  const event = required('event', 'the name of the dimension that says what happened')
  const time = required('time', 'the name of the dimension that says when')
  const person = required('person', 'the name of the dimension that says who did it')
  if (event === undefined || time === undefined || person === undefined) return undefined
  return {
    event,
    time,
    person,
    id: reader.text('id', 'strict'),
    people: reader.text('people', 'strict'),
    properties: reader.textPairs('properties') ?? {},
    at: reading.place(map.offset),
  }
}
