import {
  boolCoreTag,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  type ScalarEvent,
  SCALAR_STYLE,
} from 'js-yaml'
import type { MapEntry, Node } from './node.ts'

/** Nodes that aliases of one file may stand for, all together. */
const aliasedNodes = 50_000
/** Letters that they may stand for: what a short file repeats is written out whole by whoever keeps it. */
export const aliasedLetters = 1_000_000
const coreTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag]

/** Stops the reading of a file that is not plain. */
class NotPlain extends Error {}

/**
 * YAML as nearly every model file is written, read in a tenth of the time: one document of the core schema with unique
 * text keys, without tags and merge keys. `null` when the file is anything else or wrong: who reads it then explains.
 */
export function plainYaml(text: string): { root: Node | undefined } | null {
  try {
    return { root: readEvents(text, parseEvents(text, { maxDepth: 200 })) }
  } catch {
    // The parser's own complaint, or ours.
    return null
  }
}

function readEvents(text: string, events: readonly Event[]): Node | undefined {
  const [document, first] = events
  if (document === undefined) return undefined
  if (document.type !== EVENT_ID.DOCUMENT || document.directives.length > 0) throw new NotPlain('directives')
  const anchors = new Map<string, { node: Node; size: number; letters: number }>()
  let place = 1
  let aliased = 0
  let aliasedText = 0
  let size = 0
  let letters = 0
  let offset = 0

  const next = (): Event => {
    const event = events[place]
    if (event === undefined) throw new NotPlain('end')
    place += 1
    return event
  }
  const read = (): Node => {
    const event = next()
    size += 1
    if (event.type === EVENT_ID.ALIAS) {
      const anchor = anchors.get(text.slice(event.anchorStart, event.anchorEnd))
      if (anchor === undefined) throw new NotPlain('alias')
      aliased += anchor.size
      size += anchor.size
      aliasedText += anchor.letters
      letters += anchor.letters
      if (aliased > aliasedNodes || aliasedText > aliasedLetters) throw new NotPlain('aliases')
      return anchor.node
    }
    if (event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT || event.tagStart !== -1) throw new NotPlain('tag')
    const before = { size, letters }
    const node = event.type === EVENT_ID.SCALAR ? readScalar(event) : event.type === EVENT_ID.SEQUENCE ? readList(event.start) : readMap(event.start)
    if (event.anchorStart !== -1)
      anchors.set(text.slice(event.anchorStart, event.anchorEnd), { node, size: size - before.size + 1, letters: letters - before.letters })
    return node
  }
  const readScalar = (event: ScalarEvent): Node => {
    offset = event.valueStart === -1 ? offset : startOf(text, event)
    const value = getScalarValue(text, event)
    letters += value.length
    return { kind: 'scalar', value: event.style === SCALAR_STYLE.PLAIN ? resolved(value) : value, offset }
  }
  const atEnd = (): boolean => {
    if (events[place]?.type !== EVENT_ID.POP) return false
    place += 1
    return true
  }
  const readList = (start: number): Node => {
    const items: Node[] = []
    while (!atEnd()) items.push(read())
    return { kind: 'list', items, offset: start }
  }
  const readMap = (start: number): Node => {
    const entries = new Map<string, MapEntry>()
    while (!atEnd()) {
      const event = next()
      if (event.type !== EVENT_ID.SCALAR || event.tagStart !== -1 || event.anchorStart !== -1) throw new NotPlain('key')
      const keyOffset = event.valueStart === -1 ? offset : startOf(text, event)
      const key = getScalarValue(text, event)
      letters += key.length
      if (key === '<<' || entries.has(key)) throw new NotPlain('key')
      offset = keyOffset
      entries.set(key, { key, keyOffset, value: read() })
    }
    return { kind: 'map', entries, offset: start }
  }

  if (first === undefined || first.type === EVENT_ID.POP) return undefined
  const root = read()
  if (next().type !== EVENT_ID.POP || place < events.length) throw new NotPlain('documents')
  return root.kind === 'scalar' && root.value === null ? undefined : root
}

/** Where a scalar begins: at its quote, at its block sign, at its first letter. */
function startOf(text: string, { style, valueStart }: ScalarEvent): number {
  if (style === SCALAR_STYLE.PLAIN) return valueStart
  if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) {
    return text.lastIndexOf(style === SCALAR_STYLE.LITERAL_BLOCK ? '|' : '>', valueStart - 1)
  }
  return valueStart - 1
}

/** Plain words of the core schema: null, true and false, numbers; all others are text. */
function resolved(value: string): string | number | boolean | null {
  // Words begin with one of these letters, numbers with a sign, a dot or a digit.
  if (value !== '' && !/^[~nNtTfF+\-.\d]/.test(value)) return value
  for (const tag of coreTags) {
    const found = tag.resolve(value, false, tag.tagName)
    if (found !== NOT_RESOLVED) return found
  }
  return value
}
