import type { DimensionType } from './field.ts'
import type { FieldId, ItemsMap, MetricQuery } from './metric-query.ts'

/** Who asks, as far as SQL is concerned. Values are data: they reach SQL only through the dialect's literal writer. */
export type RowPolicy = {
  /** Attribute name → the caller's values. A name that is absent is undefined for the organization. */
  userAttributes: Readonly<Record<string, readonly string[]>>
  /** Verified primary e-mail of the caller; absent when there is none. */
  email?: string
}

export type CompileOptions = {
  /** The moment that "now" means, milliseconds since the epoch, UTC. Relative filters are resolved against it. */
  now: number
  /** IANA zone used when the query names none. */
  timezone: string
  /** 0 = Monday … 6 = Sunday; null: Monday. Buckets and filters use the same one. */
  startOfWeek: number | null
  /** Month with which fiscal years begin, 1 to 12; January when absent. The one that the model was compiled with. */
  fiscalYearStart?: number
  policy: RowPolicy
}

export type ResultColumn = {
  fieldId: FieldId
  /** Kind of value, as far as it is known before execution. */
  type: DimensionType
  /** Wanted for sorting or filtering only; not asked for by the query. */
  hidden: boolean
  /** Of a date column: the bucket that has not ended yet, as YYYY-MM-DD. Its numbers still grow. */
  currentPeriod?: string
}

/** How far the planner can vouch for the numbers. */
export type Proof = {
  /** `safe`: every metric is aggregated at its own grain. `unproven`: a relationship is not declared. */
  status: 'safe' | 'unproven'
  /** One sentence a line, for people: "payments is aggregated per order_id before it is joined". */
  lines: string[]
}

export type CompiledQuery = {
  sql: string
  columns: ResultColumn[]
  /** Items by field id, for formatting and for the answer's `fields`. */
  fields: ItemsMap
  /** The query with its defaults filled in, required filters included; of its parameters those that were used, with their values. */
  effectiveQuery: MetricQuery
  proof: Proof
  /** Names of the row rules that were applied ("orders.sql_filter", "user attribute region"…). */
  policiesApplied: string[]
  /** True when the SQL holds a moment derived from `now`, so that equal questions later are different SQL. */
  timeDependent: boolean
}

/** Thrown by the planner for a question that cannot be answered; `code` decides how a door words and numbers it. */
export type QueryErrorCode = 'unknown_field' | 'invalid_query' | 'unsafe_join' | 'missing_attribute' | 'unsupported_operator'

export class QueryError extends Error {
  readonly code: QueryErrorCode
  /** Field, filter or join that is wrong, when one is. */
  readonly at: string | undefined
  /** Nearest known names, best first, for `unknown_field`. */
  readonly suggestions: readonly string[]
  constructor(code: QueryErrorCode, message: string, options: { at?: string; suggestions?: readonly string[] } = {}) {
    super(message)
    this.name = 'QueryError'
    this.code = code
    this.at = options.at
    this.suggestions = options.suggestions ?? []
  }
}
