import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { FastifyRequest } from 'fastify'
import { AppError, type ErrorCode } from '../../platform/errors.ts'
import { toAppError, withoutSql } from '../render-error.ts'

type Wire = { status: number; code: string }

/** Our codes in the words that clients of GraphQL look for. A new code does not compile without a row. */
const wire: Record<ErrorCode, Wire> = {
  invalid: { status: 400, code: 'BAD_USER_INPUT' },
  unauthenticated: { status: 401, code: 'UNAUTHENTICATED' },
  forbidden: { status: 403, code: 'FORBIDDEN' },
  not_found: { status: 404, code: 'NOT_FOUND' },
  conflict: { status: 409, code: 'CONFLICT' },
  limit_exceeded: { status: 429, code: 'LIMIT_EXCEEDED' },
  query_failed: { status: 400, code: 'QUERY_FAILED' },
  cancelled: { status: 400, code: 'CANCELLED' },
  unavailable: { status: 503, code: 'UNAVAILABLE' },
  internal: { status: 500, code: 'INTERNAL_SERVER_ERROR' },
}

/** Refusals of the request itself, which have a status of their own. */
const statusByReason: Record<string, number> = { body_too_large: 413, media_type: 415 }

/** Finer words where GraphQL has some. */
const codeByReason: Record<string, string> = {
  graphql_syntax: 'GRAPHQL_PARSE_FAILED',
  graphql_invalid: 'GRAPHQL_VALIDATION_FAILED',
  graphql_limit: 'GRAPHQL_LIMIT_EXCEEDED',
  persisted_query_mismatch: 'PERSISTED_QUERY_MISMATCH',
  query_timeout: 'TIMEOUT',
}

/** Any error of the request as a whole: no `data`, and the message once more where clients of before look for it. */
export function hashboardFailure(error: unknown, request: FastifyRequest): { status: number; body: object; headers?: Record<string, string> } {
  const known = toAppError(error)
  const formatted = formatOf(known, request.id)
  const { reason, retryAfterSeconds } = known?.details ?? {}
  const status = statusByReason[reason ?? ''] ?? wire[known?.code ?? 'internal'].status
  const errors = error instanceof RefusedDocument ? error.errors.map((one) => ({ ...one.toJSON(), extensions: formatted.extensions })) : [formatted]
  return {
    status,
    body: { errors, error: formatted.message },
    ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(Math.ceil(retryAfterSeconds)) } }),
  }
}

/** An error of one field: where it is from, and what it is in the words above. */
export function fieldFailure(error: GraphQLError, requestId: string): GraphQLFormattedError {
  const { originalError } = error
  // What the language itself finds while it runs: a variable that does not fit, a value that is none.
  if (!(originalError instanceof Error) || originalError instanceof GraphQLError)
    return { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT', ...error.extensions } }
  const { message, extensions } = formatOf(toAppError(originalError), requestId)
  const { locations, path } = error.toJSON()
  return { message, ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }), extensions }
}

/** Whether it is ours to be ashamed of, and goes to the log. */
export const isInternal = ({ originalError }: GraphQLError): boolean =>
  originalError instanceof Error && !(originalError instanceof GraphQLError) && toAppError(originalError) === null

function formatOf(known: AppError | null, requestId: string): { message: string; extensions: Record<string, unknown> } {
  if (known === null) return { message: 'Something went wrong.', extensions: { code: wire.internal.code, requestId } }
  const { reason, suggestions, scope, fields } = known.details
  return {
    message: known.code === 'query_failed' ? withoutSql(known.message) : known.message,
    extensions: {
      code: codeByReason[reason ?? ''] ?? wire[known.code].code,
      ...(suggestions === undefined || suggestions.length === 0 ? {} : { suggestions }),
      ...(scope === undefined ? {} : { scope }),
      ...(fields === undefined ? {} : { fields: fields.map(({ path, message }) => ({ path, message })) }),
    },
  }
}

/** A document that cannot be run: each problem with its place in the text. */
export class RefusedDocument extends AppError {
  readonly errors: readonly GraphQLError[]
  constructor(reason: 'graphql_syntax' | 'graphql_invalid', errors: readonly GraphQLError[]) {
    super('invalid', errors.map(({ message }) => message).join(' '), { reason })
    this.errors = errors
  }
}
