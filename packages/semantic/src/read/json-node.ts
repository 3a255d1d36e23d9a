import type { MapEntry, Node } from './node.ts'

/** Levels of lists and maps that are read; what lies deeper is read as nothing. */
const deepest = 100

/** A parsed JSON value as a node. */
export function jsonNode(value: unknown, depth = 0): Node {
  const offset = 0
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { kind: 'scalar', value, offset }
  if (typeof value !== 'object' || value === null || depth > deepest) return { kind: 'scalar', value: null, offset }
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => jsonNode(item, depth + 1)), offset }
  const entries = new Map<string, MapEntry>()
  for (const [key, item] of Object.entries(value)) entries.set(key, { key, keyOffset: 0, value: jsonNode(item, depth + 1) })
  return { kind: 'map', entries, offset }
}
