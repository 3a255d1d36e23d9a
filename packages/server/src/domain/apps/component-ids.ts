import type { NotebookDocument } from '@atrium/documents'

/** A notebook whose components are named by `change`: where it is kept by id, in files by slug. */
export const withComponents = (document: NotebookDocument, change: (named: string) => string): NotebookDocument => ({
  ...document,
  cells: document.cells.map((cell) => (cell.kind === 'component' ? { ...cell, componentId: change(cell.componentId) } : cell)),
})
