import { NotebookDocument, emptyNotebook, type NotebookCell } from '@atrium/documents'

/** Where cells that were copied lie in this browser: other notebooks and tabs find them too. */
const key = 'atrium-copied-cells'

/** Keeps cells to be put in elsewhere. False: they are too many for the browser's store. */
export function keepCopied(cells: readonly NotebookCell[]): boolean {
  try {
    window.localStorage.setItem(key, JSON.stringify(cells))
    return true
  } catch {
    return false
  }
}

/** What was copied last; empty when nothing was, or it is none of ours. */
export function copiedCells(): NotebookCell[] {
  try {
    const cells: unknown = JSON.parse(window.localStorage.getItem(key) ?? '[]')
    const read = NotebookDocument.safeParse({ ...emptyNotebook(), cells })
    return read.success ? read.data.cells : []
  } catch {
    return []
  }
}
