import { expect, it } from 'vitest'
import { emptyNotebook, type NotebookDocument } from '../notebook-document.ts'
import { freeName } from './free-name.ts'

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
