import { inputsOf, type InputCell, type InputValue, type NotebookDocument } from '@atrium/documents'

/** Inputs that are given files. Their values are for whoever gave them: who has the name of a file has its rows. */
export const fileInputs = (document: NotebookDocument): InputCell[] => inputsOf(document).filter(({ input }) => input.type === 'file')

/** Values of inputs that others may have too. */
export function withoutFiles(document: NotebookDocument, inputs: Readonly<Record<string, InputValue>>): Record<string, InputValue> {
  const files = new Set(fileInputs(document).map(({ name }) => name))
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !files.has(name)))
}
