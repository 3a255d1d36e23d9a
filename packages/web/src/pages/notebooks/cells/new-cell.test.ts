import { applyNotebookEdit, emptyNotebook, NotebookDocument } from '@atrium/documents'
import { expect, it } from 'vitest'
import { freeName, movedBy, newCell, newInput, writtenKinds } from './new-cell.ts'

const given = (...ids: string[]): NotebookDocument => ({ ...emptyNotebook(), cells: ids.map((id) => ({ kind: 'text', id, markdown: '' })) })
const types = [
  'text',
  'number',
  'slider',
  'dropdown',
  'multi_select',
  'checkbox',
  'run_button',
  'date',
  'datetime',
  'date_range',
  'relative_date',
  'file',
] as const

it('every new cell and every new input can be saved', () => {
  const cells = writtenKinds.map((kind) => newCell(kind, { id: kind, document: emptyNotebook(), title: 'Part' }))
  const inputs = types.map((type) => ({ kind: 'input' as const, id: `i_${type}`, name: `i_${type}`, input: newInput(type) }))
  expect(NotebookDocument.safeParse({ cells: [...cells, ...inputs] }).error).toBeUndefined()
})

it('a new name is one that no cell gives, in whatever letters', () => {
  const document: NotebookDocument = {
    ...emptyNotebook(),
    cells: [
      { kind: 'sql', id: 'a', name: 'RESULT_1', sql: '', on: 'warehouse' },
      { kind: 'code', id: 'b', language: 'python', code: 'result_2 = 1' },
    ],
  }
  expect(freeName('result', document)).toBe('result_3')
})

it('a cell moves by one place, and not beyond the page', () => {
  const document = given('a', 'b', 'c')
  const after = (step: -1 | 1, id: string): string | null => {
    const edit = movedBy(step, id, document)
    return edit === null
      ? null
      : applyNotebookEdit(document, edit)
          .cells.map((cell) => cell.id)
          .join('')
  }
  expect([after(1, 'a'), after(-1, 'c'), after(-1, 'b'), after(1, 'b')]).toEqual(['bac', 'acb', 'bac', 'acb'])
  expect([after(-1, 'a'), after(1, 'c'), after(1, 'gone')]).toEqual([null, null, null])
})
