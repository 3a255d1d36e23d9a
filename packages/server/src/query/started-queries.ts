import type { Clock } from '../platform/clock.ts'
import { AppError, isAppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { QueryResult } from './query-service.ts'

/** A query that its caller comes back for. */
export type StartedQuery = { id: string; userId: string; projectId: string } & (
  | { state: 'pending' }
  | { state: 'ready'; result: QueryResult }
  | { state: 'cancelled' }
  /** `message` is for the person. */
  | { state: 'failed'; message: string }
)

export type StartedQueries = {
  /** Begins the work and answers at once. Throws `limit_exceeded` when the person has too many running. */
  start(owner: { userId: string; projectId: string }, work: (signal: AbortSignal) => Promise<QueryResult>): StartedQuery
  /** Null: never there, of somebody else, of another project, or too long ago. */
  find(owner: { userId: string; projectId: string }, id: string): StartedQuery | null
  /** Stops a pending one, also in the warehouse; one that ended stays as it is. */
  cancel(id: string): void
}

export type StartedQueriesOptions = {
  clock: Clock
  /** Milliseconds for which a finished query can be read. */ keptMs: number
  /** Bytes of all results that are kept; the oldest go first. */ maxBytes: number
  /** Queries of one person that may be pending. */ maxPending: number
  onError(message: string, error: unknown): void
}

type Entry = { query: StartedQuery; abort: AbortController; endedAt: number | null }

/**
 * Keeps queries between the request that starts them and those that read them. They live in this process, as the results
 * do that they point to: after a restart they are gone, and their callers ask anew.
 */
export function createStartedQueries(options: StartedQueriesOptions): StartedQueries {
  const { clock } = options
  const entries = new Map<string, Entry>()

  const sizeOf = ({ query }: Entry): number => (query.state === 'ready' ? query.result.data.length : 0)
  const forgetOld = (): void => {
    let bytes = [...entries.values()].reduce((sum, entry) => sum + sizeOf(entry), 0)
    for (const [id, entry] of entries) {
      if (entry.endedAt === null) continue
      if (clock.now() - entry.endedAt < options.keptMs && bytes <= options.maxBytes) continue
      bytes -= sizeOf(entry)
      entries.delete(id)
    }
  }
  const settle = (entry: Entry, end: { state: 'ready'; result: QueryResult } | { state: 'cancelled' } | { state: 'failed'; message: string }): void => {
    const { id, userId, projectId } = entry.query
    // Entries are in the order in which they ended: the first one is the oldest.
    entries.delete(id)
    entry.query = { id, userId, projectId, ...end }
    entry.endedAt = clock.now()
    entries.set(id, entry)
    forgetOld()
  }
  const fail = (entry: Entry, error: unknown): void => {
    if (isAppError(error)) return settle(entry, error.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', message: error.message })
    options.onError(`the query ${entry.query.id} failed`, error)
    return settle(entry, { state: 'failed', message: 'Something went wrong.' })
  }

  return {
    start({ userId, projectId }, work) {
      const pending = [...entries.values()].filter(({ query }) => query.userId === userId && query.state === 'pending').length
      if (pending >= options.maxPending) {
        throw new AppError('limit_exceeded', `You have ${pending} queries running. Wait for one of them, or cancel it.`, { reason: 'too_many_queries' })
      }
      forgetOld()
      const entry: Entry = { query: { id: newId(), userId, projectId, state: 'pending' }, abort: new AbortController(), endedAt: null }
      entries.set(entry.query.id, entry)
      const { query } = entry
      work(entry.abort.signal).then(
        (result) => settle(entry, { state: 'ready', result }),
        (error: unknown) => fail(entry, error),
      )
      return query
    },
    find({ userId, projectId }, id) {
      forgetOld()
      const query = entries.get(id)?.query
      return query !== undefined && query.userId === userId && query.projectId === projectId ? query : null
    },
    cancel(id) {
      entries.get(id)?.abort.abort()
    },
  }
}
