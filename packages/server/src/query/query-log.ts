import { createBatchedLines } from '../platform/batched-lines.ts'
import type { LoggedQuery } from './query-log-store.ts'

export type QueryLog = {
  /** Notes one answered (or failed) query; never waits, never throws. Answers the line that stands for it. */
  add(entry: LoggedQuery): LoggedQuery
  /** One more hit of what a line stands for; false when it is written already. */
  again(line: LoggedQuery): boolean
  stop(): Promise<void>
}

/** The query log, written off the way of the queries. Hits of the same answer by the same person within a moment are one line that says how many. */
export function createQueryLog(options: { write(entries: readonly LoggedQuery[]): Promise<void>; onError(message: string, error: unknown): void }): QueryLog {
  const lines = createBatchedLines<LoggedQuery>({ what: 'lines of the query log', ...options })
  return {
    add(entry) {
      const key = entry.cache === 'hit' ? `${entry.queryHash}|${entry.actorId}|${entry.asId}|${entry.source}|${entry.sourceId}` : undefined
      const line = lines.add(entry, key)
      if (line !== entry) line.receipt.times++
      return line
    },
    again(line) {
      if (!lines.isWaiting(line)) return false
      line.receipt.times++
      return true
    },
    stop: () => lines.stop(),
  }
}
