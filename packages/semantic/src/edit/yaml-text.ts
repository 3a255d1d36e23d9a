import { type Document, isCollection, isMap, isScalar, type Node, type Pair, parseDocument, Scalar, type YAMLMap } from 'yaml'

/** What is written: a scalar, a list, a small map, or nothing at all. */
export type YamlValue = YamlData | null
export type YamlData = string | boolean | number | readonly YamlData[] | { readonly [key: string]: YamlData }
/** What stands around texts that cannot do without. */
export type YamlQuote = '"' | "'"
export type YamlPath = readonly (string | number)[]

/** A text with the value at `path` set (`null`: taken out). Only the letters of that value change: comments, order and spelling of all others stay. */
export function setYamlValue(text: string, path: YamlPath, value: YamlValue, quote: YamlQuote = '"'): string {
  const document = parseDocument(text)
  if (document.errors.length > 0) return text
  const spliced = value === null ? withoutKey(text, document, path) : withValue({ text, document, path, put: printed(value, quote) })
  if (spliced !== null && says(parseDocument(spliced), path, value)) return spliced
  // What cannot be cut into the text is written anew by the printer, which keeps comments and order but not every space.
  if (value === null) document.deleteIn(path)
  else document.setIn(path, value)
  return document.toString({ lineWidth: 0, indentSeq: indentsLists(text), singleQuote: quote === "'" })
}

function says(document: Document, path: YamlPath, value: YamlValue): boolean {
  if (document.errors.length > 0) return false
  const found: unknown = document.getIn(path)
  if (value === null) return found === undefined
  return JSON.stringify(found) === JSON.stringify(value)
}

type Place = { text: string; document: Document; path: YamlPath; /** The value as it is written. */ put: string }

function withValue({ text, document, path, put }: Place): string | null {
  const node = document.getIn(path, true) as Node | undefined
  if (node !== undefined && isPlainPlace(node)) return splice(text, node.range, put)
  if (node !== undefined) return null
  // The deepest map that is there takes the rest of the path.
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const above = depth === 0 ? document.contents : (document.getIn(path.slice(0, depth), true) as Node | undefined)
    const rest = path.slice(depth)
    if (isMap(above)) return withKey(text, above, String(rest[0]), nested(rest.slice(1), put))
    if (isScalar(above) && above.value === null && above.range) return splice(text, above.range, ` ${nested(rest, put)}`)
    if (above !== undefined && above !== null) return null
  }
  return null
}

/** A value that its letters stand for alone: no anchor, no tag, not over several lines of its own. */
function isPlainPlace(node: Node): node is Node & { range: [number, number, number] } {
  if (node.range === undefined || node.range === null || node.tag !== undefined) return false
  if (isScalar(node)) return node.anchor === undefined && node.value !== null && node.type !== Scalar.BLOCK_FOLDED && node.type !== Scalar.BLOCK_LITERAL
  return isCollection(node) && node.flow === true && node.anchor === undefined
}

const splice = (text: string, [from, to]: readonly number[], put: string): string => text.slice(0, from) + put + text.slice(to)

function withKey(text: string, map: YAMLMap, key: string, value: string): string | null {
  const [first] = map.items as Pair<Node, Node | null>[]
  const last = map.items.at(-1) as Pair<Node, Node | null> | undefined
  if (map.range === undefined || map.range === null) return null
  if (first === undefined || last === undefined) return splice(text, map.range, `{ ${key}: ${value} }`)
  const end = endOf(last)
  if (end === null || !first.key.range) return null
  if (map.flow === true) return splice(text, [end, end], `, ${key}: ${value}`)
  const column = first.key.range[0] - lineStart(text, first.key.range[0])
  const place = lineEnd(text, text.slice(0, end).trimEnd().length)
  return splice(text, [place, place], `\n${' '.repeat(column)}${key}: ${value}`)
}

function withoutKey(text: string, document: Document, path: YamlPath): string | null {
  const above = path.length === 1 ? document.contents : (document.getIn(path.slice(0, -1), true) as Node | undefined)
  if (!isMap(above)) return text
  const items = above.items as Pair<Node, Node | null>[]
  const index = items.findIndex(({ key }) => isScalar(key) && key.value === path.at(-1))
  const pair = items[index]
  if (pair === undefined) return text
  const end = endOf(pair)
  const from = pair.key.range?.[0]
  if (end === null || from === undefined || items.length === 1) return null
  if (above.flow === true) {
    const next = items[index + 1]?.key.range?.[0]
    const before = items[index - 1]
    const beforeEnd = before === undefined ? null : endOf(before)
    return next === undefined ? (beforeEnd === null ? null : splice(text, [beforeEnd, end], '')) : splice(text, [from, next], '')
  }
  const start = lineStart(text, from)
  // Beside the dash of a list the line has to stay.
  if (text.slice(start, from).trim() !== '') return null
  return splice(text, [start, lineEnd(text, text.slice(0, end).trimEnd().length) + 1], '')
}

function endOf({ key, value }: Pair<Node, Node | null>): number | null {
  return value?.range?.[1] ?? key.range?.[1] ?? null
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1
const lineEnd = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end
}

const nested = (keys: YamlPath, put: string): string => keys.reduceRight<string>((inner, key) => `{ ${key}: ${inner} }`, put)

/** A value as it can stand anywhere, inside braces too. */
function printed(value: YamlData, quote: YamlQuote): string {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value === 'string') return printedText(value, quote)
  if (isList(value)) return `[${value.map((item) => printed(item, quote)).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${printedText(key, quote)}: ${printed(item, quote)}`)
  return `{ ${entries.join(', ')} }`
}

const isList = (value: YamlData): value is readonly YamlData[] => Array.isArray(value)

const words = /^(true|false|null|yes|no|on|off|y|n|~)$/i

/** Bare where YAML reads the same text back, else in quotes. */
export const printedText = (text: string, quote: YamlQuote = '"'): string =>
  /^[\p{L}_$][\p{L}\p{N}_ .()/*+$<>=-]*$/u.test(text) && !/\s$/.test(text) && !words.test(text) ? text : quoted(text, quote)

/** Between single quotes nothing can be escaped but the quote itself: what needs more gets double ones. */
const quoted = (text: string, quote: YamlQuote): string =>
  quote === "'" && !/[\p{Cc}\u2028\u2029]/u.test(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text)

const indentsLists = (text: string): boolean => !/^(\s*)[^\s#-][^\n]*:[ \t]*\n(?:\s*\n|\s*#[^\n]*\n)*\1- /m.test(text)
