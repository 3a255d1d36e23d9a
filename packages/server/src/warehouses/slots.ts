import { AppError } from '../platform/errors.ts'
import { cancelled } from './stopped-query.ts'

export type Slots = {
  /** Runs `work` when a slot is free. Callers of different keys take turns. Throws `limit_exceeded` when the queue is full. */
  run<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>
  waiting(): number
}

export type SlotsOptions = {
  slots: number
  maxWaiting: number
  /** The part of all slots, and of all places to wait, that one key may have: for work that holds a slot for long. Absent: all. */
  share?: number
}

type Waiter = { start(): void }

/**
 * More queries at once than cores make all of them slow, so they wait here: first come, first served within one
 * person, in turn between people. The queue is bounded: early and honest refusal beats a late answer.
 */
export function createSlots({ slots, maxWaiting, share = 1 }: SlotsOptions): Slots {
  const mostOfOne = { held: Math.ceil(slots * share), waiting: Math.ceil(maxWaiting * share) }
  let free = slots
  let waiting = 0
  const held = new Map<string, number>()
  const queues = new Map<string, Waiter[]>()

  const mayStart = (key: string): boolean => free > 0 && (held.get(key) ?? 0) < mostOfOne.held
  const take = (key: string): void => {
    free--
    held.set(key, (held.get(key) ?? 0) + 1)
  }
  const giveBack = (key: string): void => {
    free++
    const left = (held.get(key) ?? 0) - 1
    if (left > 0) held.set(key, left)
    else held.delete(key)
  }

  const next = (): void => {
    for (const [key, queue] of queues) {
      if (!mayStart(key)) continue
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
    // Who waits while a slot is free has had their share.
    if (mayStart(key)) {
      take(key)
      return Promise.resolve()
    }
    if (waiting >= maxWaiting || (queues.get(key)?.length ?? 0) >= mostOfOne.waiting) {
      return Promise.reject(
        new AppError('limit_exceeded', `Too much is asked for at once: ${waiting} others are waiting. Try again in a few seconds.`, {
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
          take(key)
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
        giveBack(key)
        next()
      }
    },
    waiting: () => waiting,
  }
}
