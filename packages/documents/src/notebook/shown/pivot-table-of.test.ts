import { expect, it } from 'vitest'
import { pivotTableOf } from './pivot-table-of.ts'

const text = (name: string) => ({ name, type: 'string' as const, engineType: 'VARCHAR' })
const number = (name: string) => ({ name, type: 'number' as const, engineType: 'BIGINT' })
const textsOf = (cells: readonly ({ formatted: string } | null)[]): string[] => cells.map((cell) => cell?.formatted ?? '–')

it('every value stands under its heading, with totals at the side and below', () => {
  const table = pivotTableOf(
    {
      down: ['region'],
      across: ['status', 'year'],
      values: [{ name: 'amount_sum' }],
      columns: [text('region'), text('status'), number('year'), number('amount_sum')],
      lines: [
        { part: 'total', values: [null, null, null, 60] },
        { part: 'column_total', values: [null, 'paid', 2025, 10] },
        { part: 'column_total', values: [null, 'paid', 2026, 20] },
        { part: 'row_total', values: ['north', null, null, 40] },
        { part: 'cell', values: ['north', 'paid', 2026, 20] },
        { part: 'cell', values: ['north', 'lost', 2026, 30] },
        { part: 'cell', values: ['south', 'paid', 2025, 10] },
      ],
    },
    undefined,
    { total: 'Total' },
  )
  expect(table.headerRows).toEqual([
    {
      label: 'status',
      cells: [
        { text: 'lost', span: 1 },
        { text: 'paid', span: 2 },
      ],
    },
    {
      label: 'year',
      cells: [
        { text: '2026', span: 1 },
        { text: '2025', span: 1 },
        { text: '2026', span: 1 },
      ],
    },
  ])
  expect(table.rows.map(({ index, cells }) => [...textsOf(index), ...textsOf(cells)])).toEqual([
    ['north', '30', '–', '20'],
    ['south', '–', '10', '–'],
  ])
  expect(table.rowTotals).toMatchObject({ labels: ['Total'] })
  expect(table.rowTotals?.cells.map(textsOf)).toEqual([['40'], ['–']])
  expect(table.columnTotals?.map(({ cells, grand }) => [...textsOf(cells), ...textsOf(grand)])).toEqual([['–', '10', '20', '60']])
})

it('without columns across it has its values as columns, and one total below', () => {
  const table = pivotTableOf(
    {
      down: ['region'],
      across: [],
      values: [{ name: 'amount_sum' }, { name: 'amount_count' }],
      columns: [text('region'), number('amount_sum'), number('amount_count')],
      lines: [
        { part: 'total', values: [null, 60, 3] },
        { part: 'cell', values: [null, 60, 3] },
      ],
    },
    'de-DE',
    { total: 'Summe' },
  )
  expect(table.headerRows).toEqual([
    {
      label: '',
      cells: [
        { text: 'amount_sum', span: 1 },
        { text: 'amount_count', span: 1 },
      ],
    },
  ])
  expect(table.rows.map(({ index, cells }) => [...textsOf(index), ...textsOf(cells)])).toEqual([['∅', '60', '3']])
  expect(table.columnTotals?.map(({ cells, grand }) => [...textsOf(cells), grand.length])).toEqual([['60', '3', 0]])
})
