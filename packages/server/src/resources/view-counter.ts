import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/db.ts'
import { addViews, noteViewers, type NotedView } from './view-store.ts'

/** Counts who looks at what without making them wait for it. */
export type ViewCounter = {
  /** Counts one view, and who looked, where that is a person; it is in the store within a second. */
  count(resourceId: string, userId: string | null): void
  /** Writes what is counted so far. */
  flush(): Promise<void>
  stop(): Promise<void>
}

const flushAfterMs = 1000

/** Views are kept in memory for at most a second and written in batches; after a failed write they are tried again. */
export function createViewCounter(options: { db: Db; clock: Clock; onError: (message: string, error: unknown) => void }): ViewCounter {
  let counts = new Map<string, number>()
  let viewers = new Map<string, NotedView>()
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()

  const write = async (): Promise<void> => {
    const [batch, lookers] = [counts, viewers]
    counts = new Map()
    viewers = new Map()
    try {
      await addViews(options.db, batch, new Date(options.clock.now()))
      batch.clear()
      await noteViewers(options.db, [...lookers.values()])
    } catch (error) {
      for (const [id, views] of batch) counts.set(id, (counts.get(id) ?? 0) + views)
      viewers = new Map([...lookers, ...viewers])
      options.onError('views could not be written; they are kept', error)
      schedule()
    }
  }
  const flush = (): Promise<void> => {
    flushing = flushing.then(write)
    return flushing
  }
  const schedule = (): void => {
    timer ??= setTimeout(() => {
      timer = null
      void flush()
    }, flushAfterMs).unref()
  }

  return {
    count(resourceId, userId) {
      counts.set(resourceId, (counts.get(resourceId) ?? 0) + 1)
      if (userId !== null) viewers.set(resourceId + userId, { resourceId, userId, at: new Date(options.clock.now()) })
      schedule()
    },
    flush,
    async stop() {
      await flush()
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
