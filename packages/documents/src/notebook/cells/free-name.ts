import type { NotebookDocument } from '../notebook-document.ts'
import { definedNames } from './defined-names.ts'
import { sameName } from './names.ts'

/** A name as the stem says, with the first number that no cell has. */
export function freeName(stem: string, { cells }: Pick<NotebookDocument, 'cells'>): string {
  const taken = new Set(cells.flatMap((cell) => ['name' in cell ? cell.name : '', ...definedNames(cell).map(({ name }) => name)]).map(sameName))
  for (let number = 1; ; number++) if (!taken.has(sameName(`${stem}_${number}`))) return `${stem}_${number}`
}
