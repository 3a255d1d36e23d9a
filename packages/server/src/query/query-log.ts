import type { LoggedQuery } from './query-log-store.ts'

export type QueryLog = {
  /** Notes one answered (or failed) query; never waits, never throws. */
  add(entry: LoggedQuery): void
  stop(): Promise<void>
}

const flushMs = 500
/** Lines that wait at most; beyond it the store is in trouble and queries must not be. */
const maxWaiting = 20_000

/**
 * Collects log lines and writes them twice a second, off the way of the queries. Hits of the same answer by the same
 * person within that time are one line that says how many.
 */
export function createQueryLog(options: { write(entries: readonly LoggedQuery[]): Promise<void>; onError(message: string, error: unknown): void }): QueryLog {
  let waiting: LoggedQuery[] = []
  let hits = new Map<string, LoggedQuery>()
  let writing: Promise<void> = Promise.resolve()
  let lost = 0

  const flush = (): void => {
    const batch = [...waiting, ...hits.values()]
    if (batch.length === 0) return
    waiting = []
    hits = new Map()
    writing = writing
      .then(() => options.write(batch))
      .catch((error: unknown) => options.onError(`${batch.length} lines of the query log could not be written`, error))
  }
  const timer = setInterval(() => {
    if (lost > 0) options.onError(`${lost} lines of the query log were dropped because the store was too slow`, null)
    lost = 0
    flush()
  }, flushMs)
  timer.unref()

  return {
    add(entry) {
      if (entry.cache === 'hit') {
        const key = `${entry.queryHash}|${entry.actorId}|${entry.asId}|${entry.source}|${entry.sourceId}`
        const known = hits.get(key)
        if (known !== undefined) {
          known.receipt.times++
          return
        }
        hits.set(key, entry)
      } else if (waiting.length < maxWaiting) waiting.push(entry)
      else lost++
    },
    async stop() {
      clearInterval(timer)
      flush()
      await writing
    },
  }
}
