import type { NotebookCell, NotebookDocument } from '../notebook-document.ts'

/** Whether viewers of an app would get an empty page: there are no elements, or none but headings and cells in which nothing is written. */
export function showsNothing({ cells, app }: Pick<NotebookDocument, 'cells' | 'app'>): boolean {
  const shown = new Set(app.elements.map(({ cellId }) => cellId))
  return cells.every((cell) => !shown.has(cell.id) || isEmpty(cell))
}

function isEmpty(cell: NotebookCell): boolean {
  switch (cell.kind) {
    case 'section':
      return true
    case 'text':
      return cell.markdown.trim() === ''
    case 'sql':
      return cell.sql.trim() === ''
    case 'code':
      return cell.code.trim() === ''
    default:
      return false
  }
}
