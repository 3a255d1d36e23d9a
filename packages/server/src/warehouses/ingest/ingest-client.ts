import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { AppError } from '../../platform/errors.ts'
import { createSlots } from '../slots.ts'
import type {
  ContentJob,
  FilePreview,
  IngestAnswer,
  IngestLimits,
  IngestTask,
  LoadedTable,
  LoadJob,
  ModelsJob,
  PreviewJob,
  RowsJob,
  TableJob,
  UploadedContent,
  UploadedModels,
} from './ingest.ts'

/** Reads uploaded files. Throws `invalid` with the file's fault, `cancelled`, or `limit_exceeded` when too many wait. */
export type Ingest = {
  preview(job: Omit<PreviewJob, 'task'>, signal: AbortSignal, fairKey: string): Promise<FilePreview>
  load(job: Omit<LoadJob, 'task'>, signal: AbortSignal, fairKey: string): Promise<LoadedTable>
  /** Writes the rows of a file as Parquet into the same folder. */
  rows(job: Omit<RowsJob, 'task'>, signal: AbortSignal, fairKey: string): Promise<LoadedTable>
  /** Puts rows into a table of a database file. Throws `invalid` when they do not fit. */
  table(job: Omit<TableJob, 'task'>, signal: AbortSignal, fairKey: string): Promise<LoadedTable>
  /** Unpacks model files; what is in them is not looked at. */
  models(job: Omit<ModelsJob, 'task'>, signal: AbortSignal, fairKey: string): Promise<UploadedModels>
  /** Unpacks an export of another tool and reads its YAML. */
  content(job: Omit<ContentJob, 'task'>, signal: AbortSignal, fairKey: string): Promise<UploadedContent>
}

export type IngestOptions = {
  /** The bundled `ingest-process.js`. */ entry: string
  limits: IngestLimits
  /** Of what writes tables, beside what reads files. */ tableLimits: IngestLimits
  timeoutMs: number
  onWarning(message: string, details: Record<string, unknown>): void
}

/** One file at a time, and one table beside it: that is heavy, and queries need the machine too. */
const oneAtATime = { slots: 1, maxWaiting: 8 }
/** Megabytes for what is read outside of the engine: workbooks. */
const heapMegabytes = 1536

/** Starts a process for each job and ends it with the job, however that ends. */
export function createIngest(options: IngestOptions): Ingest {
  const files = createSlots(oneAtATime)
  // A long load keeps nobody from writing rows that are there already.
  const tables = createSlots(oneAtATime)
  const run = async (job: IngestTask, signal: AbortSignal): Promise<IngestAnswer> => {
    const child = spawn(process.execPath, ['--disable-proto=delete', `--max-old-space-size=${heapMegabytes}`, options.entry], {
      stdio: ['pipe', 'pipe', 'pipe'],
      cwd: path.dirname(job.file),
      env: {},
    })
    const end = (): void => void child.kill('SIGKILL')
    const timer = setTimeout(end, options.timeoutMs)
    signal.addEventListener('abort', end, { once: true })
    try {
      child.stdin.on('error', () => undefined)
      child.stdin.end(JSON.stringify({ ...job, limits: job.task === 'table' ? options.tableLimits : options.limits }))
      const [answer, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
      if (signal.aborted) throw new AppError('cancelled', 'Reading the file was cancelled', { reason: 'cancelled' })
      if (code === 0) return JSON.parse(answer) as IngestAnswer
      options.onWarning('an uploaded file could not be read', { code, signal: child.signalCode, complaint: complaint.slice(-2000) })
      return {
        refused: {
          reason: 'file_damaged',
          message:
            job.task === 'table'
              ? 'The rows could not be written. Nothing was changed; run the cell again, or write fewer rows.'
              : job.task === 'content'
                ? 'The file could not be read: it is damaged, or too large to be read at once. Export fewer things at a time.'
                : job.task === 'models'
                  ? 'The file could not be read: it is damaged, or too large to be read at once. Pack the model files alone.'
                  : 'The file could not be read: it is damaged, or too large to be read at once. If it is a workbook, save the sheet as CSV.',
        },
      }
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
    }
  }
  const inTurn = async (job: IngestTask, signal: AbortSignal, fairKey: string): Promise<Exclude<IngestAnswer, { refused: unknown }>> => {
    const answer = await (job.task === 'table' ? tables : files).run(fairKey, signal, () => run(job, signal))
    if ('refused' in answer) {
      const { reason, message, params = {} } = answer.refused
      throw new AppError('invalid', message, { reason, params })
    }
    return answer
  }
  return {
    async preview(job, signal, fairKey) {
      const answer = await inTurn({ task: 'preview', ...job }, signal, fairKey)
      if (!('preview' in answer)) throw new Error('the ingest process answered another question')
      return answer.preview
    },
    async load(job, signal, fairKey) {
      const answer = await inTurn({ task: 'load', ...job }, signal, fairKey)
      if (!('loaded' in answer)) throw new Error('the ingest process answered another question')
      return answer.loaded
    },
    async rows(job, signal, fairKey) {
      const answer = await inTurn({ task: 'rows', ...job }, signal, fairKey)
      if (!('loaded' in answer)) throw new Error('the ingest process answered another question')
      return answer.loaded
    },
    async table(job, signal, fairKey) {
      const answer = await inTurn({ task: 'table', ...job }, signal, fairKey)
      if (!('loaded' in answer)) throw new Error('the ingest process answered another question')
      return answer.loaded
    },
    async content(job, signal, fairKey) {
      const answer = await inTurn({ task: 'content', ...job }, signal, fairKey)
      if (!('content' in answer)) throw new Error('the ingest process answered another question')
      return answer.content
    },
    async models(job, signal, fairKey) {
      const answer = await inTurn({ task: 'models', ...job }, signal, fairKey)
      if (!('models' in answer)) throw new Error('the ingest process answered another question')
      return answer.models
    },
  }
}
