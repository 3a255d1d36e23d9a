import { rm } from 'node:fs/promises'
import path from 'node:path'
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
    const made = (await rowsOf(
      connection,
      'SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() ORDER BY column_index',
    )) as [string, string][]
    return { rowCount: stage.rowCount, columns: made.map(([name, type]) => ({ name, type })) }
  })
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
