import type { Dialect } from '../../types/dialect.ts'
import type { DimensionType, ExpressionType } from '../../types/field.ts'
import type { Place } from '../../problems/place.ts'
import { checkName } from '../check-name.ts'
import type { FormatNotes } from '../format-notes.ts'
import type { MapReader, NamedMap, Reading } from '../map-reader.ts'
import type { ModelSource, SqlSource } from '../model-source.ts'
import { childOf, scalarText } from '../node.ts'
import type { Relationship } from '../../types/explore.ts'

/** What a name in a calculation is. */
export type KnownField = { kind: 'dimension' | 'measure'; type: DimensionType; /** Its values are moments and not wall time. */ isInstant: boolean }

/** One model on its way, with what its names mean. */
export type HexModel = Reading & {
  name: string
  at: Place
  reader: MapReader
  /** What it lists, each with its id as its name. */
  items: Readonly<Record<'dimensions' | 'measures' | 'relations', readonly NamedMap[]>>
  model: ModelSource
  fields: Map<string, KnownField>
  relations: HexRelation[]
  /** Longer ways that its fields read, by the last relation of the way. */
  ways: Map<string, readonly string[]>
}

/** A relation of a model; its condition names the model by its own name, and the other by the relation's. */
export type HexRelation = { id: string; target: string; sql: SqlSource; relationship: Relationship | undefined; isHidden: boolean }

/** What the readers of all files share. */
export type HexProject = { models: ReadonlyMap<string, HexModel>; notes: FormatNotes; dialect: Dialect }

/** The items of a list, each with its id as its name. Those without one, or with one that is `taken`, are refused. */
export function itemsOf(
  { reader, place, report, name }: Pick<HexModel, 'reader' | 'name'> & Reading,
  key: string,
  notes: FormatNotes,
  taken: Set<string>,
): NamedMap[] {
  return reader.maps(key, 'strict').flatMap((map) => {
    const id = scalarText(childOf(map, 'id')) ?? ''
    const offset = map.entries.get('id')?.value.offset ?? map.offset
    if (id !== '' && !taken.has(id)) {
      taken.add(id)
      return checkName({ place, report }, id, offset, key.slice(0, -1)) ? [{ name: id, offset, map }] : []
    }
    const why = id === '' ? 'it has no id' : 'there is another one with its id'
    notes.refused({
      what: `${id === '' ? 'an item' : id} of ${key} of ${name}`,
      at: place(offset),
      why,
      hint: 'Begin the item with "- id: …", each with its own.',
    })
    return []
  })
}

/** Whether only others read it, and people do not see it. Everything is seen that does not say otherwise. */
export const isHidden = (reader: MapReader): boolean => ['internal', 'private'].includes(reader.text('visibility')?.toLowerCase() ?? '')

/** Types of the format. What has none here is shown as text. */
export const types: Readonly<Record<string, DimensionType & ExpressionType>> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  timestamp_tz: 'timestamp',
  timestamp_naive: 'timestamp',
}
