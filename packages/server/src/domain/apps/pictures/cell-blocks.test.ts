import type { CellView } from '@atrium/documents'
import { expect, it } from 'vitest'
import { AppError } from '../../../platform/errors.ts'
import type { SeenOutcome } from '../sessions/outcome-as-seen.ts'
import { cellBlocks, markdown } from './cell-blocks.ts'
import { wordsOf } from './picture-words.ts'

const words = wordsOf('en')
const done = { state: 'done', isWithheld: false, notes: [], displays: [], tables: {}, values: {}, text: '', textCut: false } as unknown as SeenOutcome
const blocksOf = (view: CellView) => cellBlocks({ id: 'a', kind: 'table', title: null }, '', done, { look: async () => view, words, locale: 'en' })

it('a table has no more letters and columns than find place on a page: all of it goes to another thread', async () => {
  const columns = Array.from({ length: 1500 }, (_, place) => ({
    name: `c${place}`,
    label: 'l'.repeat(5000),
    type: 'string' as const,
    engineType: 'VARCHAR',
    format: null,
  }))
  const long = 'x'.repeat(60_000)
  const rows = Array.from({ length: 200 }, () => columns.map(() => long))
  const view = { kind: 'table', columns, rows, totalRows: 9000, offset: 0, truncated: false, partial: false } as unknown as CellView
  const [block] = await blocksOf(view)
  if (block?.kind !== 'table') throw new Error('no table')
  expect([block.columns.length, block.rows.length, block.totalRows]).toEqual([1500, 200, 9000])
  expect(new Set(block.rows.flat()).size).toBe(1)
  expect(block.rows[0]?.[0]).toBe(`${'x'.repeat(300)}…`)
  expect(new Set(block.rows.map((row) => row.length))).toEqual(new Set([40]))
})

it('numbers of a column stand under each other', async () => {
  const columns = [{ name: 'amount', label: null, type: 'number' as const, engineType: 'DOUBLE', format: null }]
  const [block] = await blocksOf({ kind: 'table', columns, rows: [[12], [12.5], [1000.345]], totalRows: 3, offset: 0, truncated: false, partial: false })
  expect(block).toMatchObject({ rows: [['12.000'], ['12.500'], ['1,000.345']] })
})

it('a long text with marks is cut, and says so', () => {
  expect(markdown('_a*'.repeat(30_000), words)).toEqual([
    { kind: 'markdown', text: expect.toSatisfy((text: string) => text.length === 20_000) },
    { kind: 'text', tone: 'muted', text: words.textCut },
  ])
  expect(markdown('short', words)).toEqual([{ kind: 'markdown', text: 'short' }])
})

it('why a cell failed, and what is to be known of it, is in the language of the drawing', async () => {
  const said = async (outcome: object, locale: string) =>
    (await cellBlocks({ id: 'a', kind: 'table', title: null }, '', { ...done, ...outcome }, { look: rowsGone, words: wordsOf(locale), locale })).map((block) =>
      'text' in block ? block.text : block.kind,
    )
  const rowsGone = () =>
    Promise.reject(new AppError('unavailable', 'The rows of “sales” are not kept any more.', { reason: 'result_gone', params: { name: 'sales' } }))
  const wrong = {
    state: 'failed',
    failure: { code: 'time', reason: 'time', params: { seconds: 30 }, message: 'The cell took longer than 30 s.', line: null, hint: 'Look for a loop.' },
  }
  expect(await said(wrong, 'en')).toEqual(['The cell took longer than 30 s.\nLook for a loop.'])
  expect(await said(wrong, 'de')).toEqual([
    'Die Zelle lief länger als 30 s und wurde angehalten.\nSuch nach einer Schleife ohne Ende, oder lass SQL mehr von der Arbeit tun.',
  ])
  expect(await said({ notes: [{ reason: 'source_cut', message: 'Not all rows.' }] }, 'de')).toEqual([
    'Die Zeilen von „sales“ werden nicht mehr aufbewahrt. Führe die Zelle, die sie liefert, noch einmal aus.',
    'Etwas, woraus das gemacht ist, hat nicht alle Zeilen.',
  ])
})
