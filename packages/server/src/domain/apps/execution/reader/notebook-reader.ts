import { notebookGraph, rememberReading, type NotebookDocument, type NotebookGraph, type NotebookProblem } from '@atrium/documents'
import { createBoundedThread, type BoundedThreadOptions } from '../../../../platform/bounded-thread.ts'
import { AppError } from '../../../../platform/errors.ts'
import { sha256 } from '../sha256.ts'
import type { ReaderAnswer } from './reader-messages.ts'

export type ReadNotebook = { graph: NotebookGraph; problems: readonly NotebookProblem[] }

/** Reads who reads whom in a notebook, and what is wrong with it, beside the thread that answers everybody. */
export type NotebookReader = {
  /** Of a notebook that says what one said before it is known. Throws `limit_exceeded` (`notebook_too_hard`) for one that takes too long. */
  read(document: NotebookDocument): Promise<ReadNotebook>
  close(): Promise<void>
}

export type NotebookReaderOptions = Omit<BoundedThreadOptions, 'refusal'> & { threads: number; /** Notebooks that are remembered. */ kept: number }

/** Milliseconds for which a notebook that could not be read is not tried again. */
const refusedMs = 60_000

export function createNotebookReader({ threads, kept, ...options }: NotebookReaderOptions): NotebookReader {
  const all = Array.from({ length: threads }, () => createBoundedThread<NotebookDocument, ReaderAnswer>({ ...options, refusal: tooHard }))
  all[0]?.warm()
  /** By what they say, those that were used last behind; also those that could not be read. */
  const answers = new Map<string, Promise<ReaderAnswer>>()
  const graphs = new WeakMap<NotebookDocument, Promise<ReadNotebook>>()

  const begin = (key: string, document: NotebookDocument): Promise<ReaderAnswer> => {
    const answer = leastBusy().ask(document)
    answer.catch(() => setTimeout(() => answers.delete(key), refusedMs).unref())
    return answer
  }
  const ask = (document: NotebookDocument): Promise<ReaderAnswer> => {
    const key = sha256(JSON.stringify([document.cells, document.app]))
    const known = answers.get(key) ?? begin(key, document)
    answers.delete(key)
    answers.set(key, known)
    const [oldest] = answers.keys()
    if (answers.size > kept && oldest !== undefined) answers.delete(oldest)
    return known
  }
  const leastBusy = (): (typeof all)[number] => all.reduce((best, one) => (one.waiting < best.waiting ? one : best))

  const read = async (document: NotebookDocument): Promise<ReadNotebook> => {
    const { readings, problems } = await ask(document)
    for (const [place, cell] of document.cells.entries()) {
      const reading = readings[place]
      if (reading !== undefined) rememberReading(cell, reading)
    }
    return { graph: notebookGraph(document), problems }
  }

  return {
    read(document) {
      const known = graphs.get(document)
      if (known !== undefined) return known
      const reading = read(document)
      graphs.set(document, reading)
      reading.catch(() => graphs.delete(document))
      return reading
    },
    async close() {
      await Promise.all(all.map((thread) => thread.close()))
    },
  }
}

const tooHard = (what: string): AppError =>
  new AppError('limit_exceeded', `This notebook takes ${what} to be read. Split its longest cells, and look for brackets that are nested deep in them.`, {
    reason: 'notebook_too_hard',
  })
