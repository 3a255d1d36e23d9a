import { createBatchedLines } from '../platform/batched-lines.ts'
import type { LoggedQuery } from './query-log-store.ts'

export type QueryLog = {
  /** Notes one answered (or failed) query; never waits, never throws. */
  add(entry: LoggedQuery): void
  stop(): Promise<void>
}

/** The query log, written off the way of the queries. Hits of the same answer by the same person within a moment are one line that says how many. */
export function createQueryLog(options: { write(entries: readonly LoggedQuery[]): Promise<void>; onError(message: string, error: unknown): void }): QueryLog {
  const lines = createBatchedLines<LoggedQuery>({ what: 'lines of the query log', ...options })
  return {
    add(entry) {
      const key = entry.cache === 'hit' ? `${entry.queryHash}|${entry.actorId}|${entry.asId}|${entry.source}|${entry.sourceId}` : undefined
      const { line, isNew } = lines.add(entry, key)
      if (!isNew) line.receipt.times++
    },
    stop: () => lines.stop(),
  }
}
