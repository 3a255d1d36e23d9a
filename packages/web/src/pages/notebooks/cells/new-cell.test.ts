import { cellKinds, emptyNotebook, NotebookDocument } from '@atrium/documents'
import { expect, it } from 'vitest'
import { newCell, newInput } from './new-cell.ts'

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
  const fresh = {
    document: emptyNotebook(),
    title: 'Part',
    of: 'result_1',
    exploreName: 'orders',
    componentId: '019a0000-0000-7000-8000-000000000001',
    table: 'app_new',
  }
  const cells = cellKinds.map((kind) => newCell(kind, { id: kind, ...fresh }))
  const inputs = types.map((type) => ({ kind: 'input' as const, id: `i_${type}`, name: `i_${type}`, input: newInput(type) }))
  expect(NotebookDocument.safeParse({ cells: [...cells, ...inputs] }).error).toBeUndefined()
})
