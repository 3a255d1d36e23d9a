import { AppError } from '../platform/errors.ts'
import { cancelled } from './stopped-query.ts'

export type Slots = {
  /** Runs `work` when a slot is free. Callers of different keys take turns. Throws `limit_exceeded` when the queue is full. */
  run<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>
  waiting(): number
}

type Waiter = { start(): void }

/**
 * More queries at once than cores make all of them slow, so they wait here: first come, first served within one
 * person, in turn between people. The queue is bounded: early and honest refusal beats a late answer.
 */
export function createSlots(options: { slots: number; maxWaiting: number }): Slots {
  let free = options.slots
  let waiting = 0
  const queues = new Map<string, Waiter[]>()

  const next = (): void => {
    if (free === 0) return
    for (const [key, queue] of queues) {
      const waiter = queue.shift()
      // Out and in again: the key goes to the end of the line.
      queues.delete(key)
      if (queue.length > 0) queues.set(key, queue)
      if (waiter !== undefined) {
        waiter.start()
        return
      }
    }
  }

  const enter = (key: string, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return Promise.reject(cancelled())
    if (free > 0) {
      free--
      return Promise.resolve()
    }
    if (waiting >= options.maxWaiting) {
      return Promise.reject(
        new AppError('limit_exceeded', `The engine is busy: ${waiting} queries are waiting. Try again in a few seconds.`, {
          reason: 'busy',
          retryAfterSeconds: 5,
        }),
      )
    }
    return new Promise((resolve, reject) => {
      const queue = queues.get(key) ?? []
      const waiter: Waiter = {
        start: () => {
          signal.removeEventListener('abort', leave)
          waiting--
          free--
          resolve()
        },
      }
      const leave = (): void => {
        const at = queue.indexOf(waiter)
        if (at === -1) return
        queue.splice(at, 1)
        waiting--
        reject(cancelled())
      }
      queue.push(waiter)
      queues.set(key, queue)
      waiting++
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  return {
    async run(key, signal, work) {
      await enter(key, signal)
      try {
        return await work()
      } finally {
        free++
        next()
      }
    },
    waiting: () => waiting,
  }
}
