import type { CellValue } from './kernel.ts'

/**
 * Values as JSON. What JSON cannot say is an object with the key `$`: `{ $: 'date', v: <ms> }`, `{ $: 'day', v }`,
 * `{ $: 'integer', v: '<digits>' }`, `{ $: 'number', v: 'NaN' }`; an object that has this key itself is `{ $: 'object', v }`.
 */
const maxDepth = 64

/** A value stays where it is: `path` says which part of it, the message why. */
export class NotShareable extends Error {
  readonly path: string
  constructor(path: string, message: string) {
    super(message)
    this.path = path
  }
}

/** Throws `NotShareable`. */
export function encodeValue(value: unknown, path = '', above: readonly object[] = []): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'undefined':
      return null
    case 'number':
      return Number.isFinite(value) ? value : { $: 'number', v: String(value) }
    case 'bigint':
      return encodeInteger(value, path)
    case 'function':
      throw new NotShareable(path, 'a function')
    case 'symbol':
      throw new NotShareable(path, 'a symbol')
    case 'object':
      return value === null ? null : encodeObject(value, path, above)
  }
}

/** Digits of a whole number that is handed on. */
const mostDigits = 4300

function encodeInteger(value: bigint, path: string): unknown {
  // Counted before they are written, which takes long for very large numbers.
  if (value >= beyondDigits || value <= -beyondDigits) throw new NotShareable(path, `a number of more than ${mostDigits} digits`)
  return { $: 'integer', v: String(value) }
}

const beyondDigits = 10n ** BigInt(mostDigits)

function encodeObject(value: object, path: string, above: readonly object[]): unknown {
  if (above.includes(value)) throw new NotShareable(path, 'an object that contains itself')
  if (above.length >= maxDepth) throw new NotShareable(path, `nested deeper than ${maxDepth} levels`)
  const below = [...above, value]
  if (value instanceof Date) return { $: 'date', v: value.getTime() }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return encodeObject(Array.from(value as Uint8Array), path, above)
  if (Array.isArray(value)) return value.map((item, index) => encodeValue(item, `${path}[${index}]`, below))
  if (value instanceof Set) return encodeObject([...(value as Set<unknown>)], path, above)
  const kind: unknown = Object.getPrototypeOf(value)
  if (kind !== Object.prototype && kind !== null) throw new NotShareable(path, `an object of ${nameOf(value)}`)
  const entries = Object.entries(value).map(([key, item]) => [key, encodeValue(item, `${path}.${key}`, below)] as const)
  const plain = Object.fromEntries(entries)
  return Object.hasOwn(plain, '$') ? { $: 'object', v: plain } : plain
}

function nameOf(value: object): string {
  const { constructor } = value
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'a class'
}

/** Reads what `encodeValue` wrote; throws for anything else, since whoever wrote it may be hostile. */
export function decodeValue(json: unknown, depth = 0): CellValue {
  if (depth > maxDepth + 2) throw new Error('nested too deeply')
  if (json === null || typeof json === 'string' || typeof json === 'boolean' || typeof json === 'number') return json
  if (Array.isArray(json)) return json.map((item) => decodeValue(item, depth + 1))
  if (typeof json !== 'object') throw new Error('no value')
  const { $: kind, v } = json as { $?: unknown; v?: unknown }
  if (kind === undefined) return decodeEntries(json, depth)
  if (kind === 'object' && typeof v === 'object' && v !== null) return decodeEntries(v, depth)
  if ((kind === 'date' || kind === 'day') && (v === null || typeof v === 'number')) return new Date(v ?? Number.NaN)
  if (kind === 'integer' && typeof v === 'string' && /^-?\d{1,4300}$/.test(v)) return BigInt(v)
  if (kind === 'number' && (v === 'NaN' || v === 'Infinity' || v === '-Infinity')) return Number(v)
  throw new Error('no value')
}

const decodeEntries = (json: object, depth: number): CellValue =>
  // No prototype is reached by a key of that name: properties are defined, never set.
  Object.fromEntries(Object.entries(json).map(([key, item]) => [key, decodeValue(item, depth + 1)]))
