import type { QueryResult } from '../../query/query-service.ts'
import type { EndpointRun } from './run-log.ts'

/** What answered: the warehouse, the table that is kept, or the warehouse because the table could not. */
export type AnsweredBy = {
  path: NonNullable<EndpointRun['path']>
  /** When the table was made; null: none answered. */ madeAt: Date | null
  /** Why it did not; null: it did, or there is none. */ because: string | null
}

/** An answer that is kept for its pages: all of them say where it came from. */
export type PagedAnswer = AnsweredBy & { result: QueryResult; /** Seconds for which such an answer is fresh. */ freshForSeconds: number }
