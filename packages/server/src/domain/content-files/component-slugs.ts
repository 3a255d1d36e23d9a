import type { NotebookDocument } from '@atrium/documents'

/** Slugs of the components that a notebook in a file uses, and where it says so. */
export const componentsOf = ({ cells }: NotebookDocument): { slug: string; path: (string | number)[] }[] =>
  cells.flatMap((cell, place) =>
    cell.kind === 'component' && !isId(cell.componentId) ? [{ slug: cell.componentId, path: ['cells', place, 'componentId'] }] : [],
  )

/** One that the writer of the file could not see is named by its id, and stays. */
const isId = (named: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(named)
