import type { CellView } from '@atrium/documents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { viewOfCell, type ViewRequest } from './cell-view.ts'
import { csvOfCell } from './csv-of-cell.ts'
import type { CellsScope } from './run-cells-port.ts'
import { createExecutionWorld, notebookOf, type ExecutionWorld, type GivenCell, type TestSession } from './testing/execution-world.ts'

let world: ExecutionWorld
let session: TestSession
beforeAll(async () => {
  world = await createExecutionWorld()
  session = world.session(document)
  expect((await session.run()).state).toBe('completed')
})
afterAll(() => world.end())

const cells: GivenCell[] = [
  { kind: 'sql', name: 'rows', on: 'warehouse', sql: 'SELECT * FROM orders ORDER BY id' },
  { kind: 'filter', name: 'paid', of: 'rows', match: 'all', rules: [{ column: 'status', operator: 'equals', values: ['paid'] }] },
  {
    kind: 'table',
    of: 'rows',
    sorts: [{ column: 'amount', descending: true }],
    columns: { day: { visible: false }, amount: { label: 'Sum', format: '0.00' } },
  },
  { kind: 'pivot', of: 'paid', rows: ['region'], columns: ['status'], values: [{ column: 'amount', aggregation: 'sum' }], hasTotals: true },
  {
    kind: 'chart',
    of: 'paid',
    config: { type: 'vertical_bar', fieldConfig: { x: { reference: 'region' }, y: [{ reference: 'id', aggregation: 'count' }] } },
  },
  {
    kind: 'single_value',
    of: 'rows',
    column: 'amount',
    row: -1,
    format: '0.0',
    comparison: { column: 'amount', row: 0, as: 'percent', label: 'since the first' },
  },
  { kind: 'input', name: 'region', input: { type: 'dropdown', default: null, options: { of: 'rows', column: 'region' } } },
  { kind: 'chart', of: 'paid', config: { type: 'table', columns: { amount: { visible: false }, day: { visible: false } } } },
]
const document = notebookOf(cells)

const scope = (): CellsScope => ({
  project: world.project,
  notebookId: world.project.id,
  document,
  inputs: new Map(),
  kept: session.outcomes,
  occasion: 'logic',
})
const look = async (cellId: string, more: Partial<ViewRequest> = {}): Promise<CellView> => viewOfCell(await world.ctx(), scope(), { cellId, ...more })
const csv = async (cellId: string): Promise<string[]> => {
  const found: string[] = []
  for await (const line of (await csvOfCell(await world.ctx(), scope(), { cellId })).lines) found.push(line)
  return found
}

describe('what cells show', () => {
  it('is a page of rows, sorted by the server, with the columns that its author shows', async () => {
    const first = await look('table3', { limit: 2 })
    expect(first).toMatchObject({
      kind: 'table',
      totalRows: 300,
      offset: 0,
      rows: [
        [300, 'paid', 'north', 450],
        [299, 'lost', 'south', 448.5],
      ],
      truncated: false,
    })
    expect(first.kind === 'table' && first.columns.map(({ name, label }) => [name, label])).toEqual([
      ['id', null],
      ['status', null],
      ['region', null],
      ['amount', 'Sum'],
    ])
    expect(await look('rows', { offset: 1, limit: 1, sorts: [{ column: 'id' }] })).toMatchObject({ rows: [[2, 'lost', 'north', 3, '2026-01-03']] })
  })

  it('is a pivot with totals that are computed from all rows', async () => {
    const pivot = await look('pivot4')
    expect(pivot).toMatchObject({ down: ['region'], across: ['status'], values: [{ name: 'amount_sum' }] })
    expect(pivot.kind === 'pivot' && pivot.lines).toEqual([
      { part: 'total', values: [null, null, 22725] },
      { part: 'column_total', values: [null, 'paid', 22725] },
      { part: 'row_total', values: ['north', null, 11475] },
      { part: 'row_total', values: ['south', null, 11250] },
      { part: 'cell', values: ['north', 'paid', 11475] },
      { part: 'cell', values: ['south', 'paid', 11250] },
    ])
  })

  it('is what a chart draws, put together', async () => {
    expect(await look('chart5')).toMatchObject({
      rows: [
        ['north', 50],
        ['south', 50],
      ],
      truncated: false,
    })
  })

  it('is one value of one row beside another', async () => {
    expect(await look('single_value6')).toMatchObject({
      value: 450,
      formatted: '450.0',
      comparison: { value: 299, formatted: '29900.0%', label: 'since the first' },
    })
  })

  it('is what an input offers, in the order of the rows', async () => {
    expect(await look('region')).toEqual({
      kind: 'input',
      options: [
        { value: 'south', label: 'south' },
        { value: 'north', label: 'north' },
      ],
    })
  })

  it('is a file of all rows', async () => {
    const file = await csv('paid')
    expect([file.length, file[0], file[1]]).toEqual([101, 'id,status,region,amount,day\n', '3,paid,south,4.5,2026-01-04\n'])
  })

  it('is what is in a column, of all rows', async () => {
    expect(await look('paid', { profile: 'region', limit: 1 })).toEqual({
      kind: 'profile',
      rows: 100,
      missing: 0,
      distinct: 2,
      least: 'north',
      most: 'south',
      mean: null,
      frequent: [
        { value: 'north', count: 50 },
        { value: 'south', count: 50 },
      ],
      truncated: false,
      partial: false,
    })
    expect(await look('paid', { profile: 'amount' })).toMatchObject({ rows: 100, mean: expect.any(Number), least: expect.any(Number) })
    const listed = notebookOf([{ kind: 'sql', name: 'lists', on: 'warehouse', sql: 'SELECT [1.50, 2]::DECIMAL(10,2)[] AS parts' }])
    const lists = world.session(listed)
    await lists.run({ how: 'all' })
    const profile = viewOfCell(await world.ctx(), { ...scope(), document: listed, kept: lists.outcomes }, { cellId: 'lists', profile: 'parts' })
    expect(await profile).toMatchObject({ rows: 1, distinct: 1, mean: null })
    await expect(look('paid', { profile: 'nothing' })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('no column “nothing”') })
  })

  it('keeps what its author hides', async () => {
    await expect(look('table3', { profile: 'day' })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('no column “day”') })
    expect(await look('chart8')).toMatchObject({ columns: [{ name: 'id' }, { name: 'status' }, { name: 'region' }] })
    await expect(look('table3', { sorts: [{ column: 'day' }] })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('no column “day”') })
    expect(await look('table3', { limit: 1, sorts: [{ column: 'id' }] })).toMatchObject({ rows: [[1, 'open', 'south', 1.5]] })
  })

  it('is in a file what is shown, and no more', async () => {
    const table = await csv('table3')
    expect([table.length, table[0], table[1]]).toEqual([301, 'id,status,region,Sum\n', '300,paid,north,450\n'])
    expect(await csv('chart5')).toEqual(['region,id_count\n', 'north,50\n', 'south,50\n'])
    expect(await csv('pivot4')).toEqual(['region,status,amount_sum\n', 'north,paid,11475\n', 'south,paid,11250\n'])
    const drawn = await csv('chart8')
    expect([drawn.length, drawn[0], drawn[1]]).toEqual([101, 'id,status,region\n', '3,paid,south\n'])
    await expect(csv('single_value6')).rejects.toMatchObject({ code: 'invalid', details: { reason: 'no_rows' } })
  })

  it('is nothing of a cell that did not run, and of none that is not there', async () => {
    session.outcomes.delete('paid')
    await expect(look('chart5')).rejects.toMatchObject({ code: 'invalid', details: { reason: 'source_not_run' } })
    await expect(look('nowhere')).rejects.toMatchObject({ code: 'not_found' })
  })
})
