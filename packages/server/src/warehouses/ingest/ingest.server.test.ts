import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAppError } from '../../platform/errors.ts'
import { ingestEntry, warehouseFolder } from '../testing/engine-entry.ts'
import { createIngest, type Ingest } from './ingest-client.ts'
import type { ColumnType, FilePreview, ReadOptions } from './ingest.ts'
import { makeWorkbook } from './testing/make-workbook.ts'

let folder: string
let ingest: Ingest
let count = 0
const warnings: string[] = []
const never = new AbortController().signal

beforeAll(async () => {
  folder = await warehouseFolder()
  ingest = createIngest({
    entry: await ingestEntry(),
    limits: { memoryMegabytes: 400, threads: 2 },
    tableLimits: { memoryMegabytes: 400, threads: 2 },
    timeoutMs: 60_000,
    onWarning: (message) => warnings.push(message),
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function fileOf(content: string | Buffer): Promise<string> {
  const own = path.join(folder, String(++count))
  await mkdir(own)
  await writeFile(path.join(own, 'file'), content)
  return path.join(own, 'file')
}
const preview = async (content: string | Buffer, options: ReadOptions = {}, types: Record<number, ColumnType> = {}): Promise<FilePreview> =>
  ingest.preview({ file: await fileOf(content), options, types }, never, 'me')
const refusal = async (content: string | Buffer, options: ReadOptions = {}): Promise<{ reason: string | undefined; message: string }> => {
  const error = await preview(content, options).then(
    () => new Error('it was taken'),
    (caught: unknown) => caught,
  )
  if (!isAppError(error)) throw error
  return { reason: error.details.reason, message: error.message }
}
const typesOf = ({ columns }: FilePreview): string[] => columns.map(({ type, format }) => (format === null ? type : `${type} ${format}`))

describe('what a file is', () => {
  it('finds out delimiter, header, decimal comma and dates', async () => {
    const found = await preview('Datum;Region;Betrag;Menge\n31.12.2025;Süd;1.234,50;3\n01.02.2026;Nord;7,25;4\n')
    expect(found.options).toEqual({ delimiter: ';', header: true, decimal: ',', sheet: null })
    expect(found.columns.map(({ name, label }) => [name, label])).toEqual([
      ['datum', 'Datum'],
      ['region', 'Region'],
      ['betrag', 'Betrag'],
      ['menge', 'Menge'],
    ])
    expect(typesOf(found)).toEqual(['date %d.%m.%Y', 'text', 'number ,', 'number'])
    expect(found.rows).toEqual([
      ['2025-12-31', 'Süd', '1234.50', '3'],
      ['2026-02-01', 'Nord', '7.25', '4'],
    ])
    expect(found.rowCount).toBe(2)
  })

  it.each([
    ['1', 'number'],
    ['007', 'text'],
    ['1.5', 'number .'],
    ['1e3', 'number .'],
    ['-0.5', 'number .'],
    ['1,234.5', 'number .'],
    ['1,23,4', 'text'],
    ['12345678901234567890123', 'number .'],
    ['true', 'boolean'],
    ['Nein', 'boolean'],
    ['2026-02-28', 'date %Y-%m-%d'],
    ['2026-02-30', 'text'],
    ['12/31/2025', 'date %m/%d/%Y'],
    ['31/12/2025', 'date %d/%m/%Y'],
    ['31.12.25', 'date %d.%m.%y'],
    ['2026-02-28 13:45', 'timestamp %Y-%m-%d %H:%M'],
    ['31.12.2025 13:45:01', 'timestamp %d.%m.%Y %H:%M'],
    ['2026-02-28T13:45:00Z', 'timestamp'],
    ['=1+1', 'text'],
    ["'; DROP TABLE stage; --", 'text'],
    ['', 'text'],
  ])('reads a column of %j as %s', async (value, type) => expect(typesOf(await preview(`name,v\nx,"${value}"\ny,"${value}"\n`))[1]).toBe(type))

  it('looks at all rows, not only at the first', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `${row},${row}`).join('\n')
    expect(typesOf(await preview(`a,b\n${rows}\nlast,1.25\n`))).toEqual(['text', 'number .'])
  })

  it('keeps amounts exact', async () => {
    const found = await preview('v\n0.1\n0.2\n99999999999.99\n')
    expect(found.rows).toEqual([['0.10'], ['0.20'], ['99999999999.99']])
  })

  it('takes what a person says about delimiter, header and types, and counts what does not fit', async () => {
    const found = await preview('a|b\n1|x\n2|3\n', { delimiter: '|', header: false }, { 1: 'number' })
    expect(found.columns.map(({ name, label, type, misfits }) => [name, label, type, misfits])).toEqual([
      ['column_1', 'Column 1', 'text', 0],
      ['column_2', 'Column 2', 'number', 2],
    ])
    expect(found.rows).toEqual([
      ['a', null],
      ['1', null],
      ['2', '3'],
    ])
  })

  it.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFname;wert\nÄ;1,5\n')],
    ['UTF-16', Buffer.from('\uFEFFname;wert\r\nÄ;1,5\r\n', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('name;wert\r\nÄ;1,5\r\n', 'utf16le')],
    ['Windows', Buffer.from('name;wert\r\nÄ;1,5\r\n', 'latin1')],
  ])('reads %s', async (_encoding, bytes) => {
    const found = await preview(bytes)
    expect([found.columns.map(({ name }) => name), found.rows]).toEqual([['name', 'wert'], [['Ä', '1.5']]])
  })

  it('keeps quotes, delimiters and lines inside of quotes', async () => {
    const found = await preview('a,b\n"x, ""y""\nz",1\n"",2\n')
    expect(found.rows).toEqual([
      ['x, "y"\nz', '1'],
      [null, '2'],
    ])
  })

  it('gives columns of the same name, of none, and of none that can be spelled names of their own', async () => {
    const found = await preview('a,A,,日本,a,2025,Größe (%)\nx,y,z,w,v,u,t\n')
    expect(found.columns.map(({ name }) => name)).toEqual(['a', 'a_2', 'column_3', 'column_4', 'a_3', 'n2025', 'groesse_percent'])
    expect(found.columns[3]?.label).toBe('日本')
  })

  it('fills short lines with nothing', async () => expect((await preview('a,b,c\n1,2,3\n4\n')).rows[1]).toEqual(['4', null, null]))
})

describe('what is refused, and why', () => {
  it.each([
    ['nothing', '', 'file_empty', /empty/],
    ['empty lines', '\n \n', 'file_empty', /empty lines/],
    ['a header only', 'a,b\n', 'file_no_rows', /no rows/],
    ['a line with too many values', 'a,b\n1,2\n1,2,3,4\n1,2\n', 'line_damaged', /Line 3/],
    ['a line with too many values far down', `a,b\n${'1,2\n'.repeat(5000)}1,2,3\n`, 'line_damaged', /Line 5002 has/],
    ['a text with zeros in it', 'a,b\n1,\u0000\n', 'file_kind', /no table/],
    ['an open quote', `a,b\n1,"2\n${'3,4\n'.repeat(10)}`, 'line_damaged', /line 2 a quote/],
    ['10,000 columns', `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(9999)}1\n`, 'too_many_columns', /10000 columns/],
    ['an archive', Buffer.from('PK\u0003\u0004 other.txt'), 'file_kind', /zip/],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 0x0d, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]),
      'file_kind',
      /no table/,
    ],
    ['broken JSON', '[{"a": 1}, {"a": ', 'file_damaged', /cannot be read/],
    ['broken Parquet', `PAR1${'x'.repeat(50)}PAR1`, 'file_damaged', /cannot be read/],
    ['a broken workbook', Buffer.concat([Buffer.from('PK\u0003\u0004xl/'), Buffer.alloc(200, 7)]), 'file_damaged', /cannot be read|could not be read/],
  ])('%s', async (_what, content, reason, message) => {
    const refused = await refusal(content)
    expect(refused.reason).toBe(reason)
    expect(refused.message).toMatch(message)
    expect(refused.message).not.toContain(folder)
  })

  it('ends with the one who asked', async () => {
    const abort = new AbortController()
    const file = await fileOf('a,b\n1,2\n')
    const running = ingest.preview({ file, options: {}, types: {} }, abort.signal, 'me')
    abort.abort()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('files with types of their own', () => {
  it('reads JSON, with one record on a line or in a list; what is nested stays JSON', async () => {
    const records = [
      { id: 1, on: '2026-01-02', tags: ['a'], place: { city: 'B' } },
      { id: 2, on: '2026-01-03', tags: [], place: null },
    ]
    for (const text of [JSON.stringify(records), records.map((record) => JSON.stringify(record)).join('\n')]) {
      const found = await preview(text)
      expect([found.kind, typesOf(found).slice(0, 2), found.rows[0]]).toEqual(['json', ['number', 'date'], ['1', '2026-01-02', '["a"]', '{"city":"B"}']])
    }
  })

  it('reads Parquet', async () => {
    const source = path.join(folder, 'made.parquet')
    const instance = await DuckDBInstance.create()
    const connection = await instance.connect()
    await connection.run(
      `COPY (SELECT 1.50::DECIMAL(9,2) AS "Amount", TIMESTAMP '2026-01-02 03:04:05' AS "At", true AS ok, 'x' AS t FROM range(3)) TO '${source}' (FORMAT parquet)`,
    )
    connection.closeSync()
    const found = await ingest.preview({ file: source, options: {}, types: { 0: 'text' } }, never, 'me')
    expect([found.kind, typesOf(found), found.rows[0], found.rowCount]).toEqual([
      'parquet',
      ['text', 'timestamp', 'boolean', 'text'],
      ['1.50', '2026-01-02 03:04:05', 'true', 'x'],
      3,
    ])
  })

  it('reads a sheet of a workbook: dates, numbers, texts that look like formulas', async () => {
    const workbook = makeWorkbook({
      Notes: [],
      Sales: [
        ['Day', 'Amount', 'Code', 'Note'],
        [{ day: 46022 }, 1234.5, '007', '=1+1'],
        [{ day: 46023 }, 7, '010', ''],
      ],
    })
    const found = await preview(workbook)
    expect([found.kind, found.sheets, found.options.sheet]).toEqual(['xlsx', ['Notes', 'Sales'], 'Sales'])
    expect(typesOf(found)).toEqual(['date %Y-%m-%d', 'number .', 'text', 'text'])
    expect(found.rows).toEqual([
      ['2025-12-31', '1234.5', '007', '=1+1'],
      ['2026-01-01', '7.0', '010', null],
    ])
    expect((await refusal(workbook, { sheet: 'Notes' })).message).toContain('empty')
    expect((await refusal(workbook, { sheet: 'Other' })).message).toContain('Notes, Sales')
  })
})

it('loads what the preview showed into a database of its own', async () => {
  const file = await fileOf('Tag;Betrag;x\n31.12.2025;1,50;a\n01.01.2026;2,25;b\n')
  await ingest.preview({ file, options: {}, types: {} }, never, 'me')
  const target = path.join(path.dirname(file), 'sales.duckdb')
  const columns = [
    { source: 0, name: 'day', type: 'date' as const },
    { source: 1, name: 'amount', type: 'number' as const },
  ]
  expect(await ingest.load({ file, options: {}, target, table: 'sales', columns }, never, 'me')).toEqual({
    rowCount: 2,
    columns: [
      { name: 'day', type: 'DATE' },
      { name: 'amount', type: 'DECIMAL(18,2)' },
    ],
  })
  const instance = await DuckDBInstance.create(target, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  expect(await (await connection.run('SELECT sum(amount)::VARCHAR, min(day)::VARCHAR FROM sales')).getRowsJson()).toEqual([['3.75', '2025-12-31']])
  connection.closeSync()
  expect((await readdir(path.dirname(file))).toSorted()).toEqual(['file', 'sales.duckdb', 'stage.duckdb', 'stage.json'])
})
