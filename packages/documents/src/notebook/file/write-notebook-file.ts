import { formatVersion } from '../../code/file-head.ts'
import { inOrder } from '../../code/in-order.ts'
import { writeYaml } from '../../code/write-yaml.ts'
import type { NotebookCell } from '../notebook-document.ts'
import { type NotebookFile, notebookFileSchema } from './notebook-file.ts'

/** A notebook as the text of a file. The same notebook gives the same bytes; what means nothing is not said. `readNotebookFile` reads it back. */
export function writeNotebookFile({ slug, name, description, spaceSlug, document }: NotebookFile): string {
  const { type, cells, app, settings } = document
  const value = {
    kind: 'notebook',
    slug,
    name,
    ...(description === null || description === '' ? {} : { description }),
    ...(spaceSlug === null ? {} : { spaceSlug }),
    ...(type === 'app' ? {} : { type }),
    cells: cells.map(cellToFile),
    ...(app.elements.length === 0 && app.tabs.length === 0 && app.isFullWidth === undefined ? {} : { app }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    version: formatVersion,
  }
  return writeYaml(inOrder([notebookFileSchema], value))
}

/** The explore that is asked is said once. */
function cellToFile(cell: NotebookCell): object {
  if (cell.kind !== 'explore' || cell.query.exploreName !== cell.exploreName) return cell
  const { exploreName: _, ...query } = cell.query
  return { ...cell, query }
}
