import type { NotebookCell } from '@atrium/documents'
import { expect, it } from 'vitest'
import { findInCells, patternOf, replacedInCells } from './find-in-cells.ts'

const cells: NotebookCell[] = [
  { kind: 'sql', id: 'a', name: 'a', sql: 'select amount\nfrom orders where Amount > 1', on: 'warehouse' },
  { kind: 'text', id: 'b', markdown: 'The amount' },
  { kind: 'chart', id: 'c', of: 'amount', config: { type: 'table' } },
]
const plain = (text: string, isCaseSensitive = false) => patternOf({ text, isCaseSensitive, isPattern: false }) ?? /never/g

it('finds a text in SQL, code and texts, with the line', () => {
  expect(findInCells(cells, plain('amount')).map(({ cellId, line }) => `${cellId} ${line}`)).toEqual(['a 1', 'a 2', 'b 1'])
  expect(findInCells(cells, plain('amount', true)).map(({ cellId, line }) => `${cellId} ${line}`)).toEqual(['a 1', 'b 1'])
  expect(findInCells(cells, plain('Amount > 1', true))[0]).toMatchObject({ before: 'from orders where ', match: 'Amount > 1', after: '' })
})

it('signs of a plain text mean themselves, in the search and in what comes in its place', () => {
  expect(findInCells(cells, plain('.*'))).toEqual([])
  const [sql] = replacedInCells(cells, plain('amount'), { text: '$& money', isPattern: false })
  expect(sql).toMatchObject({ sql: 'select $& money\nfrom orders where $& money > 1' })
})

it('a pattern replaces by its groups; what it does not find stays the same object', () => {
  const pattern = patternOf({ text: String.raw`from (\w+)`, isCaseSensitive: false, isPattern: true }) ?? /never/g
  const after = replacedInCells(cells, pattern, { text: 'from new_$1', isPattern: true })
  expect(after[0]).toMatchObject({ sql: 'select amount\nfrom new_orders where Amount > 1' })
  expect(after.slice(1)).toEqual(cells.slice(1))
  expect(after[1]).toBe(cells[1])
  expect(patternOf({ text: '(', isCaseSensitive: false, isPattern: true })).toBeNull()
})
