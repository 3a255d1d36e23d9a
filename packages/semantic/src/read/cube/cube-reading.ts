import type { FormatNotes } from '../format-notes.ts'
import type { MapReader, Reading } from '../map-reader.ts'
import type { ModelSource } from '../model-source.ts'
import { childOf, type MapNode, scalarText } from '../node.ts'

/** One cube on its way to a model. `cubes` are the models of all cubes by name. */
export type CubeReading = Reading & { name: string; reader: MapReader; model: ModelSource; cubes: ReadonlyMap<string, ModelSource>; notes: FormatNotes }

/** Why a member is left out whose visibility is computed; `undefined` when it is plain yes or no. */
export function guardOf(member: MapNode): { why: string } | undefined {
  const visibility = scalarText(childOf(member, 'public')) ?? scalarText(childOf(member, 'shown'))
  if (visibility === undefined || /^(true|false|yes|no)$/i.test(visibility)) return undefined
  return { why: 'who may see it depends on who asks, and such rules are not known here' }
}
