import type { SourceFile } from '@atrium/semantic'
import type { ErrorParams } from '../../platform/errors.ts'

/** What the server and the ingest process say to each other: one job in, one answer out, as JSON. */

export type FileKind = 'csv' | 'json' | 'parquet' | 'xlsx'
export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]
export const columnTypes = ['text', 'number', 'date', 'timestamp', 'boolean'] as const
export type ColumnType = (typeof columnTypes)[number]

/** How a file is to be read, as far as a person said so; the rest is found out. */
export type ReadOptions = { delimiter?: Delimiter | undefined; header?: boolean | undefined; decimal?: '.' | ',' | undefined; sheet?: string | undefined }

export type PreviewJob = { task: 'preview'; file: string; options: ReadOptions; /** Types that a person chose, by place. */ types: Record<number, ColumnType> }
export type LoadJob = {
  task: 'load'
  file: string
  options: ReadOptions
  /** Database file to make, and the table in it. */
  target: string
  table: string
  columns: { source: number; name: string; type: ColumnType }[]
}
/** Writes what is in a file as Parquet beside it; everything about it is found out. */
export type RowsJob = { task: 'rows'; file: string; target: string }
/** Puts rows that a cell answered into a table: into a new database file, or behind those of one that is there. */
export type TableJob = {
  task: 'table'
  /** Parquet, and the SELECT that reads it. */
  file: string
  select: string
  target: string
  table: string
  isNew: boolean
  /** Lies with a new table. */
  mark: string
}
export type ModelsJob = { task: 'models'; file: string; /** As the person calls it. */ fileName: string }
export type ContentJob = { task: 'content'; file: string; /** As the person calls it. */ fileName: string }
export type IngestTask = PreviewJob | LoadJob | RowsJob | TableJob | ModelsJob | ContentJob
export type IngestJob = { limits: IngestLimits } & IngestTask
export type IngestLimits = { memoryMegabytes: number; threads: number }

export type PreviewColumn = {
  /** A name for SQL, made from the label; unique. */
  name: string
  label: string
  type: ColumnType
  /** How its values are written, when that had to be found out: `%d.%m.%Y`, `,`. */
  format: string | null
  /** Values that are not of this type and become empty. */
  misfits: number
}

export type FilePreview = {
  kind: FileKind
  /** As read: everything that was found out or given. */
  options: { delimiter: Delimiter | null; header: boolean | null; decimal: '.' | ',' | null; sheet: string | null }
  sheets: string[]
  columns: PreviewColumn[]
  rowCount: number
  /** The first rows as they will be in the table, as text; null where there is no value. */
  rows: (string | null)[][]
}

export type LoadedTable = { rowCount: number; columns: { name: string; type: string }[] }

/** The model files of an upload, and what else was in it. */
export type UploadedModels = {
  /** Whether it was an archive, or one file. */
  isArchive: boolean
  /** Paths begin at the folder that holds all of them. */
  files: SourceFile[]
  /** Paths of files that could have been models and are none. */
  others: string[]
}

/** The YAML files of an export of another tool, as plain data. */
export type UploadedContent = {
  files: { path: string; value: unknown }[]
  broken: { path: string; problem: string }[]
  /** Data models that lie beside the content, as they are written. */
  models: SourceFile[]
}

/** A stable reason, and a sentence for the person whose file it is. */
export type Refusal = { reason: string; message: string; params?: ErrorParams }
export type IngestAnswer = { preview: FilePreview } | { loaded: LoadedTable } | { models: UploadedModels } | { content: UploadedContent } | { refused: Refusal }

/** Thrown for files that cannot be taken; the message is for the person. */
export class RefusedFile extends Error {
  readonly refusal: Refusal
  constructor(reason: string, message: string, params: ErrorParams = {}) {
    super(message)
    this.refusal = { reason, message, params }
  }
}

/** Columns of one file at most: more is no table that people explore. */
export const mostColumns = 1000
/** Rows that a preview shows. */
export const previewRows = 50
