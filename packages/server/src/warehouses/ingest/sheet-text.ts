import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import readWorkbook from 'read-excel-file/node'
import { RefusedFile } from './ingest.ts'

/** A workbook is read whole, and is many times larger in memory. */
const largestWorkbook = 100 * 1024 * 1024

/** Writes one sheet of a workbook as CSV and answers the names of all; the first one with rows unless one is named. */
export async function writeSheetAsCsv(file: string, wanted: string | undefined, target: string): Promise<{ sheets: string[]; sheet: string }> {
  if ((await stat(file)).size > largestWorkbook) {
    throw new RefusedFile('file_too_large', 'A workbook may have 100 MB at most. Save the sheet as CSV: that may be larger.')
  }
  const sheets = await readWorkbook(file).catch((error: unknown) => {
    throw new RefusedFile('file_damaged', `The workbook cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : 'it is damaged'}`)
  })
  const names = sheets.map(({ sheet }) => sheet)
  const chosen = wanted === undefined ? (sheets.find(({ data }) => data.length > 0) ?? sheets[0]) : sheets.find(({ sheet }) => sheet === wanted)
  if (chosen === undefined) throw new RefusedFile('sheet_missing', `There is no sheet "${wanted}". The sheets are: ${names.join(', ')}`)
  const rows = (chosen.data as readonly (readonly unknown[])[]).filter((row) => row.some((cell) => cell !== null && cell !== ''))
  if (rows.length === 0) throw new RefusedFile('file_empty', `The sheet "${chosen.sheet}" is empty.`)
  const width = rows.reduce((most, row) => Math.max(most, row.findLastIndex((cell) => cell !== null && cell !== '') + 1), 0)
  const lines = function* lines(): Generator<string> {
    for (const row of rows) yield `${Array.from({ length: width }, (_, index) => csvCell(row[index])).join(',')}\n`
  }
  await pipeline(Readable.from(lines()), createWriteStream(target))
  return { sheets: names, sheet: chosen.sheet }
}

/** Values as their text; days without a time of day are days. Formulas have become their values, text stays text. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text =
    value instanceof Date
      ? value
          .toISOString()
          .replace('T00:00:00.000Z', '')
          .replace('T', ' ')
          .replace(/\.000Z$|Z$/, '')
      : String(value)
  return `"${text.replaceAll('"', '""')}"`
}
