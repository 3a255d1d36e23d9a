import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type Node, type Pair, parse, parseDocument, visit, type YAMLMap, type YAMLSeq } from 'yaml'
import { isRecord } from '../is-record.ts'
import { readContentFile } from './read-content-file.ts'
import { writeContentFile } from './write-content-file.ts'

const printed = { lineWidth: 0 } as const

/**
 * The text of a file after its content became that of `wanted`, itself a file as `writeContentFile` writes it: comments, the
 * order of keys and the spelling of what stays are kept. The same text where both say the same.
 */
export function updateContentText(text: string, wanted: string): string {
  const says = normalized(wanted)
  if (normalized(text) === says) return text
  const value: unknown = parse(wanted, { schema: 'core' })
  for (const addsEmpty of [false, true]) {
    const document = parseDocument(text, { schema: 'core' })
    if (document.errors.length > 0 || document.warnings.length > 0 || !isMap(document.contents) || hasAliases(document)) return wanted
    document.contents = merged({ document, addsEmpty }, document.contents, value) as YAMLMap.Parsed
    const updated = document.toString(printed)
    if (normalized(updated) === says) return updated
  }
  // What does not read back as what was wanted is written anew.
  return wanted
}

/** Keys that hold nothing are left out of a file that left them out, where that means the same. */
type Merge = { document: Document; addsEmpty: boolean }

const isEmpty = (value: unknown): boolean =>
  value === '' || (Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.values(value).every(isEmpty))

/** The one text that says the same, or null for a text that is no content. */
function normalized(text: string): string | null {
  const { content } = readContentFile({ path: '', text })
  return content === null ? null : writeContentFile(content)
}

/** What is shared cannot be changed in one place alone. */
function hasAliases(document: Document): boolean {
  let found = false
  visit(document, (_key, node) => {
    if (isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor !== undefined)) found = true
    return found ? visit.BREAK : undefined
  })
  return found
}

/** A node that says `value`, as much as possible of it the one that was there. */
function merged(merge: Merge, node: Node | null, value: unknown): Node {
  if (isMap(node) && isRecord(value)) return mergedMap(merge, node as YAMLMap<Node, Node | null>, value)
  if (isSeq(node) && Array.isArray(value)) return mergedList(merge, node as YAMLSeq<Node>, value)
  if (isScalar(node) && node.value === value) return node
  const made = merge.document.createNode(value, { aliasDuplicateObjects: false })
  if (node === null) return made
  made.commentBefore = node.commentBefore ?? null
  if (isScalar(made)) made.comment = node.comment ?? null
  if (node.spaceBefore === true) made.spaceBefore = true
  return made
}

function mergedMap(merge: Merge, map: YAMLMap<Node, Node | null>, value: Readonly<Record<string, unknown>>): Node {
  const nameOf = ({ key }: Pair<Node, Node | null>): string => (isScalar(key) ? String(key.value) : '')
  map.items = map.items.filter((pair) => Object.hasOwn(value, nameOf(pair)))
  const keys = Object.keys(value)
  for (const [place, key] of keys.entries()) {
    const pair = map.items.find((one) => nameOf(one) === key)
    if (pair !== undefined) {
      pair.value = merged(merge, pair.value, value[key])
      continue
    }
    if (!merge.addsEmpty && isEmpty(value[key])) continue
    // Behind the key that it follows in a new file.
    const before = keys.slice(0, place).findLast((name) => map.items.some((one) => nameOf(one) === name))
    const at = before === undefined ? 0 : map.items.findIndex((one) => nameOf(one) === before) + 1
    map.items.splice(at, 0, merge.document.createPair(key, value[key], { aliasDuplicateObjects: false }) as Pair<Node, Node | null>)
  }
  return map
}

/** Things of a list are known by what names them; other lists are compared place by place. */
const names = ['uuid', 'id', 'slug', 'name', 'fieldId', 'reference'] as const

function mergedList(merge: Merge, list: YAMLSeq<Node>, value: readonly unknown[]): Node {
  const old = list.items
  const oldValues = old.map((node) => node.toJS(merge.document))
  const name = names.find((one) => isNamedBy(oldValues, one) && isNamedBy(value, one))
  const same = (item: unknown, place: number): Node | null => {
    if (name === undefined) return old[oldValues.findIndex((one) => JSON.stringify(one) === JSON.stringify(item))] ?? old[place] ?? null
    return old[oldValues.findIndex((one) => isRecord(one) && isRecord(item) && one[name] === item[name])] ?? null
  }
  const used = new Set<Node>()
  list.items = value.map((item, place) => {
    const before = same(item, place)
    const kept = before === null || used.has(before) ? null : before
    if (kept !== null) used.add(kept)
    return merged(merge, kept, item)
  })
  return list
}

function isNamedBy(list: readonly unknown[], name: string): boolean {
  const found = list.map((item) => (isRecord(item) ? item[name] : undefined))
  return found.length > 0 && found.every((one) => typeof one === 'string') && new Set(found).size === found.length
}
