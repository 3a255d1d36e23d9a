import type { Clock } from '../platform/clock.ts'
import { AppError, isAppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { QueryResult } from './query-service.ts'

/** A query that its caller comes back for. */
export type StartedQuery = { id: string; userId: string; projectId: string; /** Milliseconds since the epoch. */ startedAt: number } & (
  | { state: 'pending' }
  | { state: 'ready'; result: QueryResult; endedAt: number }
  | { state: 'cancelled'; endedAt: number }
  /** `message` is for the person. */
  | { state: 'failed'; message: string; endedAt: number }
)

/** Whose query it is: nobody else's can be found, whatever its id. */
export type QueryOwner = { userId: string; projectId: string }

export type StartedQueries = {
  /**
   * Begins the work and answers at once. An id that the owner chose and that is pending means that query. Throws
   * `limit_exceeded` when the person has too many running.
   */
  start(owner: QueryOwner, work: (signal: AbortSignal) => Promise<QueryResult>, id?: string): StartedQuery
  /** Null: never there, of somebody else, of another project, or too long ago. */
  find(owner: QueryOwner, id: string): StartedQuery | null
  /** Stops a pending one, also in the warehouse; one that ended stays as it is. */
  cancel(owner: QueryOwner, id: string): void
}

export type StartedQueriesOptions = {
  clock: Clock
  /** Milliseconds for which a finished query can be read. */ keptMs: number
  /** Bytes of all results that are kept; the oldest go first. */ maxBytes: number
  /** Queries of one person that may be pending. */ maxPending: number
  onError(message: string, error: unknown): void
}

/** What a query came to. */
type End = { state: 'ready'; result: QueryResult } | { state: 'cancelled' } | { state: 'failed'; message: string }
type Entry = { query: StartedQuery; abort: AbortController; endedAt: number | null }

/**
 * Keeps queries between the request that starts them and those that read them. They live in this process, as the results
 * do that they point to: after a restart they are gone, and their callers ask anew.
 */
export function createStartedQueries(options: StartedQueriesOptions): StartedQueries {
  const { clock } = options
  const entries = new Map<string, Entry>()

  const keyOf = ({ userId, projectId }: QueryOwner, id: string): string => `${userId}|${projectId}|${id}`
  /** What is kept of one, with some for what describes it. */
  const sizeOf = ({ query }: Entry): number =>
    2000 + query.id.length + (query.state === 'ready' ? query.result.data.length + query.result.receipt.sql.length : 0)
  const forgetOld = (): void => {
    let bytes = [...entries.values()].reduce((sum, entry) => sum + sizeOf(entry), 0)
    for (const [key, entry] of entries) {
      if (entry.endedAt === null) continue
      if (clock.now() - entry.endedAt < options.keptMs && bytes <= options.maxBytes) continue
      bytes -= sizeOf(entry)
      entries.delete(key)
    }
  }
  const settle = (entry: Entry, end: End): void => {
    const { id, userId, projectId, startedAt } = entry.query
    const key = keyOf(entry.query, id)
    // Entries are in the order in which they ended: the first one is the oldest.
    entries.delete(key)
    entry.endedAt = clock.now()
    entry.query = { id, userId, projectId, startedAt, endedAt: entry.endedAt, ...end }
    entries.set(key, entry)
    forgetOld()
  }
  const fail = (entry: Entry, error: unknown): void => {
    if (isAppError(error)) return settle(entry, error.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', message: error.message })
    options.onError(`the query ${entry.query.id} failed`, error)
    return settle(entry, { state: 'failed', message: 'Something went wrong.' })
  }

  return {
    start({ userId, projectId }, work, id = newId()) {
      const key = keyOf({ userId, projectId }, id)
      const known = entries.get(key)
      if (known?.query.state === 'pending') return known.query
      const pending = [...entries.values()].filter(({ query }) => query.userId === userId && query.state === 'pending').length
      if (pending >= options.maxPending) {
        throw new AppError('limit_exceeded', `You have ${pending} queries running. Wait for one of them, or cancel it.`, { reason: 'too_many_queries' })
      }
      forgetOld()
      const entry: Entry = { query: { id, userId, projectId, startedAt: clock.now(), state: 'pending' }, abort: new AbortController(), endedAt: null }
      entries.delete(key)
      entries.set(key, entry)
      const { query } = entry
      work(entry.abort.signal).then(
        (result) => settle(entry, { state: 'ready', result }),
        (error: unknown) => fail(entry, error),
      )
      return query
    },
    find(owner, id) {
      forgetOld()
      return entries.get(keyOf(owner, id))?.query ?? null
    },
    cancel(owner, id) {
      entries.get(keyOf(owner, id))?.abort.abort()
    },
  }
}
