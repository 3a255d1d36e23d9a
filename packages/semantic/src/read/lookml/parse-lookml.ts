import type { Finding } from '../../problems/finding.ts'
import type { PlaceFinder } from '../../problems/place.ts'
import type { LookmlBlock, LookmlEntry, LookmlItem, LookmlValue } from './lookml-node.ts'

/** A file as far as it can be read; after an error, what stands before it. */
export type ParsedLookml = { root: LookmlBlock; findings: Finding[] }

/** Keys whose value is free text up to two semicolons. */
const freeText = /^(sql|html|expression)(_|$)/
const deepest = 50

const space = /(?:\s+|#[^\n]*)+/y
const word = /[^\s:{}[\],"#;]+/y
const quoted = /"(?:[^"\\]|\\.)*"/sy

/** Reads LookML. Never throws; the first error ends the file. */
export function parseLookml(text: string, place: PlaceFinder): ParsedLookml {
  let at = 0
  const entries: LookmlEntry[] = []
  try {
    readEntries(entries, 0)
    if (at < text.length) throw new SyntaxAt(at, 'There is a } too many.', 'Remove it, or check where the block before it ends.')
    return { root: rootOf(entries), findings: [] }
  } catch (cause) {
    if (!(cause instanceof SyntaxAt)) throw cause
    const finding = { code: 'lookml.syntax', at: place(cause.offset), message: cause.message, hint: cause.hint }
    return { root: rootOf(entries), findings: [finding] }
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) at += found.length
    return found
  }

  function skipSpace(): void {
    match(space)
  }

  function readEntries(into: LookmlEntry[], depth: number): void {
    if (depth > deepest) throw new SyntaxAt(at, 'Blocks are nested too deeply.', 'Write the model with less nesting.')
    for (skipSpace(); at < text.length && text[at] !== '}'; skipSpace()) {
      const keyOffset = at
      const key = match(word)
      if (key === undefined) throw new SyntaxAt(at, `A key is missing before ${shown(at)}.`, 'Write "key: value", or remove the sign.')
      skipSpace()
      if (text[at] !== ':') throw new SyntaxAt(keyOffset, `There is no colon after ${key}.`, `Write "${key}: …".`)
      at += 1
      into.push({ key, keyOffset, value: readValue(key, depth) })
    }
  }

  function readValue(key: string, depth: number): LookmlValue {
    if (freeText.test(key)) return readFreeText(key)
    skipSpace()
    const offset = at
    if (text[at] === '{') return readBlock(undefined, offset, depth)
    if (text[at] === '[') return readList()
    const value = readWord(key)
    // "view: orders {", also with further words before the brace ("view: orders extends something").
    skipSpace()
    if (text[at] === '{') return readBlock(value, offset, depth)
    return { kind: 'text', text: value, offset }
  }

  function readWord(key: string): string {
    const string = match(quoted)
    if (string !== undefined) return unquoted(string)
    if (text[at] === '"') throw new SyntaxAt(at, `The text of ${key} has no closing quote.`, 'Close it with ".')
    const bare = match(word)
    if (bare === undefined) throw new SyntaxAt(at, `${key} has no value.`, `Write a value after "${key}:".`)
    return bare
  }

  function readFreeText(key: string): LookmlValue {
    const end = text.indexOf(';;', at)
    const next = /\n\s*\}\s*(?:\n|$)/.exec(text.slice(at, end === -1 ? undefined : end))
    // A block that closes inside of SQL shows that the semicolons are missing, not that they come much later.
    if (end === -1 || (next !== null && /:\s*\S*\s*\{/.test(text.slice(at + next.index, end)))) {
      throw new SyntaxAt(at, `${key} has no end.`, `End the text of ${key} with ;;.`)
    }
    const raw = text.slice(at, end)
    const offset = at + (raw.length - raw.trimStart().length)
    at = end + 2
    return { kind: 'text', text: raw.trim(), offset }
  }

  function readBlock(name: string | undefined, offset: number, depth: number): LookmlBlock {
    const start = at
    at += 1
    const own: LookmlEntry[] = []
    readEntries(own, depth + 1)
    if (text[at] !== '}') throw new SyntaxAt(start, `The block ${name ?? ''} is not closed.`.replace('  ', ' '), 'Close it with }.')
    at += 1
    return { kind: 'block', name, nameOffset: offset, offset: start, entries: own }
  }

  function readList(): LookmlValue {
    const offset = at
    at += 1
    const items: LookmlItem[] = []
    for (skipSpace(); text[at] !== ']'; skipSpace()) {
      if (/[{}:;]|^$/.test(text[at] ?? '')) throw new SyntaxAt(offset, 'The list is not closed.', 'Close it with ].')
      if (text[at] === ',') {
        at += 1
        continue
      }
      const itemOffset = at
      const first = readWord('the list')
      skipSpace()
      if (text[at] !== ':') {
        items.push({ key: undefined, text: first, offset: itemOffset })
        continue
      }
      at += 1
      skipSpace()
      items.push({ key: first, text: readWord(first), offset: itemOffset })
    }
    at += 1
    return { kind: 'list', items, offset }
  }

  function shown(offset: number): string {
    return offset >= text.length ? 'the end' : `"${text.slice(offset, offset + 1)}"`
  }
}

class SyntaxAt extends Error {
  readonly offset: number
  readonly hint: string
  constructor(offset: number, message: string, hint: string) {
    super(message)
    this.offset = offset
    this.hint = hint
  }
}

const rootOf = (entries: readonly LookmlEntry[]): LookmlBlock => ({ kind: 'block', name: undefined, nameOffset: 0, offset: 0, entries })
const unquoted = (text: string): string => text.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')
