import type { ViewerCell } from '@atrium/documents'
import { expect, it } from 'vitest'
import { valuesForOthers } from './live-values.ts'

const cell = (name: string, definition: NonNullable<ViewerCell['input']>['definition']): ViewerCell => ({
  id: name,
  kind: 'input',
  title: name,
  input: { name, definition },
})
const cells = [
  cell('year', { type: 'number', default: 2026, min: 2000 }),
  cell('days', { type: 'date_range', default: { from: null, to: null } }),
  cell('table', { type: 'file' }),
  cell('go', { type: 'run_button' }),
]

it('files stay with whoever chose them', () => {
  expect(valuesForOthers(cells, { table: 'result of a file', year: 1 })).toEqual({ year: 1 })
})
