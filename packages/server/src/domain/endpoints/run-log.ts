import { createBatchedLines } from '../../platform/batched-lines.ts'
import { newId } from '../../platform/ids.ts'

/** One call of an endpoint, as the log keeps it. */
export type EndpointRun = {
  /** The execution's id, which its answer has too. */
  id: string
  endpointId: string
  at: Date
  /** Null: refused before one was found. */
  version: number | null
  actorId: string | null
  via: 'session' | 'token' | 'system'
  path: 'inline' | 'materialized' | 'materialized_fallback' | null
  cache: 'hit' | 'miss' | 'joined' | null
  /** Null: answered. */
  error: string | null
  /** The request was wrong; nothing was asked of the warehouse. */
  isRefusal: boolean
  rows: number | null
  durationMs: number
  /** How many calls the line stands for. */
  times: number
}

export type EndpointRunLog = {
  /** Notes a call; never waits, never throws. Answers the line that stands for it. */
  add(run: Omit<EndpointRun, 'id' | 'times'>): EndpointRun
  /** One more hit of what a line stands for; false when it is written already. */
  again(line: EndpointRun): boolean
  stop(): Promise<void>
}

/** The log of calls, written off their way. Hits of one caller within a moment are one line, with one id. */
export function createEndpointRunLog(options: {
  write(runs: readonly EndpointRun[]): Promise<void>
  onError(message: string, error: unknown): void
}): EndpointRunLog {
  const lines = createBatchedLines<EndpointRun>({ what: 'calls of endpoints', ...options })
  return {
    add(run) {
      const isHit = run.cache === 'hit' && run.error === null
      const made = { ...run, id: newId(), times: 1 }
      const line = lines.add(made, isHit ? `${run.endpointId}|${run.version}|${run.actorId}|${run.via}|${run.path}` : undefined)
      if (line !== made) line.times += 1
      return line
    },
    again(line) {
      if (!lines.isWaiting(line)) return false
      line.times += 1
      return true
    },
    stop: () => lines.stop(),
  }
}
