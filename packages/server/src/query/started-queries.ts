import type { Clock } from '../platform/clock.ts'
import { AppError, isAppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { QueryResult } from './query-service.ts'

/** Of what it asked: who reads the answer is asked for that right again. */
export type StartedOf = { kind: 'endpoint'; id: string; name: string } | { kind: 'explore'; name: string } | { kind: 'sql' }

/** A query that its caller comes back for. */
export type StartedQuery = { id: string; userId: string; projectId: string; of: StartedOf; /** Milliseconds since the epoch. */ startedAt: number } & (
  | { state: 'pending' }
  | { state: 'ready'; result: QueryResult; endedAt: number }
  | { state: 'cancelled'; endedAt: number }
  /** `message` is for the person. */
  | { state: 'failed'; message: string; endedAt: number }
)

/** Whose query it is: nobody else's can be found, whatever its id. */
export type QueryOwner = {
  userId: string
  projectId: string
  /** What of them decides about rows: under other row rules it is another answer. */ rowRules: string
}

export type StartedWork = {
  of: StartedOf
  /** All that is asked, as text. */
  question: string
  /** That the owner chose; a new one when absent. */
  id?: string | undefined
  run(signal: AbortSignal): Promise<QueryResult>
}

export type StartedQueries = {
  /**
   * Begins the work and answers at once. An id that the owner chose and that is pending means that query, if it is the same
   * question; throws `conflict` (`query_id_taken`) for another one, and `limit_exceeded` when the person has too many running.
   */
  start(owner: QueryOwner, work: StartedWork): StartedQuery
  /** Null: never there, of somebody else, of another project, asked under other row rules, or too long ago. */
  find(owner: QueryOwner, id: string): StartedQuery | null
  /** Stops a pending one, also in the warehouse; one that ended stays as it is. */
  cancel(owner: QueryOwner, id: string): void
}

export type StartedQueriesOptions = {
  clock: Clock
  /** Milliseconds for which a finished query can be read. */ keptMs: number
  /** Bytes of all results that are kept; the oldest of whoever holds most go first. */ maxBytes: number
  /** Queries of one person that may be pending. */ maxPending: number
  onError(message: string, error: unknown): void
}

/** What a query came to. */
type End = { state: 'ready'; result: QueryResult } | { state: 'cancelled' } | { state: 'failed'; message: string }
type Entry = { query: StartedQuery; owner: QueryOwner; question: string; abort: AbortController; endedAt: number | null }

/**
 * Keeps queries between the request that starts them and those that read them. They live in this process, as the results
 * do that they point to: after a restart they are gone, and their callers ask anew.
 */
export function createStartedQueries(options: StartedQueriesOptions): StartedQueries {
  const { clock } = options
  const entries = new Map<string, Entry>()

  const keyOf = ({ userId, projectId }: Pick<QueryOwner, 'userId' | 'projectId'>, id: string): string => `${userId}|${projectId}|${id}`
  /** What is kept of one, with some for what describes it. */
  const sizeOf = ({ query }: Entry): number =>
    2000 + query.id.length + (query.state === 'ready' ? query.result.data.length + query.result.receipt.sql.length : 0)
  const forgetOld = (): void => {
    const held = new Map<string, number>()
    for (const [key, entry] of entries) {
      if (entry.endedAt !== null && clock.now() - entry.endedAt >= options.keptMs) entries.delete(key)
      else held.set(entry.owner.userId, (held.get(entry.owner.userId) ?? 0) + sizeOf(entry))
    }
    let bytes = [...held.values()].reduce((sum, size) => sum + size, 0)
    while (bytes > options.maxBytes) {
      // Nobody pushes out the results of somebody who holds less.
      const [most] = [...held].toSorted(([, one], [, other]) => other - one)
      const oldest = [...entries].find(([, { owner, endedAt }]) => owner.userId === most?.[0] && endedAt !== null)
      if (most === undefined) return
      if (oldest === undefined) {
        held.delete(most[0])
        continue
      }
      const size = sizeOf(oldest[1])
      entries.delete(oldest[0])
      held.set(most[0], most[1] - size)
      bytes -= size
    }
  }
  const settle = (entry: Entry, end: End): void => {
    const { id, userId, projectId, of, startedAt } = entry.query
    const key = keyOf(entry.query, id)
    // Entries are in the order in which they ended: the first one is the oldest.
    entries.delete(key)
    entry.endedAt = clock.now()
    entry.query = { id, userId, projectId, of, startedAt, endedAt: entry.endedAt, ...end }
    entries.set(key, entry)
    forgetOld()
  }
  const fail = (entry: Entry, error: unknown): void => {
    if (isAppError(error)) return settle(entry, error.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', message: error.message })
    options.onError(`the query ${entry.query.id} failed`, error)
    return settle(entry, { state: 'failed', message: 'Something went wrong.' })
  }

  return {
    start(owner, { of, question, id = newId(), run }) {
      const { userId, projectId } = owner
      const key = keyOf(owner, id)
      const known = entries.get(key)
      if (known?.query.state === 'pending') {
        if (known.question === question && known.owner.rowRules === owner.rowRules) return known.query
        throw new AppError('conflict', `The id "${id.slice(0, 100)}" names another question of yours that runs. Choose another id, or cancel that one first.`, {
          reason: 'query_id_taken',
          fields: [{ path: 'client_query_id', message: 'names another question that runs' }],
        })
      }
      const pending = [...entries.values()].filter(({ query }) => query.userId === userId && query.state === 'pending').length
      if (pending >= options.maxPending) {
        throw new AppError('limit_exceeded', `You have ${pending} queries running. Wait for one of them, or cancel it.`, { reason: 'too_many_queries' })
      }
      forgetOld()
      const entry: Entry = {
        query: { id, userId, projectId, of, startedAt: clock.now(), state: 'pending' },
        owner,
        question,
        abort: new AbortController(),
        endedAt: null,
      }
      entries.delete(key)
      entries.set(key, entry)
      const { query } = entry
      run(entry.abort.signal).then(
        (result) => settle(entry, { state: 'ready', result }),
        (error: unknown) => fail(entry, error),
      )
      return query
    },
    find(owner, id) {
      forgetOld()
      const entry = entries.get(keyOf(owner, id))
      return entry?.owner.rowRules === owner.rowRules ? entry.query : null
    },
    cancel(owner, id) {
      entries.get(keyOf(owner, id))?.abort.abort()
    },
  }
}
