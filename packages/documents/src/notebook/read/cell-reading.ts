import type { NotebookCell } from '../notebook-document.ts'
import { TemplateError } from '../template/template-error.ts'
import type { CodeModule } from './code-module.ts'
import { readCell, rememberCell, type ReadCell } from './read-cell.ts'
import { moduleOf, rememberModule } from './read-module.ts'

/** All that is read of the text of a cell, as plain data that can go from one thread to another. */
export type CellReading = {
  cell: Omit<ReadCell, 'templateError'> & { templateError: { message: string; at: number } | null }
  /** Of code. */
  module: CodeModule | null
}

/** Reads a cell. Of hostile code this takes a while. */
export function readingOf(cell: NotebookCell): CellReading {
  const { templateError, ...found } = readCell(cell)
  const error = templateError === null ? null : { message: templateError.message, at: templateError.at }
  return { cell: { ...found, templateError: error }, module: cell.kind === 'code' ? moduleOf(cell) : null }
}

/** Has a reading stand for the cell, whose text is not read here any more. */
export function rememberReading(cell: NotebookCell, { cell: found, module }: CellReading): void {
  const { templateError } = found
  rememberCell(cell, { ...found, templateError: templateError === null ? null : new TemplateError(templateError.message, templateError.at) })
  if (cell.kind === 'code' && module !== null) rememberModule(cell, module)
}
