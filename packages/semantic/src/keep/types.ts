/** What range variables over time are cut to in a kept table. */
export const buckets = ['minute', 'fifteen_minutes', 'hour', 'day', 'week', 'month'] as const
export type Bucket = (typeof buckets)[number]

export const keptOperators = ['=', '>=', '>', '<', '<=', 'in', 'like'] as const
export type KeptOperator = (typeof keptOperators)[number]

/** Whether a comparison is with an end of a stretch: those of moments are kept in buckets where rows are put together. */
export const isRange = (operator: KeptOperator): boolean => operator === '>=' || operator === '>' || operator === '<' || operator === '<='

/** What a key of a kept table holds, as far as it decides how values are compared with it. */
export type KeyKind = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'timestamp'

/** A column by which rows of a kept table are found. */
export type KeptKey = {
  /** As the outermost SELECT can say it. */
  column: string
  /** As the author wrote it: another one where it is a column of a SELECT inside. */
  name: string
  kind: KeyKind
  /** Type in the table, a word of the embedded engine. */
  type: string
  /** Null: its values as they are. */
  bucket: Bucket | null
  /**
   * It holds the value just before its column's (a microsecond, a day). What begins after an end is what does not begin before it
   * then, so that `>` is asked as `>=`, and `<=` as `<`: both are exact for buckets and for moments that are kept in milliseconds.
   */
  isShifted: boolean
}

/** A condition that was taken out of the query, to be put to the table. */
export type KeptCondition = {
  /** One; of IN any number, of which those without a value are left out. */
  variables: readonly string[]
  key: number
  operator: KeptOperator
  /** What a null asks for: no row, or rows without a value. */ nullMeans: 'nothing' | 'empty'
}

/** What becomes of an output column when rows of several buckets are put together: one of the columns that tell rows apart, or how it adds up. */
export type Reaggregation = 'key' | 'count' | 'sum' | 'min' | 'max'

/** How a query is kept as a table, and how the table is asked. */
export type KeepPlan = {
  /** The SELECT that fills the table: the columns of the query, then one for each key; its rows in the order of the query. */
  fill: string
  /** The query as it answers when no row meets its conditions; null: without rows. */
  empty: string | null
  keys: readonly KeptKey[]
  conditions: readonly KeptCondition[]
  /** By output column; null: rows are given as they are kept. */
  reaggregate: readonly Reaggregation[] | null
  /** Outputs whose moments are cut, so that no two are written alike; of put together ones only. */
  cutMoments: readonly number[]
  /** What its outputs are called; of put together ones only. */
  names: readonly string[]
  /** Outputs that rows are ordered by before they are ordered as they are kept; only of put together ones. */
  orders: readonly { output: number; isDescending: boolean; nullsFirst: boolean }[]
  /** Rows are put together to one, whatever there is. */
  isOneRow: boolean
  /** Rows at most, and rows left out before them, of the query itself. */
  limit: number | null
  offset: number
  /** Output column that its rows are ordered by first, for reading new rows only; -1: none. */
  firstOrder: { output: number; isDescending: boolean } | null
}

/** Why a query is not kept, in words for its author. */
export type KeepRefusal = { reason: string }
export const isRefusal = (plan: object): plan is KeepRefusal => 'reason' in plan
