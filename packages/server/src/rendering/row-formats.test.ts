import { DuckDBInstance } from '@duckdb/node-api'
import { tableFromIPC } from '@uwdata/flechette'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { toArrow } from './arrow.ts'
import { toParquet } from './parquet.ts'
import { toCsv, toJsonLines } from './row-lines.ts'
import { kindOf, type AnswerColumn } from './typed-columns.ts'

const columns: AnswerColumn[] = [
  { name: 'id', engineType: 'BIGINT', values: [1, '9223372036854775807', null] },
  { name: 'name', engineType: 'VARCHAR', values: ['a "b", c', '=1+1', null] },
  { name: 'name', engineType: 'VARCHAR', values: ['x', 'y', 'z'] },
  { name: 'day', engineType: 'DATE', values: ['2024-02-29', null, '1969-12-31'] },
  { name: 'at', engineType: 'TIMESTAMP WITH TIME ZONE', values: ['2024-02-29T12:00:00.500Z', null, '1969-12-31T23:59:59.999Z'] },
  { name: 'share', engineType: 'DOUBLE', values: [0.5, -1e300, null] },
  { name: 'yes', engineType: 'BOOLEAN', values: [true, false, null] },
  { name: 'exact', engineType: 'DECIMAL(38,2)', values: ['12345678901234567.89', 1.5, null] },
  { name: 'list', engineType: 'INTEGER[]', values: [[1, 2], [], null] },
]
async function text(parts: AsyncIterable<string>): Promise<string> {
  let whole = ''
  for await (const part of parts) whole += part
  return whole
}

describe('rows of an answer', () => {
  it('are lines of JSON, columns of the same name told apart', async () => {
    const [first, , third, ...rest] = (await text(toJsonLines(columns))).split('\n')
    expect(JSON.parse(first ?? '')).toMatchObject({ id: 1, name: 'a "b", c', name_2: 'x', day: '2024-02-29', list: [1, 2] })
    expect(JSON.parse(third ?? '')).toMatchObject({ id: null, exact: null })
    expect(rest).toEqual([''])
  })

  it('are CSV that no spreadsheet runs', async () => {
    const lines = (await text(toCsv(columns))).split('\n')
    expect(lines[0]).toBe('id,name,name,day,at,share,yes,exact,list')
    expect(lines[1]).toBe('1,"a ""b"", c",x,2024-02-29,2024-02-29T12:00:00.500Z,0.5,true,12345678901234567.89,"[1,2]"')
    expect(lines[2]?.startsWith("9223372036854775807,'=1+1,y,")).toBe(true)
  })

  it('are written whole where there are more than at once', async () => {
    const many: AnswerColumn[] = [{ name: 'n', engineType: 'INTEGER', values: Array.from({ length: 2500 }, (_, n) => n) }]
    expect((await text(toCsv(many))).trimEnd().split('\n').slice(1).map(Number)).toEqual(many[0]?.values)
    expect(await text(toCsv([{ name: 'n', engineType: 'INTEGER', values: [] }]))).toBe('n\n')
  })

  it('are Parquet that the engine reads with the same types and values', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'atrium-parquet-'))
    try {
      const file = path.join(folder, 'rows.parquet')
      await writeFile(file, toParquet(columns))
      const connection = await (await DuckDBInstance.create()).connect()
      const read = await connection.runAndReadAll(`SELECT * FROM '${file}'`)
      expect(read.columnTypes().map(String)).toEqual(['BIGINT', 'VARCHAR', 'VARCHAR', 'DATE', 'TIMESTAMP', 'DOUBLE', 'BOOLEAN', 'VARCHAR', 'VARCHAR'])
      const days = await connection.runAndReadAll(`SELECT id::VARCHAR, day::VARCHAR, epoch_ms("at")::VARCHAR, share, yes, exact, list, name_2 FROM '${file}'`)
      expect(days.getRows()).toEqual([
        ['1', '2024-02-29', '1709208000500', 0.5, true, '12345678901234567.89', '[1,2]', 'x'],
        ['9223372036854775807', null, null, -1e300, false, '1.5', '[]', 'y'],
        [null, '1969-12-31', '-1', null, null, null, null, 'z'],
      ])
      connection.closeSync()
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('are an Arrow stream with the same values, also without rows', () => {
    const table = tableFromIPC(toArrow(columns), { useBigInt: true, useDate: true })
    expect(table.names).toEqual(['id', 'name', 'name_2', 'day', 'at', 'share', 'yes', 'exact', 'list'])
    expect(table.getChild('id').toArray()).toEqual([1n, 9223372036854775807n, null])
    expect(table.getChild('day').at(0)).toEqual(new Date('2024-02-29'))
    expect(table.getChild('at').at(2)).toEqual(new Date('1969-12-31T23:59:59.999Z'))
    expect(table.getChild('exact').at(0)).toBe('12345678901234567.89')
    expect(tableFromIPC(toArrow([{ name: 'n', engineType: 'BIGINT', values: [] }])).numRows).toBe(0)
  })

  it('know the types of both engines', () => {
    const known = [
      'bigint',
      'int4',
      'numeric(10,2)',
      'NUMERIC',
      'DECIMAL(20,3)',
      'HUGEINT',
      'timestamp without time zone',
      'timestamptz',
      'TIMESTAMP_NS',
      'float8',
      'bool',
      'uuid',
    ]
    expect(known.map(kindOf)).toEqual([
      'integer',
      'integer',
      'number',
      'text',
      'text',
      'text',
      'timestamp',
      'timestamp',
      'timestamp',
      'number',
      'boolean',
      'text',
    ])
  })
})
