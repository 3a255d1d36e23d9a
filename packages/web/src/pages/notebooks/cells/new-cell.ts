import { definedNames, type InputDefinition, type InputType, type NotebookCell, type NotebookDocument } from '@atrium/documents'

/** Kinds of cells that are written here, in the order in which they are offered. */
export const writtenKinds = ['sql', 'text', 'input', 'code', 'section'] as const
export type WrittenKind = (typeof writtenKinds)[number]

/** An empty cell of a kind, under a name that is free in the notebook. */
export function newCell(
  kind: WrittenKind,
  { id, document, title }: { id: string; document: NotebookDocument; /** Of a section. */ title: string },
): NotebookCell {
  switch (kind) {
    case 'sql':
      return { kind, id, name: freeName('result', document), sql: '', on: 'warehouse' }
    case 'text':
      return { kind, id, markdown: '' }
    case 'input':
      return { kind, id, name: freeName('input', document), input: newInput('text') }
    case 'code':
      return { kind, id, language: 'python', code: '' }
    case 'section':
      return { kind, id, title }
  }
}

/** A name as the stem says, with the first number that no cell has. */
export function freeName(stem: string, { cells }: NotebookDocument): string {
  const taken = new Set(
    cells.flatMap((cell) => ['name' in cell ? cell.name : '', ...definedNames(cell).map(({ name }) => name)]).map((name) => name.toLowerCase()),
  )
  for (let number = 1; ; number++) if (!taken.has(`${stem}_${number}`)) return `${stem}_${number}`
}

/** An input of a type before anything is said of it. */
export function newInput(type: InputType): InputDefinition {
  switch (type) {
    case 'text':
      return { type, default: '' }
    case 'slider':
      return { type, default: 0, min: 0, max: 100 }
    case 'dropdown':
      return { type, default: null, options: { values: [] } }
    case 'multi_select':
      return { type, default: [], options: { values: [] } }
    case 'checkbox':
      return { type, default: false }
    case 'date_range':
      return { type, default: { from: null, to: null } }
    case 'run_button':
    case 'file':
      return { type }
    case 'number':
    case 'date':
    case 'datetime':
    case 'relative_date':
      return { type, default: null }
  }
}

/** The edit that moves a cell by one place; null at the end of the page. */
export function movedBy(step: -1 | 1, id: string, { cells }: NotebookDocument): { type: 'move-cells'; ids: string[]; after: string | null } | null {
  const place = cells.findIndex((cell) => cell.id === id)
  const target = place + step
  if (place < 0 || target < 0 || target >= cells.length) return null
  return { type: 'move-cells', ids: [id], after: (step === 1 ? cells[target]?.id : cells[target - 1]?.id) ?? null }
}
