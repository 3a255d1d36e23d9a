import { isRecord } from '../is-record.ts'
import { keysAt, schemasBelow, type Schemas } from './schema-keys.ts'

/**
 * A value with its keys in one order, whatever order it came in: known keys as the schemas name them, all others after
 * them by the alphabet. Keys without a value are left out, as JSON leaves them out.
 */
export function inOrder(schemas: Schemas, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, place) => inOrder(schemasBelow(schemas, value, place), item))
  if (!isRecord(value)) return value
  const known = keysAt(schemas, value)
  const rank = new Map(known.map((key, place) => [key, place]))
  const keys = Object.keys(value).toSorted((a, b) => (rank.get(a) ?? known.length) - (rank.get(b) ?? known.length) || (a < b ? -1 : 1))
  return Object.fromEntries(keys.flatMap((key) => (value[key] === undefined ? [] : [[key, inOrder(schemasBelow(schemas, value, key), value[key])]])))
}
