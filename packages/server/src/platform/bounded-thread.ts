import { once } from 'node:events'
import { Worker, type MessagePort } from 'node:worker_threads'
import { AppError } from './errors.ts'

/**
 * A thread that answers questions, one after the other; one that takes too long is ended, and the next question gets another. Questions
 * and answers are plain data.
 */
export type BoundedThread<Question, Answer> = {
  /** Questions that wait or run. */
  readonly waiting: number
  /** Throws `refusal` for what takes too much, `internal` for what the thread did not foresee. */
  ask(question: Question): Promise<Answer>
  /** Has it begin before it is needed. */
  warm(): void
  close(): Promise<void>
}

export type BoundedThreadOptions = {
  /** File of the thread, which calls `answering`. */
  entry: string
  /** Milliseconds for one question. */
  timeoutMs: number
  memoryMegabytes: number
  /** What is said of a question that takes too much: `what` is of what. */
  refusal: (what: string) => AppError
}

type Asked<Question> = { id: number; question: Question }
type Answered<Answer> = { id: number } & ({ answer: Answer } | { error: string })

/** What the thread does: answers each question of whoever began it. */
export function answering<Question, Answer>(port: MessagePort | null, answer: (question: Question) => Answer | Promise<Answer>): void {
  const reply = async ({ id, question }: Asked<Question>): Promise<Answered<Answer>> => {
    try {
      return { id, answer: await answer(question) }
    } catch (error) {
      return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
  port?.on('message', (asked: Asked<Question>) => void reply(asked).then((answered) => port.postMessage(answered)))
}

export function createBoundedThread<Question, Answer>({ entry, timeoutMs, memoryMegabytes, refusal }: BoundedThreadOptions): BoundedThread<Question, Answer> {
  let worker: Worker | null = null
  let online: Promise<unknown> = Promise.resolve()
  let last: Promise<unknown> = Promise.resolve()
  let asked = 0
  let waiting = 0
  let closed = false

  const start = (): Worker => {
    // Nothing of the environment of the server is there to be read, and libraries know that they are in use.
    const started = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes }, execArgv: [], env: { NODE_ENV: 'production' } })
    // Of itself it keeps nobody from leaving, and its end is heard where somebody waits for it.
    started.unref()
    // On a busy machine it takes a while to begin: that is no fault of the question.
    online = Promise.race([once(started, 'online'), once(started, 'exit')]).catch(() => undefined)
    started.on('error', () => undefined)
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    return started
  }

  const stopping = (): AppError => new AppError('unavailable', 'Atrium is stopping', { retryAfterSeconds: 5 })

  const ask = async (question: Question): Promise<Answer> => {
    const thread = (worker ??= start())
    await online
    const sent: Asked<Question> = { id: ++asked, question }
    return new Promise((resolve, reject) => {
      const end = (outcome: () => void): void => {
        clearTimeout(deadline)
        thread.off('message', hear)
        thread.off('exit', lost)
        outcome()
      }
      const hear = (answered: Answered<Answer>): void => {
        if (answered.id !== sent.id) return
        end(() => {
          if ('answer' in answered) resolve(answered.answer)
          else reject(new Error(`a thread failed: ${answered.error}`))
        })
      }
      const lost = (): void => end(() => reject(closed ? stopping() : refusal(`more than ${memoryMegabytes} MB`)))
      const deadline = setTimeout(() => {
        worker = null
        end(() => reject(refusal(`longer than ${timeoutMs / 1000} s`)))
        void thread.terminate()
      }, timeoutMs)
      thread.on('message', hear)
      thread.once('exit', lost)
      thread.postMessage(sent)
    })
  }

  return {
    get waiting() {
      return waiting
    },
    ask(question) {
      waiting += 1
      const answer = last.then(() => {
        if (closed) throw stopping()
        return ask(question)
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
