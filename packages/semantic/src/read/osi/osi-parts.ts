import type { FormatNotes } from '../format-notes.ts'
import type { Place, PlaceFinder } from '../../problems/place.ts'
import { isObject } from '../json-object.ts'
import { childOf, type MapNode, type Node, scalarText } from '../node.ts'
import { osiVendor } from './osi-version.ts'

/** What the readers of one document share. */
export type OsiReading = { place: PlaceFinder; notes: FormatNotes }

/** The maps of a list under a key, each with its name. Items without a name are refused. */
export function namedMaps({ place, notes }: OsiReading, holder: MapNode, key: string): { name: string; map: MapNode; at: Place }[] {
  const list = childOf(holder, key)
  const items: readonly Node[] = list?.kind === 'list' ? list.items : []
  return items.flatMap((item) => {
    const map = item.kind === 'map' ? item : undefined
    const name = scalarText(childOf(map, 'name'))
    if (map !== undefined && name !== undefined) return [{ name, map, at: place(map.entries.get('name')?.value.offset ?? map.offset) }]
    notes.refused({ what: `an item of ${key}`, at: place(item.offset), why: 'it has no name', hint: 'Begin the item with "- name: …".' })
    return []
  })
}

/** Dialects that are SQL, best first; the others are languages of their own. */
const sqlDialects = ['ANSI_SQL', 'SNOWFLAKE', 'DATABRICKS', 'BIGQUERY']

/** The expression of a field or metric in SQL, or why there is none. `dialect` is set when it is not standard SQL. */
export function expressionOf(map: MapNode): { sql: string; dialect: string | undefined; offset: number } | { why: string } {
  const expression = childOf(map, 'expression')
  const list = expression?.kind === 'map' ? childOf(expression, 'dialects') : undefined
  const found = new Map<string, { sql: string; offset: number }>()
  for (const item of list?.kind === 'list' ? list.items : []) {
    if (item.kind !== 'map') continue
    const written = childOf(item, 'expression')
    const sql = scalarText(written)
    if (sql !== undefined && written !== undefined) found.set(scalarText(childOf(item, 'dialect')) ?? 'ANSI_SQL', { sql: sql.trim(), offset: written.offset })
  }
  const dialect = sqlDialects.find((name) => found.has(name))
  const chosen = dialect === undefined ? undefined : found.get(dialect)
  if (chosen !== undefined) return { ...chosen, dialect: dialect === 'ANSI_SQL' ? undefined : dialect }
  return { why: found.size === 0 ? 'it has no expression' : `its expression is written in ${[...found.keys()].join(', ')} only` }
}

/** What our own extension of an item holds; nothing when there is none or it is no JSON object. */
export function extensionOf({ place, notes }: OsiReading, map: MapNode, what: string): Record<string, unknown> {
  const list = childOf(map, 'custom_extensions')
  for (const item of list?.kind === 'list' ? list.items : []) {
    if (item.kind !== 'map' || scalarText(childOf(item, 'vendor_name'))?.toUpperCase() !== osiVendor) continue
    const data = parsedObject(scalarText(childOf(item, 'data')) ?? '')
    if (data !== undefined) return data
    notes.refused({ what: `extension of ${what}`, at: place(item.offset), why: 'its data is not a JSON object', hint: 'Export the model anew.' })
  }
  return {}
}

function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The texts of a list. */
export function textsAt(map: MapNode, key: string): string[] {
  const list = childOf(map, key)
  return list?.kind === 'list' ? list.items.map(scalarText).filter((text) => text !== undefined) : []
}
