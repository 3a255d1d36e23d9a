import type { Place } from '../problems/place.ts'

/** Why the SQL of a field cannot be put together. */
export type Failure = {
  code: string
  message: string
  hint: string
  /** Where the SQL stands that cannot be resolved. */
  at: Place
  /** Table whose field it is. */
  table: string
  /** True when it reads a model that exists but is not joined here: no fault of the field. */
  notJoined: boolean
}

/** SQL with its references resolved, and the tables (aliases) it reads; or why there is none. */
export type Resolution = { sql: string; tables: readonly string[] } | { failure: Failure }
