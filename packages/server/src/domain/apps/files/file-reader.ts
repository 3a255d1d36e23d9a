import type { ImportedNotebook, NotImported } from '@atrium/documents'
import { createBoundedThread, type BoundedThreadOptions } from '../../../platform/bounded-thread.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { createSlots } from '../../../warehouses/slots.ts'
import type { NotebookFile } from './read-file.ts'

/** Reads files of notebooks, which anybody may have written, beside the thread that answers everybody. */
export type NotebookFileReader = {
  /**
   * What is in a file. People take turns. Throws `limit_exceeded` for one that takes too long or too much memory (`notebook_file_too_hard`), or
   * when too many wait, of all or of theirs (`notebook_files_waiting`); `cancelled` for whoever left before their turn.
   */
  read(file: NotebookFile, asker: { fairKey: string; signal: AbortSignal }): Promise<ImportedNotebook | NotImported>
  close(): Promise<void>
}

export type NotebookFileReaderOptions = Pick<BoundedThreadOptions, 'entry' | 'timeoutMs' | 'memoryMegabytes'> & {
  /** Files that wait, at most: half of them of one person. */
  mostWaiting: number
}

export function createNotebookFileReader({ mostWaiting, ...options }: NotebookFileReaderOptions): NotebookFileReader {
  const thread = createBoundedThread<NotebookFile, ImportedNotebook | NotImported>({ ...options, refusal: tooHard })
  const slots = createSlots({ slots: 1, maxWaiting: mostWaiting, share: 0.5 })
  return {
    read: (file, { fairKey, signal }) =>
      slots
        .run(fairKey, signal, () => thread.ask(file))
        .catch((error: unknown) => {
          throw isAppError(error) && error.details.reason === 'busy' ? tooMany() : error
        }),
    close: () => thread.close(),
  }
}

const tooMany = (): AppError =>
  new AppError('limit_exceeded', 'Too many files of notebooks are being read. Try again in a few seconds.', {
    reason: 'notebook_files_waiting',
    retryAfterSeconds: 5,
  })
const tooHard = (what: string): AppError =>
  new AppError('limit_exceeded', `This file takes ${what} to be read. Clear its outputs, or split the notebook into two.`, {
    reason: 'notebook_file_too_hard',
  })
