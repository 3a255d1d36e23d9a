import type { CellKind, NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { wordsOf } from './words-of.ts'

/** What cells are called when people speak of them: by title, else by name, else by kind and place. */
export function cellLabels({ cells }: Pick<NotebookDocument, 'cells'>, locale = 'en'): Map<string, string> {
  const { kinds, cellAt } = wordsOf(locale)
  const labelOf = (cell: NotebookCell, place: number): string => {
    if (cell.title !== undefined && cell.title.trim() !== '') return cell.title
    return 'name' in cell ? cell.name : cellAt(kinds[cell.kind], place + 1)
  }
  return new Map(cells.map((cell, place) => [cell.id, labelOf(cell, place)]))
}

/** What a kind of cell is called. */
export const kindLabel = (kind: CellKind, locale = 'en'): string => wordsOf(locale).kinds[kind]
