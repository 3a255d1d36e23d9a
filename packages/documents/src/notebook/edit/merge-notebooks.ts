import { diffDocuments } from '../../diff-documents.ts'
import { isRecord } from '../../is-record.ts'
import { ownValue } from '../../own-value.ts'
import type { NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { mergeLines } from './merge-lines.ts'

/** Something that both have changed, each to another value; absent is `undefined`. The merged notebook has theirs, or what was not removed. */
export type MergeConflict = {
  part: 'cell' | 'element' | 'tab' | 'settings' | 'order' | 'app' | 'type'
  /** Of the cell, element or tab. */
  id: string | null
  /** What of it; null: whether it is there at all. */
  key: string | null
  mine: unknown
  theirs: unknown
}

export type MergedNotebook = { document: NotebookDocument; conflicts: MergeConflict[] }

/**
 * What two people made of one notebook, as one: cell by cell, of one cell setting by setting, of one text line by line. `theirs` is what
 * was saved first. What cannot be both is told, so that nobody's work is lost without being seen.
 */
export function mergeNotebooks(base: NotebookDocument, mine: NotebookDocument, theirs: NotebookDocument): MergedNotebook {
  const conflicts: MergeConflict[] = []
  const list = <T extends object>(part: 'cell' | 'element' | 'tab', of: (document: NotebookDocument) => readonly T[], idOf: (item: T) => string): T[] =>
    mergeList({ base: of(base), mine: of(mine), theirs: of(theirs) }, { part, idOf, report: (conflict) => conflicts.push(conflict) })
  const cells = list<NotebookCell>(
    'cell',
    (document) => document.cells,
    ({ id }) => id,
  )
  const app = mergeRecord(rest(base.app), rest(mine.app), rest(theirs.app), (key, a, b) => conflicts.push({ part: 'app', id: null, key, mine: a, theirs: b }))
  const elements = list(
    'element',
    (document) => document.app.elements,
    ({ uuid }) => uuid,
  )
  const tabs = list(
    'tab',
    (document) => document.app.tabs,
    ({ uuid }) => uuid,
  )
  const settings = mergeRecord(base.settings, mine.settings, theirs.settings, (key, a, b) =>
    conflicts.push({ part: 'settings', id: null, key, mine: a, theirs: b }),
  )
  const type = mergeValue(base.type, mine.type, theirs.type, () => conflicts.push({ part: 'type', id: null, key: null, mine: mine.type, theirs: theirs.type }))
  return { document: { type, cells, app: { ...app, elements, tabs }, settings }, conflicts }
}

const rest = ({ elements: _, tabs: __, ...others }: NotebookDocument['app']): Omit<NotebookDocument['app'], 'elements' | 'tabs'> => others

const isSame = (a: unknown, b: unknown): boolean => diffDocuments(a, b).length === 0

function mergeValue<V>(base: V, mine: V, theirs: V, clash: () => void): V {
  if (isSame(mine, theirs) || isSame(mine, base)) return theirs
  if (isSame(theirs, base)) return mine
  if (typeof base === 'string' && typeof mine === 'string' && typeof theirs === 'string' && base.includes('\n')) {
    const text = mergeLines(base, mine, theirs)
    if (text !== null) return text as V
  }
  clash()
  return theirs
}

function mergeRecord<R extends object>(base: R, mine: R, theirs: R, clash: (key: string, mine: unknown, theirs: unknown) => void): R {
  const [was, a, b] = [base, mine, theirs] as Record<string, unknown>[]
  const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)])
  const entries = [...keys].map((key) => {
    const [x, y] = [ownValue(a, key), ownValue(b, key)]
    return [key, mergeValue(ownValue(was, key), x, y, () => clash(key, x, y))] as const
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as R
}

type Sides<T> = { base: readonly T[]; mine: readonly T[]; theirs: readonly T[] }
type ListMerge<T> = { part: 'cell' | 'element' | 'tab'; idOf: (item: T) => string; report: (conflict: MergeConflict) => void }

function mergeList<T extends object>({ base, mine, theirs }: Sides<T>, { part, idOf, report }: ListMerge<T>): T[] {
  const byId = (items: readonly T[]): Map<string, T> => new Map(items.map((item) => [idOf(item), item]))
  const [was, a, b] = [byId(base), byId(mine), byId(theirs)]
  const merged = new Map<string, T>()
  for (const id of new Set([...b.keys(), ...a.keys()])) {
    const [before, x, y] = [was.get(id), a.get(id), b.get(id)]
    const item =
      x === undefined || y === undefined
        ? oneSided({ before, x, y }, () => report({ part, id, key: null, mine: x, theirs: y }))
        : both({ before, x, y }, (key, p, q) => report({ part, id, key, mine: p, theirs: q }))
    if (item !== undefined) merged.set(id, item)
  }
  const order = mergeOrder([...was.keys()], [...a.keys()], [...b.keys()], () =>
    report({ part: 'order', id: null, key: part, mine: [...a.keys()], theirs: [...b.keys()] }),
  )
  return order.flatMap((id) => merged.get(id) ?? [])
}

/** What only one side has: added there, or removed by the other one, which counts unless it was changed meanwhile. */
function oneSided<T>({ before, x, y }: { before: T | undefined; x: T | undefined; y: T | undefined }, clash: () => void): T | undefined {
  const left = x ?? y
  if (before === undefined) return left
  if (left === undefined || isSame(left, before)) return undefined
  clash()
  return left
}

function both<T extends object>({ before, x, y }: { before: T | undefined; x: T; y: T }, clash: (key: string, mine: unknown, theirs: unknown) => void): T {
  // Keys of one kind of cell are none of another: the whole counts.
  if (kindOf(x) !== kindOf(y)) return mergeValue(before ?? x, x, y, () => clash('kind', x, y))
  return mergeRecord(before ?? ({} as T), x, y, clash)
}

const kindOf = (item: unknown): unknown => (isRecord(item) ? item['kind'] : undefined)

/** The order of whoever moved something, with what the other one added behind what it stood behind there. */
function mergeOrder(base: readonly string[], mine: readonly string[], theirs: readonly string[], clash: () => void): string[] {
  const common = (from: readonly string[]): string => String(from.filter((id) => base.includes(id) && mine.includes(id) && theirs.includes(id)))
  const [was, a, b] = [common(base), common(mine), common(theirs)]
  if (a !== was && b !== was && a !== b) clash()
  const [main, other] = b === was ? [mine, theirs] : [theirs, mine]
  const order = [...main]
  const known = new Set(main)
  for (const [place, id] of other.entries()) {
    if (known.has(id)) continue
    const before = other.slice(0, place).findLast((one) => known.has(one))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
    known.add(id)
  }
  return order
}
