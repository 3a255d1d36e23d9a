import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { noSuchColumn } from '../refused-writes.ts'
import { quoted, quotedName, rowsOf, withDatabase } from './ingest-database.ts'
import {
  previewRows,
  RefusedFile,
  type FilePreview,
  type IngestAnswer,
  type IngestJob,
  type IngestLimits,
  type LoadedTable,
  type LoadJob,
  type PreviewJob,
  type RowsJob,
  type TableJob,
} from './ingest.ts'
import { readColumns } from './read-columns.ts'
import { readUploadedContent } from './read-uploaded-content.ts'
import { readUploadedModels } from './read-uploaded-models.ts'
import { stageFile } from './stage-file.ts'

/** Does one job. Throws `RefusedFile` for what is wrong with the file. */
export async function runIngest(job: IngestJob): Promise<Exclude<IngestAnswer, { refused: unknown }>> {
  switch (job.task) {
    case 'preview':
      return { preview: await preview(job, job.limits) }
    case 'load':
      return { loaded: await load(job, job.limits) }
    case 'rows':
      return { loaded: await writeRows(job, job.limits) }
    case 'table':
      return { loaded: await writeTable(job, job.limits) }
    case 'models':
      return { models: await readUploadedModels(job) }
    case 'content':
      return { content: await readUploadedContent(job) }
  }
}

async function preview(job: PreviewJob, limits: IngestLimits): Promise<FilePreview> {
  const stage = await stageFile(job.file, job.options, limits)
  return withDatabase({ database: stage.database, limits }, async (connection) => {
    const { decimal, columns } = await readColumns(connection, stage, { decimal: job.options.decimal, types: job.types })
    const shown = columns.map(({ sql }) => `CAST(${sql} AS VARCHAR)`).join(', ')
    return {
      kind: stage.kind,
      options: { delimiter: stage.delimiter, header: stage.header, decimal: job.options.decimal ?? decimal, sheet: stage.sheet },
      sheets: stage.sheets,
      columns: columns.map(({ type, format, misfits }, index) => ({
        name: stage.columns[index]?.name ?? `column_${index + 1}`,
        label: stage.columns[index]?.label ?? '',
        type,
        format,
        misfits,
      })),
      rowCount: stage.rowCount,
      rows: (await rowsOf(connection, `SELECT ${shown} FROM stage LIMIT ${previewRows}`)) as (string | null)[][],
    }
  })
}

async function load(job: LoadJob, limits: IngestLimits): Promise<LoadedTable> {
  const stage = await stageFile(job.file, job.options, limits)
  const types = Object.fromEntries(job.columns.map(({ source, type }) => [source, type]))
  const { columns } = await withDatabase({ database: stage.database, limits }, (connection) =>
    readColumns(connection, stage, { decimal: job.options.decimal, types }),
  )
  for (const old of [job.target, `${job.target}.wal`]) await rm(old, { force: true })
  return withDatabase({ database: job.target, limits, attached: { staged: stage.database } }, async (connection) => {
    const selected = job.columns.map(({ source, name }) => {
      const column = columns[source]
      if (column === undefined) throw new RefusedFile('column_missing', `The file has no column ${source + 1}: it has ${columns.length}.`)
      return `${column.sql} AS ${quotedName(name)}`
    })
    await connection.run(`CREATE TABLE ${quotedName(job.table)} AS SELECT ${selected.join(', ')} FROM staged.main.stage`)
    await connection.run('CHECKPOINT')
    return { rowCount: stage.rowCount, columns: await columnsOf(connection) }
  })
}

/** Columns of the only table of a database. */
async function columnsOf(connection: DuckDBConnection): Promise<LoadedTable['columns']> {
  const found = (await rowsOf(
    connection,
    'SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() ORDER BY column_index',
  )) as [string, string][]
  return found.map(([name, type]) => ({ name, type }))
}

async function writeRows({ file, target }: RowsJob, limits: IngestLimits): Promise<LoadedTable> {
  const stage = await stageFile(file, {}, limits)
  return withDatabase({ database: stage.database, limits, readable: path.dirname(target) }, async (connection) => {
    const { columns } = await readColumns(connection, stage, { decimal: undefined, types: {} })
    const named = columns.map(({ sql, type }, index) => ({ sql, type, name: stage.columns[index]?.name ?? `column_${index + 1}` }))
    const select = named.map(({ sql, name }) => `${sql} AS ${quotedName(name)}`).join(', ')
    await connection.run(`COPY (SELECT ${select} FROM stage) TO ${quoted(target)} (FORMAT parquet, COMPRESSION zstd)`)
    return { rowCount: stage.rowCount, columns: named.map(({ name, type }) => ({ name, type })) }
  })
}

async function writeTable({ file, select, target, table, isNew, mark }: TableJob, limits: IngestLimits): Promise<LoadedTable> {
  return withDatabase({ database: target, limits, readable: path.dirname(file) }, async (connection) => {
    const into = quotedName(table)
    if (!isNew) await requireColumns(connection, { table, select })
    const { rowsChanged } = await connection.run(isNew ? `CREATE TABLE ${into} AS ${select}` : `INSERT INTO ${into} BY NAME ${select}`).catch(refuseMisfit)
    if (isNew) await connection.run(`COMMENT ON TABLE ${into} IS ${quoted(mark)}`)
    await connection.run('CHECKPOINT')
    return { rowCount: rowsChanged, columns: await columnsOf(connection) }
  })
}

/** Rows are appended by the names of their columns, each of which the table has to have. */
async function requireColumns(connection: DuckDBConnection, { table, select }: Pick<TableJob, 'table' | 'select'>): Promise<void> {
  const known = new Set((await columnsOf(connection)).map(({ name }) => name.toLowerCase()))
  const prepared = await connection.prepare(select)
  const given = Array.from({ length: prepared.columnCount }, (_, index) => prepared.columnName(index))
  prepared.destroySync()
  const missing = given.find((name) => !known.has(name.toLowerCase()))
  if (missing !== undefined) throw new RefusedFile('write_columns', noSuchColumn(table, missing), { table, column: missing.slice(0, 100) })
}

/** A value that its column does not take. */
function refuseMisfit(error: unknown): never {
  const message = error instanceof Error ? error.message : ''
  if (/^(Conversion|Constraint) Error/.test(message)) {
    throw new RefusedFile('write_values', `A value does not fit into its column, so nothing was appended: ${message}`, { why: message })
  }
  throw error
}
