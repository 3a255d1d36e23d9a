import { existsSync } from 'node:fs'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { columnNames } from './column-names.ts'
import { firstRecords, looksLikeHeader, sniffDelimiter, widthOf } from './delimited-text.ts'
import { fileKind } from './file-kind.ts'
import { quoted, quotedName, rowsOf, withDatabase } from './ingest-database.ts'
import { mostColumns, RefusedFile, type Delimiter, type FileKind, type IngestLimits, type ReadOptions } from './ingest.ts'
import { readHead } from './read-head.ts'
import { writeSheetAsCsv } from './sheet-text.ts'
import { encodingOf, quotesIn, writeAsUtf8 } from './text-file.ts'

const headBytes = 256 * 1024

/** A file as a table `stage` in a database beside it: columns `c0`, `c1`… in order, texts where the file has only texts. */
export type Stage = {
  database: string
  kind: FileKind
  delimiter: Delimiter | null
  header: boolean | null
  sheets: string[]
  sheet: string | null
  columns: { name: string; label: string; engineType: string }[]
  rowCount: number
}

type ParseOptions = Pick<ReadOptions, 'delimiter' | 'header' | 'sheet'>

/**
 * Reads a file into its stage, or finds it there from last time with the same options. Throws `RefusedFile` for files
 * that are empty, damaged, too wide, or no table.
 */
export async function stageFile(file: string, options: ReadOptions, limits: IngestLimits): Promise<Stage> {
  const folder = path.dirname(file)
  const parse: ParseOptions = { delimiter: options.delimiter, header: options.header, sheet: options.sheet }
  const note = path.join(folder, 'stage.json')
  const known = existsSync(note) ? (JSON.parse(await readFile(note, 'utf8')) as { parse: ParseOptions; stage: Stage }) : null
  if (known !== null && JSON.stringify(known.parse) === JSON.stringify(parse)) return known.stage
  await rm(note, { force: true })
  const database = path.join(folder, 'stage.duckdb')
  for (const old of [database, `${database}.wal`]) await rm(old, { force: true })
  const stage = await makeStage(file, database, parse, limits)
  await writeFile(note, JSON.stringify({ parse, stage }))
  return stage
}

async function makeStage(file: string, database: string, options: ParseOptions, limits: IngestLimits): Promise<Stage> {
  const kind = fileKind(await readHead(file, headBytes))
  const folder = path.dirname(file)
  if (kind === 'parquet' || kind === 'json') {
    const source = kind === 'parquet' ? `read_parquet(${quoted(file)})` : `read_json(${quoted(file)}, format = 'auto', maximum_object_size = 67108864)`
    return withDatabase({ database, limits, readable: folder }, (connection) => stageTyped(connection, source, { database, kind }))
  }
  let sheets: string[] = []
  let sheet: string | null = null
  const text = path.join(folder, 'text.csv')
  if (kind === 'xlsx') ({ sheets, sheet } = await writeSheetAsCsv(file, options.sheet, text))
  else {
    const encoding = await encodingOf(file, await readHead(file, headBytes))
    if (encoding !== 'utf-8') await writeAsUtf8(file, encoding, text)
  }
  const source = kind === 'xlsx' || existsSync(text) ? text : file
  try {
    const staged = await withDatabase({ database, limits, readable: folder }, (connection) =>
      stageText(connection, source, kind === 'xlsx' ? { ...options, delimiter: ',' } : options),
    )
    return { ...staged, database, kind, delimiter: kind === 'xlsx' ? null : staged.delimiter, sheets, sheet }
  } finally {
    await rm(text, { force: true })
  }
}

async function stageText(
  connection: DuckDBConnection,
  file: string,
  options: ParseOptions,
): Promise<Pick<Stage, 'delimiter' | 'header' | 'columns' | 'rowCount'> & { delimiter: Delimiter }> {
  const head = await readHead(file, headBytes)
  const isWhole = (await stat(file)).size <= headBytes
  const text = head.toString('utf8').replace(/^\uFEFF/, '')
  if (text.trim() === '') throw new RefusedFile('file_empty', 'The file has nothing in it but empty lines.')
  const delimiter = options.delimiter ?? sniffDelimiter(text, isWhole)
  const records = firstRecords(text, delimiter, 200, isWhole)
  const header = options.header ?? looksLikeHeader(records)
  const width = widthOf(records, header)
  if (width === 0) throw new RefusedFile('line_too_long', 'The first line of the file is longer than 256 kB. Is this a table with one row on each line?')
  checkWidth(width)
  const quotes = await quotesIn(file, delimiter)
  if (quotes.openedAt !== null) {
    throw new RefusedFile('line_damaged', `In line ${quotes.openedAt} a quote is opened and never closed. Close it, or take it out.`)
  }
  const labels = Array.from({ length: width }, (_, index) => (header ? (records[0]?.[index] ?? '') : ''))
  const columns = labels.map((_, index) => `${quoted(`c${index}`)}: 'VARCHAR'`).join(', ')
  await connection
    .run(
      `CREATE TABLE stage AS SELECT * FROM read_csv(${quoted(file)}, auto_detect = false, header = ${header}, delim = ${quoted(delimiter)}, quote = '"', escape = '"',
       columns = {${columns}}, null_padding = true, strict_mode = true, max_line_size = 16777216, parallel = ${!quotes.any}, nullstr = '')`,
    )
    .catch((error: unknown) => {
      throw csvRefusal(error, width)
    })
  const rowCount = await countRows(connection)
  if (rowCount === 0) throw new RefusedFile('file_no_rows', 'The file has a header line and no rows. Choose a file with rows.')
  return { delimiter, header, columns: columnNames(labels).map((column) => ({ ...column, engineType: 'VARCHAR' })), rowCount }
}

/** Columns with types of their own; what is nested becomes its JSON text. */
async function stageTyped(connection: DuckDBConnection, source: string, made: Pick<Stage, 'database' | 'kind'>): Promise<Stage> {
  const described = (await rowsOf(connection, `DESCRIBE SELECT * FROM ${source}`).catch((error: unknown) => {
    throw new RefusedFile('file_damaged', `The file cannot be read: ${firstLine(error)}`)
  })) as [string, string][]
  checkWidth(described.length)
  const selected = described.map(([name, type], index) => {
    const isNested = /^(STRUCT|MAP|UNION|JSON)|\[\d*\]$/.test(type)
    return `${isNested ? `CAST(to_json(${quotedName(name)}) AS VARCHAR)` : /^(BLOB|BIT|INTERVAL|UUID|ENUM|TIME)/.test(type) && !type.startsWith('TIMESTAMP') ? `CAST(${quotedName(name)} AS VARCHAR)` : quotedName(name)} AS c${index}`
  })
  await connection.run(`CREATE TABLE stage AS SELECT ${selected.join(', ')} FROM ${source}`).catch((error: unknown) => {
    throw new RefusedFile('file_damaged', `The file cannot be read: ${firstLine(error)}`)
  })
  const types = (await rowsOf(connection, "SELECT data_type FROM duckdb_columns() WHERE table_name = 'stage' ORDER BY column_index")) as [string][]
  const rowCount = await countRows(connection)
  if (rowCount === 0) throw new RefusedFile('file_no_rows', 'The file has columns and no rows. Choose a file with rows.')
  const columns = columnNames(described.map(([name]) => name)).map((column, index) => ({ ...column, engineType: types[index]?.[0] ?? 'VARCHAR' }))
  return { ...made, delimiter: null, header: null, sheets: [], sheet: null, columns, rowCount }
}

const countRows = async (connection: DuckDBConnection): Promise<number> => Number((await rowsOf(connection, 'SELECT count(*)::INTEGER FROM stage'))[0]?.[0])

function checkWidth(width: number): void {
  if (width > mostColumns) {
    throw new RefusedFile(
      'too_many_columns',
      `The file has ${width} columns; ${mostColumns} are the most that can be explored. Leave some out, or turn columns into rows.`,
    )
  }
}

/** The engine's complaint shortened to where and what: the rest of it is for programmers, and holds paths. */
function csvRefusal(error: unknown, width: number): RefusedFile {
  const text = error instanceof Error ? error.message : String(error)
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1]
  if (line === undefined) return new RefusedFile('file_damaged', `The file cannot be read: ${firstLine(error)}`)
  const found = /Found: (\d+)|actual number of columns:? ?(\d+)/i.exec(text)
  if (/Expected Number of Columns/i.test(text)) {
    return new RefusedFile(
      'line_damaged',
      `Line ${line} has ${found?.[1] ?? 'more'} columns, the lines before it have ${width}. Correct the line, or choose another delimiter.`,
    )
  }
  const why = /unterminated quote|unquoted value/i.test(text)
    ? 'a quote is opened and not closed'
    : (/^(.*)$/m.exec(text.replace(/^[^\n]*\n[^\n]*\n/, ''))?.[1] ?? 'it is damaged')
  return new RefusedFile('line_damaged', `Line ${line} cannot be read: ${why}.`)
}

/** Without paths of this machine. */
const firstLine = (error: unknown): string =>
  ((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '').replaceAll(/"?\/[^\s"']*\/([^\s"'/]+)"?/g, 'the file')
