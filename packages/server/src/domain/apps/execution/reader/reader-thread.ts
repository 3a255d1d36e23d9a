import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { NotebookDocument } from '@atrium/documents'
import { AppError } from '../../../../platform/errors.ts'
import type { ReaderAnswer, ReaderQuestion } from './reader-messages.ts'

/** A thread that reads notebooks, one after the other; one that takes too long is ended, and the next question gets another. */
export type ReaderThread = {
  /** Questions that wait or run. */
  readonly waiting: number
  read(document: NotebookDocument): Promise<ReaderAnswer>
  /** Has it begin before it is needed. */
  warm(): void
  close(): Promise<void>
}

export type ReaderThreadOptions = { entry: string; /** Milliseconds for one notebook. */ timeoutMs: number; memoryMegabytes: number }

export function createReaderThread({ entry, timeoutMs, memoryMegabytes }: ReaderThreadOptions): ReaderThread {
  let worker: Worker | null = null
  let online: Promise<unknown> = Promise.resolve()
  let last: Promise<unknown> = Promise.resolve()
  let asked = 0
  let waiting = 0
  let closed = false

  const start = (): Worker => {
    const started = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes }, execArgv: [] })
    // Of itself it keeps nobody from leaving, and its end is heard where somebody waits for it.
    started.unref()
    // On a busy machine it takes a while to begin: that is no fault of the notebook.
    online = Promise.race([once(started, 'online'), once(started, 'exit')]).catch(() => undefined)
    started.on('error', () => undefined)
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    return started
  }

  const ask = async (document: NotebookDocument): Promise<ReaderAnswer> => {
    const thread = (worker ??= start())
    await online
    const question: ReaderQuestion = { id: ++asked, document }
    return new Promise((resolve, reject) => {
      const end = (outcome: () => void): void => {
        clearTimeout(deadline)
        thread.off('message', hear)
        thread.off('exit', lost)
        outcome()
      }
      const hear = (answer: ReaderAnswer): void => {
        if (answer.id === question.id) end(() => resolve(answer))
      }
      const lost = (): void => end(() => reject(tooHard(`more than ${memoryMegabytes} MB`)))
      const deadline = setTimeout(() => {
        worker = null
        end(() => reject(tooHard(`longer than ${timeoutMs / 1000} s`)))
        void thread.terminate()
      }, timeoutMs)
      thread.on('message', hear)
      thread.once('exit', lost)
      thread.postMessage(question)
    })
  }

  return {
    get waiting() {
      return waiting
    },
    read(document) {
      waiting += 1
      const answer = last.then(() => {
        if (closed) throw new AppError('unavailable', 'Atrium is stopping', { retryAfterSeconds: 5 })
        return ask(document)
      })
      last = answer.catch(() => undefined).then(() => (waiting -= 1))
      return answer
    },
    warm() {
      worker ??= start()
    },
    async close() {
      closed = true
      await worker?.terminate()
      await last
    },
  }
}

const tooHard = (what: string): AppError =>
  new AppError('limit_exceeded', `This notebook takes ${what} to be read. Split its longest cells, and look for brackets that are nested deep in them.`, {
    reason: 'notebook_too_hard',
  })
