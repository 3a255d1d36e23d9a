/**
 * Errors the house speaks of. Few codes, ours; how each looks on the wire is the door's business, so there is no
 * HTTP status in here. `message` is for the person and says what to do; `cause` is for the log only.
 */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'limit_exceeded'
  | 'query_failed'
  | 'cancelled'
  | 'unavailable'
  | 'internal'

export type ErrorParams = Readonly<Record<string, string | number>>

export type FieldProblem = { path: string; message: string; value?: unknown }

/** Details by code; a door shows what its format has room for. */
export type ErrorDetails = {
  /** `invalid`: one entry per field of the request that is wrong. */
  fields?: FieldProblem[]
  /** `not_found`, `invalid`: nearest known names, best first. */
  suggestions?: readonly string[]
  /** `query_failed`: what the warehouse said, and the SQL for those who may see it. */
  sql?: string
  warehouseMessage?: string
  line?: number
  /** `forbidden`: what the token that was used lacks. */
  scope?: string
  /** `limit_exceeded`, `unavailable`: seconds after which a retry makes sense. */
  retryAfterSeconds?: number
  /** A finer name inside the code, stable: `explore_missing`, `email_taken`, `last_admin`… Doors may map it. */
  reason?: string
  /** Names and numbers of the message, for its sentence in other languages. Nothing that the message does not say. */
  params?: ErrorParams
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError
