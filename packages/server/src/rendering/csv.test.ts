import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { csvCell, csvLine, csvText } from './csv.ts'
import { readCsv } from './read-csv.ts'

describe('a CSV cell', () => {
  it.each([
    ['plain', 'plain'],
    ['with, comma', '"with, comma"'],
    ['with "quotes"', '"with ""quotes"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2 and text', "'-2 and text"],
    ['\ttab', "'\ttab"],
    ['', ''],
  ])('writes the text %j as %j', (value, expected) => expect(csvText(value)).toBe(expected))

  it('leaves real numbers alone, negative ones too', () =>
    expect([csvCell(-12.5), csvCell(0), csvCell(true), csvCell(null)]).toEqual(['-12.5', '0', 'true', '']))
})

describe('reading CSV', () => {
  async function rowsOf(text: string): Promise<(string | null)[][]> {
    const folder = await mkdtemp(path.join(tmpdir(), 'atrium-csv-'))
    const file = path.join(folder, 'a.csv')
    await writeFile(file, text)
    const rows: (string | null)[][] = []
    for await (const row of readCsv(file)) rows.push(row)
    await rm(folder, { recursive: true })
    return rows
  }

  it('tells null from empty text', async () =>
    expect(await rowsOf('a,b\n,""\n')).toEqual([
      ['a', 'b'],
      [null, ''],
    ]))

  it('reads quotes, commas and line feeds inside fields', async () => {
    expect(await rowsOf('"say ""hi""","1,2","two\nlines"\r\nlast,,x')).toEqual([
      ['say "hi"', '1,2', 'two\nlines'],
      ['last', null, 'x'],
    ])
  })

  it('reads back what was written, in any size of chunk', async () => {
    const values = Array.from({ length: 20_000 }, (_, i) => [`text ${i}`, i % 3 === 0 ? 'comma, "quote"' : 'ünïcode 😀', i % 5 === 0 ? 'a\nb' : 'z'])
    expect(await rowsOf(values.map((row) => csvLine(row.map(csvText))).join(''))).toEqual(values)
  })
})
