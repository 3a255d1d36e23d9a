import type { ViewerCell } from '../app/viewer-app.ts'
import type { CellKind, NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { wordsOf } from './words-of.ts'

/**
 * What cells are called when people speak of them: by title, else by name, else by kind;
 * with the place where several would be called the same, or nothing but a kind. No two are called the same.
 */
export const cellLabels = ({ cells }: Pick<NotebookDocument, 'cells'>, locale = 'en'): Map<string, string> =>
  uniqueLabels(
    cells.map((cell) => ({ id: cell.id, kind: cell.kind, called: calledOf(cell) })),
    locale,
  )

/** The same for those who have the app alone: places are those among the cells that it shows. */
export const viewerCellLabels = (cells: readonly ViewerCell[], locale = 'en'): Map<string, string> =>
  uniqueLabels(
    cells.map(({ id, kind, title }) => ({ id, kind, called: title })),
    locale,
  )

/** What a kind of cell is called. */
export const kindLabel = (kind: CellKind, locale = 'en'): string => wordsOf(locale).kinds[kind]

function calledOf(cell: NotebookCell): string | null {
  if (cell.title !== undefined && cell.title.trim() !== '') return cell.title
  return 'name' in cell ? cell.name : null
}

function uniqueLabels(cells: readonly { id: string; kind: CellKind; called: string | null }[], locale: string): Map<string, string> {
  const { kinds, cellAt } = wordsOf(locale)
  const [known, doubled] = [new Set<string>(), new Set<string>()]
  for (const { called } of cells) {
    if (called === null) continue
    if (known.has(called)) doubled.add(called)
    known.add(called)
  }
  const labelOf = ({ kind, called }: (typeof cells)[number], place: number): string => {
    if (called !== null && !doubled.has(called)) return called
    let label = cellAt(called ?? kinds[kind], place)
    // A title may read like a place.
    while (known.has(label)) label = cellAt(label, place)
    return label
  }
  return new Map(cells.map((cell, at) => [cell.id, labelOf(cell, at + 1)]))
}
