import type { Report } from '../problems/finding.ts'
import type { Place, PlaceFinder } from '../problems/place.ts'
import { shownNames, suggest } from '../problems/suggest.ts'
import { childOf, isNothing, kindName, type MapNode, type Node, scalarText } from './node.ts'

/** What readers share while they read one model. */
export type Reading = { place: PlaceFinder; report: Report }

/** `strict`: a wrong value is an error and takes the model out of service; otherwise it is left out with a warning. */
export type Strictness = 'strict' | 'lenient'

/** Typed look at one map. Every method reports a value of the wrong kind and then answers as if it were not there. */
export type MapReader = {
  map: MapNode
  /** Where a key stands; the map itself when the key is missing. */
  placeOf(key: string): Place
  /** Text; numbers and booleans as they are written. */
  text(key: string, strictness?: Strictness): string | undefined
  /** True or false, also as the words yes, no, on, off. */
  flag(key: string): boolean | undefined
  number(key: string, strictness?: Strictness): number | undefined
  /** One of a list of words. */
  word<W extends string>(key: string, words: readonly W[], strictness?: Strictness): W | undefined
  /** One text or a list of them. */
  texts(key: string, strictness?: Strictness): string[] | undefined
  child(key: string, strictness?: Strictness): MapNode | undefined
  /** The maps of a list. */
  maps(key: string, strictness?: Strictness): MapNode[]
  /** Named maps: a map of maps, or a list of maps that have a `name`. */
  named(key: string, strictness?: Strictness): NamedMap[]
  /** Pairs of text. */
  textPairs(key: string): Record<string, string> | undefined
  wrong(key: string, wanted: string, strictness?: Strictness): void
}

/** One map of several, by name. `at` is where the name stands; a map without content is empty. */
export type NamedMap = { name: string; offset: number; map: MapNode }

const flags: Record<string, boolean> = { true: true, yes: true, on: true, false: false, no: false, off: false }

/** Reads `map`, which messages call `owner` ("metric revenue"). */
export function mapReader(reading: Reading, map: MapNode, owner: string): MapReader {
  const placeOf = (key: string): Place => reading.place(map.entries.get(key)?.keyOffset ?? map.offset)
  const wrong = (key: string, wanted: string, strictness: Strictness = 'lenient'): void => {
    const node = map.entries.get(key)?.value
    const found = node === undefined || isNothing(node) ? 'nothing' : (shownScalar(node) ?? kindName(node))
    reading.report({
      code: 'model.wrong_value',
      severity: strictness === 'strict' ? 'error' : 'warning',
      at: reading.place(node === undefined || isNothing(node) ? (map.entries.get(key)?.keyOffset ?? map.offset) : node.offset),
      message: `${key} of ${owner} needs ${wanted}, not ${found}.`,
      hint: `Write ${wanted} after ${key}:${strictness === 'strict' ? '.' : ', or remove it; it is ignored.'}`,
    })
  }
  const item = (node: Node, key: string, strictness: Strictness | undefined): string | undefined => {
    const text = scalarText(node)
    if (text === undefined) wrong(key, 'text or a list of text', strictness)
    return text
  }
  return {
    map,
    placeOf,
    wrong,
    text(key, strictness) {
      const node = childOf(map, key)
      if (node === undefined) return undefined
      const text = scalarText(node)
      if (text === undefined || text.includes('\0')) wrong(key, 'text', strictness)
      else return text.trim()
    },
    flag(key) {
      const node = childOf(map, key)
      if (node === undefined) return undefined
      const flag = flags[(scalarText(node) ?? '').toLowerCase()]
      if (flag === undefined) wrong(key, 'true or false')
      return flag
    },
    number(key, strictness) {
      const node = childOf(map, key)
      if (node === undefined) return undefined
      const text = scalarText(node)?.trim() ?? ''
      const number = text === '' ? Number.NaN : Number(text)
      if (!Number.isFinite(number)) wrong(key, 'a number', strictness)
      else return number
    },
    word(key, words, strictness) {
      const node = childOf(map, key)
      if (node === undefined) return undefined
      const text = scalarText(node) ?? ''
      const word = words.find((candidate) => candidate.toLowerCase() === text.toLowerCase())
      if (word !== undefined) return word
      reading.report({
        code: 'model.unknown_word',
        severity: strictness === 'strict' ? 'error' : 'warning',
        at: reading.place(node.offset),
        message: `${key} of ${owner} cannot be ${shownScalar(node) ?? kindName(node)}.`,
        hint: suggest(text, words, `Use one of ${shownNames(words, 12)}.`),
      })
    },
    texts(key, strictness) {
      const node = childOf(map, key)
      if (node === undefined) return undefined
      const items = node.kind === 'list' ? node.items : [node]
      return items.map((one) => item(one, key, strictness)).filter((text) => text !== undefined)
    },
    child(key, strictness) {
      const node = childOf(map, key)
      if (node === undefined || node.kind === 'map') return node
      wrong(key, 'a map (keys with values)', strictness)
    },
    maps(key, strictness) {
      const node = childOf(map, key)
      if (node === undefined) return []
      if (node.kind !== 'list' || node.items.some((one) => one.kind !== 'map')) wrong(key, 'a list of maps (each begins with a dash)', strictness)
      return node.kind === 'list' ? node.items.filter((one) => one.kind === 'map') : []
    },
    named(key, strictness) {
      const node = childOf(map, key)
      if (node === undefined) return []
      if (node.kind === 'scalar') {
        wrong(key, 'names with what they hold', strictness)
        return []
      }
      return node.kind === 'map' ? namedEntries(node) : namedItems(node.items)
    },
    textPairs(key) {
      const pairs = childOf(map, key)
      if (pairs === undefined) return undefined
      if (pairs.kind !== 'map') {
        wrong(key, 'a map (keys with text)')
        return undefined
      }
      return Object.fromEntries(
        [...pairs.entries.values()].flatMap((entry) => {
          const text = scalarText(entry.value)
          return text === undefined ? [] : [[entry.key, text]]
        }),
      )
    },
  }
  function namedEntries(node: MapNode): NamedMap[] {
    return [...node.entries.values()].flatMap(({ key: name, keyOffset: offset, value }) => {
      if (value.kind === 'map') return [{ name, offset, map: value }]
      if (isNothing(value)) return [{ name, offset, map: { kind: 'map' as const, entries: new Map(), offset } }]
      mapReader(reading, node, owner).wrong(name, 'a map (keys with values)', 'strict')
      return []
    })
  }
  function namedItems(items: readonly Node[]): NamedMap[] {
    return items.flatMap((one) => {
      const name = one.kind === 'map' ? scalarText(childOf(one, 'name')) : undefined
      if (name !== undefined && one.kind === 'map') return [{ name, offset: one.entries.get('name')?.value.offset ?? one.offset, map: one }]
      reading.report({
        code: 'model.no_name',
        at: reading.place(one.offset),
        message: `An item of ${owner} has no name.`,
        hint: 'Begin the item with "- name: …".',
      })
      return []
    })
  }
}

function shownScalar(node: Node): string | undefined {
  const text = scalarText(node)
  return text === undefined ? undefined : `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`
}
