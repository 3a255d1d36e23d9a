import { AppError } from '../../../platform/errors.ts'

/** A filter of RFC 7644 §3.4.2.2. Paths are lower-cased and without the URN of their schema: `emails.value`. */
export type Filter =
  | { op: 'and' | 'or'; filters: Filter[] }
  | { op: 'not'; filter: Filter }
  | { op: 'pr'; path: string }
  | { op: Comparison; path: string; value: FilterValue }

export type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'
export type FilterValue = string | number | boolean | null

const comparisons: readonly Comparison[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']
const literals = new Map<string, FilterValue>([
  ['true', true],
  ['false', false],
  ['null', null],
])
const longest = 4000
const deepest = 20

type Lexeme = { kind: 'word' | 'mark'; text: string } | { kind: 'value'; value: FilterValue }

const lexeme = /\s*(?:(?<mark>[()[\]])|(?<text>"(?:[^"\\]|\\.)*")|(?<word>[^\s()[\]"]+))/y

/** Reads a filter; throws `invalid` (`invalidFilter`) for what is none, saying where. */
export function parseFilter(text: string): Filter {
  const reader = createReader(text)
  const filter = either(reader, '', 0)
  if (reader.peek() !== undefined) throw unreadable(text, 'something is left over at its end')
  return filter
}

/** The path of an attribute in its one form: lower-cased, without the URN of a schema. */
export const attributePath = (path: string): string => path.replace(/^urn:[^\s]*:(?:user|group):/i, '').toLowerCase()

type Reader = { text: string; peek(): Lexeme | undefined; next(): Lexeme | undefined }

function createReader(text: string): Reader {
  if (text.length > longest) throw unreadable(text.slice(0, 60), `it is longer than ${longest} characters`)
  const lexemes: Lexeme[] = []
  lexeme.lastIndex = 0
  while (lexeme.lastIndex < text.trimEnd().length) {
    const { mark, text: quoted, word } = lexeme.exec(text)?.groups ?? {}
    if (mark !== undefined) lexemes.push({ kind: 'mark', text: mark })
    else if (quoted !== undefined) lexemes.push({ kind: 'value', value: unquoted(quoted, text) })
    else if (word !== undefined) lexemes.push({ kind: 'word', text: word })
    else throw unreadable(text, 'a quotation mark is not closed')
  }
  let at = 0
  return { text, peek: () => lexemes[at], next: () => lexemes[at++] }
}

function either(reader: Reader, within: string, depth: number): Filter {
  const filters = [both(reader, within, depth)]
  while (takeWord(reader, 'or')) filters.push(both(reader, within, depth))
  return joined('or', filters)
}

function both(reader: Reader, within: string, depth: number): Filter {
  const filters = [one(reader, within, depth)]
  while (takeWord(reader, 'and')) filters.push(one(reader, within, depth))
  return joined('and', filters)
}

const joined = (op: 'and' | 'or', filters: Filter[]): Filter => (filters.length === 1 && filters[0] !== undefined ? filters[0] : { op, filters })

function one(reader: Reader, within: string, depth: number): Filter {
  if (depth > deepest) throw unreadable(reader.text.slice(0, 60), `it is nested deeper than ${deepest} levels`)
  if (takeWord(reader, 'not')) return { op: 'not', filter: one(reader, within, depth + 1) }
  const first = reader.next()
  if (first?.kind === 'mark' && first.text === '(') return closing(reader, either(reader, within, depth + 1), ')')
  if (first?.kind !== 'word') throw unreadable(reader.text, 'an attribute is missing')
  const path = within === '' ? attributePath(first.text) : `${within}.${first.text.toLowerCase()}`
  const second = reader.next()
  if (second?.kind === 'mark' && second.text === '[' && within === '') return closing(reader, either(reader, path, depth + 1), ']')
  const op = second?.kind === 'word' ? second.text.toLowerCase() : ''
  if (op === 'pr') return { op, path }
  const comparison = comparisons.find((known) => known === op)
  if (comparison === undefined) throw unreadable(reader.text, `after "${first.text}" there has to be pr, ${comparisons.join(', ')}`)
  return { op: comparison, path, value: valueOf(reader) }
}

function closing(reader: Reader, filter: Filter, mark: ')' | ']'): Filter {
  const next = reader.next()
  if (next?.kind !== 'mark' || next.text !== mark) throw unreadable(reader.text, `a "${mark}" is missing`)
  return filter
}

function takeWord(reader: Reader, word: string): boolean {
  const next = reader.peek()
  if (next?.kind !== 'word' || next.text.toLowerCase() !== word) return false
  reader.next()
  return true
}

function valueOf(reader: Reader): FilterValue {
  const next = reader.next()
  if (next?.kind === 'value') return next.value
  const text = next?.kind === 'word' ? next.text : ''
  const literal = literals.get(text.toLowerCase())
  if (literal !== undefined) return literal
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  throw unreadable(reader.text, 'a value is missing: texts stand in quotation marks')
}

function unquoted(quoted: string, text: string): string {
  let value: string
  try {
    value = JSON.parse(quoted) as string
  } catch {
    throw unreadable(text, `${quoted} is no text of JSON`)
  }
  // No text of ours has one, and the store would not even be asked.
  if (value.includes('\0')) throw unreadable(text, `${quoted} holds a NUL character`)
  return value
}

const unreadable = (text: string, why: string): AppError => new AppError('invalid', `The filter "${text}" cannot be read: ${why}.`, { reason: 'invalidFilter' })
