/**
 * What a model file says, whatever it was written in: plain values with the offset at which they stand. Nodes of JSON
 * have no offset of their own and carry that of the file's start.
 */
export type Node = ScalarNode | ListNode | MapNode
export type ScalarNode = { kind: 'scalar'; value: string | number | boolean | null; offset: number }
export type ListNode = { kind: 'list'; items: readonly Node[]; offset: number }
export type MapNode = { kind: 'map'; entries: ReadonlyMap<string, MapEntry>; offset: number }
export type MapEntry = { key: string; keyOffset: number; value: Node }

/** The value under a key; `undefined` when the key is missing or holds nothing (null). */
export function childOf(map: MapNode | undefined, key: string): Node | undefined {
  const value = map?.entries.get(key)?.value
  return value === undefined || isNothing(value) ? undefined : value
}

/** The map under a key; `undefined` when there is none. */
export function mapAt(map: MapNode | undefined, key: string): MapNode | undefined {
  const value = childOf(map, key)
  return value?.kind === 'map' ? value : undefined
}

/** True for null, which is also how a key without a value is read. */
export function isNothing(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null
}

/** The text of a scalar: numbers and booleans as they are written; `undefined` for null, lists and maps. */
export function scalarText(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined
}

/** Both maps as one; where both have a key, `winner` counts. */
export function mergedMap(winner: MapNode | undefined, other: MapNode | undefined): MapNode | undefined {
  if (winner === undefined || other === undefined) return winner ?? other
  return { kind: 'map', offset: winner.offset, entries: new Map([...other.entries, ...winner.entries]) }
}

/** What a node is, for messages. */
export function kindName(node: Node): string {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'a map'
  if (node.value === null) return 'nothing'
  return { string: 'text', number: 'a number', boolean: 'true or false' }[typeof node.value as 'string' | 'number' | 'boolean']
}
