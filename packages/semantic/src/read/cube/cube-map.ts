import type { PlaceFinder } from '../../problems/place.ts'
import { childOf, type MapEntry, type MapNode, type Node, scalarText } from '../node.ts'

/** A cube or view as its file shows it, with what it extends put in. */
export type CubeMap = { name: string; offset: number; map: MapNode; place: PlaceFinder }

/** Lists whose items are joined by name when a cube extends another. */
const memberLists = new Set(['joins', 'dimensions', 'measures', 'segments', 'cubes'])

/** The cubes with what they extend: their own keys and members count where both have them. Circles end where they close. */
export function extended(cubes: readonly CubeMap[]): CubeMap[] {
  const byName = new Map(cubes.map((cube) => [cube.name, cube]))
  const resolve = (cube: CubeMap, path: readonly string[]): MapNode => {
    const parentName = scalarText(childOf(cube.map, 'extends'))?.replace(/^\{|\}$/g, '')
    const parent = parentName === undefined || path.includes(parentName) ? undefined : byName.get(parentName)
    return parent === undefined ? cube.map : merged(resolve(parent, [...path, parent.name]), cube.map)
  }
  return cubes.map((cube) => ({ ...cube, map: resolve(cube, [cube.name]) }))
}

function merged(parent: MapNode, own: MapNode): MapNode {
  const entries = new Map<string, MapEntry>(parent.entries)
  // A parent that may not be seen does not hide those made of it, and where its rows are is replaced as a whole.
  entries.delete('public')
  if (own.entries.has('sql') || own.entries.has('sql_table')) for (const key of ['sql', 'sql_table']) entries.delete(key)
  for (const [key, entry] of own.entries) {
    const before = parent.entries.get(key)
    entries.set(key, before !== undefined && memberLists.has(key) ? { ...entry, value: mergedList(before.value, entry.value) } : entry)
  }
  return { kind: 'map', offset: own.offset, entries }
}

function mergedList(parent: Node, own: Node): Node {
  if (parent.kind !== 'list' || own.kind !== 'list') return own
  const nameOf = (item: Node): string | undefined => (item.kind === 'map' ? scalarText(childOf(item, 'name')) : undefined)
  const names = new Set(own.items.map(nameOf))
  return { ...own, items: [...parent.items.filter((item) => nameOf(item) === undefined || !names.has(nameOf(item))), ...own.items] }
}
