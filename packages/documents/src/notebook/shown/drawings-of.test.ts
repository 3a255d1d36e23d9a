import { expect, it } from 'vitest'
import { NotebookDocument } from '../notebook-document.ts'
import { drawingsOf } from './drawings-of.ts'

const column = (name: string, type: 'number' | 'string' | 'date') => ({ name, type, engineType: '' })

it('a result is drawn as its columns are, and each drawing can be saved', () => {
  const drawings = drawingsOf('sales', [column('order_id', 'number'), column('day', 'date'), column('region', 'string'), column('amount', 'number')])
  expect(drawings).toEqual([
    {
      kind: 'chart',
      of: 'sales',
      config: {
        metadata: { version: 1 },
        type: 'line',
        fieldConfig: { x: { reference: 'day' }, y: [{ reference: 'amount', aggregation: 'sum' }], groupBy: [{ reference: 'region' }] },
      },
    },
    { kind: 'single_value', of: 'sales', column: 'amount' },
    { kind: 'pivot', of: 'sales', rows: ['day'], columns: ['region'], values: [{ column: 'amount', aggregation: 'sum' }] },
  ])
  expect(NotebookDocument.safeParse({ cells: drawings.map((drawing) => ({ ...drawing, id: drawing.kind })) }).error).toBeUndefined()
})

it('what cannot be drawn is not offered', () => {
  const kinds = (...columns: ReturnType<typeof column>[]): string[] => drawingsOf('sales', columns).map(({ kind }) => kind)
  expect(kinds(column('total', 'number'))).toEqual(['single_value'])
  expect(kinds(column('name', 'string'))).toEqual([])
  expect(kinds(column('customer_id', 'number'), column('name', 'string'))).toEqual(['chart', 'pivot'])
  expect(kinds()).toEqual([])
})
