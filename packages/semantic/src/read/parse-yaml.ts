import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument, type ParsedNode, type YAMLError } from 'yaml'
import type { Finding } from '../problems/finding.ts'
import type { PlaceFinder } from '../problems/place.ts'
import type { MapEntry, Node } from './node.ts'
import { aliasedLetters, plainYaml } from './plain-yaml.ts'
import { yamlHint } from './yaml-hints.ts'

/** A file as far as it can be read. When `findings` holds an error, parts of `root` may be missing or wrong. */
export type ParsedYaml = { root: Node | undefined; findings: Finding[] }

/** Nodes that aliases of one file may stand for, all together. */
const aliasedNodes = 50_000
const findingsPerFile = 20
const tooDeep = 'The file is nested too deeply.'

/**
 * Reads YAML 1.2 (core schema) without tags of other schemas, and what the parsers of dbt take beside it: merge keys, and
 * of a key that stands twice the last one, which is said. Aliases are shared, never copied, and what they stand for is
 * counted. Never throws.
 */
export function parseYaml(text: string, place: PlaceFinder): ParsedYaml {
  const plain = plainYaml(text)
  return plain === null ? explainedYaml(text, place) : { root: plain.root, findings: [] }
}

/** Reads any file, slowly, with everything that is wrong with it. */
export function explainedYaml(text: string, place: PlaceFinder): ParsedYaml {
  try {
    const document = parseDocument(text, {
      schema: 'core',
      merge: false,
      uniqueKeys: true,
      resolveKnownTags: false,
      prettyErrors: false,
      // Not "silent": that would drop the documents after the first without a word.
      logLevel: 'error',
    })
    const findings = [...document.errors, ...document.warnings].slice(0, findingsPerFile).map((error): Finding => {
      if (isCloseComment(error, text)) return { ...closeComment, at: place(error.pos[0]) }
      if (error.code === 'DUPLICATE_KEY') return { ...keyTwice, at: place(error.pos[0]) }
      // The parser tells so what ended inside of it.
      const isTooDeep = error.message.includes('call stack')
      const message = isTooDeep ? tooDeep : error.code === 'MULTIPLE_DOCS' ? 'The file holds more than one document.' : sentence(error.message)
      return { code: `yaml.${codes[error.code] ?? 'syntax'}`, at: place(error.pos[0]), message, hint: yamlHint(error.code) }
    })
    return { root: rootNode(document, place, findings), findings }
  } catch (cause) {
    // Nesting so deep that the parser runs out of stack, or a limit of the parser itself.
    const message = cause instanceof RangeError ? tooDeep : `The file cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`
    return { root: undefined, findings: [{ code: 'yaml.syntax', at: place(0), message, hint: 'Write the models with less nesting.' }] }
  }
}

/** The parsers of dbt read `[a]#b` and `"a"#b` like `[a] #b`. The standard does not, so it is read as there, and said. */
const isCloseComment = ({ code, pos }: YAMLError, text: string): boolean => code === 'MISSING_CHAR' && text[pos[0]] === '#'

const closeComment = {
  code: 'yaml.comment',
  severity: 'warning',
  message: 'From # on this line is read as a comment.',
  hint: 'Put the whole value in quotes if # belongs to it, or a space before # if it does not.',
} as const

/** The parsers of dbt take the last one without a word. */
const keyTwice = {
  code: 'yaml.duplicate_key',
  severity: 'warning',
  message: 'This key stands twice in its map: the last one counts, and what is under the others is not read.',
  hint: yamlHint('DUPLICATE_KEY'),
} as const

const codes: Record<string, string> = { TAB_AS_INDENT: 'tab', TAG_RESOLVE_FAILED: 'tag', BAD_ALIAS: 'alias' }

const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`)

function rootNode(document: Document.Parsed, place: PlaceFinder, findings: Finding[]): Node | undefined {
  const anchors = new Map<string, { node: Node; size: number; letters: number }>()
  let aliased = 0
  let aliasedText = 0
  let offset = 0
  const complain = (code: string, message: string, hint: string): void => {
    if (findings.length < findingsPerFile) findings.push({ code: `yaml.${code}`, at: place(offset), message, hint })
  }
  const nothing = (): Node => ({ kind: 'scalar', value: null, offset })
  let size = 0
  const read = (node: ParsedNode | null): Node => {
    size += 1
    if (node === null) return nothing()
    offset = node.range[0]
    if (isAlias(node)) {
      const anchor = anchors.get(node.source)
      if (anchor === undefined) {
        complain('alias', `*${node.source} refers to nothing that is complete here.`, 'Define the anchor before it is used, and not around its own use.')
        return nothing()
      }
      aliased += anchor.size
      size += anchor.size
      aliasedText += anchor.letters
      if (aliased <= aliasedNodes && aliasedText <= aliasedLetters) return anchor.node
      complain('aliases', 'The aliases of this file stand for too much text.', 'Write the repeated parts out, or use fewer aliases.')
      return nothing()
    }
    const before = { size, aliasedText }
    const found = readContent(node)
    if (node.anchor !== undefined)
      anchors.set(node.anchor, {
        node: found,
        size: size - before.size + 1,
        letters: node.range[1] - node.range[0] + aliasedText - before.aliasedText,
      })
    return found
  }
  const readContent = (node: Exclude<ParsedNode, { source: string; type: 'alias' }>): Node => {
    const start = node.range[0]
    if (isScalar(node)) {
      const { value } = node
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      return { kind: 'scalar', value: isPlain ? value : null, offset: start }
    }
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => read(item)), offset: start }
    if (!isMap(node)) return nothing()
    const entries = new Map<string, MapEntry>()
    const merged: Node[] = []
    for (const pair of node.items) {
      offset = pair.key.range[0]
      const keyOffset = offset
      const key = isScalar(pair.key) ? String(pair.key.value ?? '') : undefined
      if (key === undefined) {
        complain('key', 'A key must be plain text.', 'Write the key as one word before the colon.')
        continue
      }
      if (key === '<<') {
        const value = read(pair.value)
        merged.push(...(value.kind === 'list' ? value.items : [value]))
        continue
      }
      entries.set(key, { key, keyOffset, value: read(pair.value) })
    }
    // Own keys count before merged ones, wherever they stand; of several maps the first that has a key.
    for (const other of merged) {
      if (other.kind !== 'map') complain('merge_key', 'A merge key (<<) takes a map or a list of maps.', 'Give it the alias of a map.')
      else for (const [key, entry] of other.entries) if (!entries.has(key)) entries.set(key, entry)
    }
    return { kind: 'map', entries, offset: start }
  }
  return document.contents === null ? undefined : read(document.contents)
}
