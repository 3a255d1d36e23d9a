import { diffDocuments } from '../../diff-documents.ts'
import { diffLines } from '../../draft/diff-lines.ts'
import { matched } from '../../matched.ts'
import type { AppTab, NotebookCell, NotebookDocument, NotebookSettings } from '../notebook-document.ts'

type KeyOf<Cell> = Cell extends unknown ? keyof Cell : never
/** What a cell is made of, but for what other changes tell. */
export type CellPart = Exclude<KeyOf<NotebookCell>, 'id' | 'name' | 'sectionId' | 'isCollapsed'>

/** What changed between two states of a notebook, as people would tell it. */
export type NotebookChange =
  | { what: 'cell_added'; cell: NotebookCell }
  | { what: 'cell_removed'; cell: NotebookCell }
  | { what: 'name_changed'; cell: NotebookCell; before: string }
  /** Lines of its text that are new and that are gone. */
  | { what: 'text_changed'; cell: NotebookCell; added: number; removed: number }
  | { what: 'title_changed'; cell: NotebookCell; before: string }
  /** Anything else that it is made of, in the order in which it is written. */
  | { what: 'cell_changed'; cell: NotebookCell; parts: CellPart[] }
  | { what: 'cells_moved'; count: number }
  | { what: 'shown'; cell: NotebookCell }
  | { what: 'hidden'; cell: NotebookCell }
  | { what: 'layout_changed' }
  | { what: 'tab_added'; tab: AppTab }
  | { what: 'tab_removed'; tab: AppTab }
  | { what: 'tab_renamed'; tab: AppTab; before: string }
  | { what: 'setting_changed'; setting: keyof NotebookSettings }
  | { what: 'type_changed'; type: NotebookDocument['type'] }

const isDifferent = (a: unknown, b: unknown): boolean => diffDocuments(a, b).length > 0

/** Every change between two states, cells first in the order of the page. What is only folded is no change. */
export function notebookChanges(before: NotebookDocument, after: NotebookDocument): NotebookChange[] {
  const { added, removed, kept } = matched(before.cells, after.cells, ({ id }) => id)
  const isKept = new Set(kept.map(({ is }) => is.id))
  const places = (cells: readonly NotebookCell[]): string[] =>
    cells.filter(({ id }) => isKept.has(id)).map((cell) => `${cell.id} ${cell.kind === 'section' ? '' : (cell.sectionId ?? '')}`)
  const moved = movedCount(places(before.cells), places(after.cells))
  return [
    ...added.map((cell): NotebookChange => ({ what: 'cell_added', cell })),
    ...removed.map((cell): NotebookChange => ({ what: 'cell_removed', cell })),
    ...kept.flatMap(({ was, is }) => cellChanges(was, is)),
    ...(moved === 0 ? [] : [{ what: 'cells_moved' as const, count: moved }]),
    ...appChanges(before, after),
    ...settingChanges(before.settings, after.settings),
    ...(before.type === after.type ? [] : [{ what: 'type_changed' as const, type: after.type }]),
  ]
}

/** How many had to be taken up and put elsewhere, at the least. */
const movedCount = (before: readonly string[], after: readonly string[]): number => diffLines(before, after).filter(({ mark }) => mark === 'added').length

/** What a cell is written in; null: it has no text. */
const textOf = (cell: NotebookCell): string | null =>
  cell.kind === 'sql' ? cell.sql : cell.kind === 'code' ? cell.code : cell.kind === 'text' ? cell.markdown : null

function cellChanges(was: NotebookCell, is: NotebookCell): NotebookChange[] {
  const [nameBefore, nameNow] = [was, is].map((cell) => ('name' in cell ? cell.name : null))
  const [textBefore, textNow] = [textOf(was), textOf(is)]
  const isRenamed = nameBefore !== null && nameBefore !== undefined && nameNow !== null && nameBefore !== nameNow
  const isRewritten = was.kind === is.kind && textBefore !== null && textNow !== null && textBefore !== textNow
  const lines = isRewritten ? diffLines(textBefore.split('\n'), textNow.split('\n')) : []
  const count = (mark: 'added' | 'removed'): number => lines.filter((line) => line.mark === mark).length
  const isRetitled = was.title !== undefined && is.title !== undefined && was.title !== is.title
  const parts = changedParts(was, is, [...(isRewritten ? (['sql', 'code', 'markdown'] as const) : []), ...(isRetitled ? (['title'] as const) : [])])
  return [
    ...(isRenamed ? [{ what: 'name_changed' as const, cell: is, before: nameBefore }] : []),
    ...(isRetitled ? [{ what: 'title_changed' as const, cell: is, before: was.title ?? '' }] : []),
    ...(isRewritten ? [{ what: 'text_changed' as const, cell: is, added: count('added'), removed: count('removed') }] : []),
    ...(parts.length > 0 ? [{ what: 'cell_changed' as const, cell: is, parts }] : []),
  ]
}

/** Parts of a cell that are others now, without those that are `told` in words of their own. */
function changedParts(was: NotebookCell, is: NotebookCell, told: readonly CellPart[]): CellPart[] {
  const known = new Set<string>(['id', 'name', 'sectionId', 'isCollapsed', ...told])
  const [before, after] = [was, is].map((cell) => cell as Readonly<Partial<Record<CellPart, unknown>>>)
  const parts = [...new Set([...Object.keys(is), ...Object.keys(was)])].filter((key): key is CellPart => !known.has(key))
  return parts.filter((part) => isDifferent(before?.[part] ?? null, after?.[part] ?? null))
}

function appChanges(before: NotebookDocument, after: NotebookDocument): NotebookChange[] {
  const cellOf = ({ cells }: NotebookDocument, cellId: string): NotebookCell[] => cells.filter(({ id }) => id === cellId)
  const { added, removed, kept } = matched(before.app.elements, after.app.elements, ({ uuid }) => uuid)
  const tabs = matched(before.app.tabs, after.app.tabs, ({ uuid }) => uuid)
  // A cell that is gone is told once.
  const left = new Set(after.cells.map(({ id }) => id))
  const isArranged =
    kept.some(({ was, is }) => isDifferent(was, is)) ||
    before.app.isFullWidth !== after.app.isFullWidth ||
    tabs.kept.some(({ was, is }) => was.order !== is.order)
  return [
    ...added.flatMap(({ cellId }) => cellOf(after, cellId)).map((cell): NotebookChange => ({ what: 'shown', cell })),
    ...removed.flatMap(({ cellId }) => (left.has(cellId) ? cellOf(before, cellId) : [])).map((cell): NotebookChange => ({ what: 'hidden', cell })),
    ...(isArranged ? [{ what: 'layout_changed' as const }] : []),
    ...tabs.added.map((tab): NotebookChange => ({ what: 'tab_added', tab })),
    ...tabs.removed.map((tab): NotebookChange => ({ what: 'tab_removed', tab })),
    ...tabs.kept.filter(({ was, is }) => was.name !== is.name).map(({ was, is }): NotebookChange => ({ what: 'tab_renamed', tab: is, before: was.name })),
  ]
}

function settingChanges(before: NotebookSettings, after: NotebookSettings): NotebookChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)] as (keyof NotebookSettings)[])
  return [...keys].filter((key) => before[key] !== after[key]).map((setting): NotebookChange => ({ what: 'setting_changed', setting }))
}
