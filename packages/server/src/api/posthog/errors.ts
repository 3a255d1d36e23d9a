import { bearerChallenge } from '../bearer-challenge.ts'
import type { FastifyRequest } from 'fastify'
import type { AppError, ErrorCode } from '../../platform/errors.ts'
import { toAppError, withoutSql } from '../render-error.ts'

type Wire = { status: number; type: string; code: string }

/** Our codes in the words and numbers of the format. A new code does not compile without a row. */
const wire: Record<ErrorCode, Wire> = {
  invalid: { status: 400, type: 'validation_error', code: 'invalid_input' },
  unauthenticated: { status: 401, type: 'authentication_error', code: 'not_authenticated' },
  forbidden: { status: 403, type: 'authentication_error', code: 'permission_denied' },
  not_found: { status: 404, type: 'invalid_request', code: 'not_found' },
  // The format knows no other word for a name that is taken.
  conflict: { status: 400, type: 'validation_error', code: 'invalid_input' },
  limit_exceeded: { status: 429, type: 'throttled_error', code: 'throttled' },
  query_failed: { status: 400, type: 'validation_error', code: 'query_error' },
  cancelled: { status: 400, type: 'validation_error', code: 'query_cancelled' },
  unavailable: { status: 503, type: 'server_error', code: 'query_capacity' },
  internal: { status: 500, type: 'server_error', code: 'error' },
}

/** Finer words where the format has some. */
const byReason: Record<string, Partial<Wire>> = {
  // A project of somebody else is not there.
  foreign_organization: { status: 404, type: 'invalid_request', code: 'not_found' },
  json_syntax: { code: 'parse_error' },
  body_too_large: { status: 413, type: 'invalid_request', code: 'request_too_large' },
  // The answer is no longer kept: nobody finds it again.
  cursor_expired: { status: 410, code: 'cursor_expired' },
  media_type: { status: 415, type: 'invalid_request', code: 'unsupported_media_type' },
  query_timeout: { status: 400, type: 'validation_error', code: 'query_timeout' },
  query_memory: { status: 400, type: 'validation_error', code: 'query_memory_limit' },
}

/** Any error as this door words it: one problem at a time. What is not known goes to the log only. */
export function posthogFailure(error: unknown, request: FastifyRequest): { status: number; body: object; headers?: Record<string, string> } {
  const known = toAppError(error)
  if (known === null) {
    return { status: 500, body: { type: 'server_error', code: 'error', detail: `A server error occurred. The request was ${request.id}.`, attr: null } }
  }
  const { details } = known
  const { status, type, code } = { ...wire[known.code], ...byReason[details.reason ?? ''] }
  const headers = headersOf(known, status, request)
  const plain = plainBody(known)
  if (plain !== null) return { status, body: plain, headers }
  return { status, body: { type, code: codeOf(known, code), detail: detailOf(known), attr: attrOf(known) }, headers }
}

/** When to come again, and with what: a refused key is told apart from one that was not sent. */
function headersOf({ details }: AppError, status: number, request: FastifyRequest): Record<string, string> {
  return {
    ...(status === 401 ? { 'www-authenticate': bearerChallenge(request) } : {}),
    ...(details.retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(details.retryAfterSeconds)) }),
  }
}

/** A few refusals have a body of their own, which clients look for. */
function plainBody({ message, details }: AppError): object | null {
  switch (details.reason) {
    case 'version_missing':
      return { error: message, current_version: details.fields?.[0]?.value }
    case 'version_name':
    case 'run_parameter':
      return { error: message }
    default:
      return null
  }
}

const fieldOf = ({ details }: AppError): string | undefined => details.fields?.[0]?.path.replace(/^body\.?/, '')
const isMissing = ({ details }: AppError): boolean => details.reason === 'validation' && /received undefined/.test(details.fields?.[0]?.message ?? '')

const codeOf = (error: AppError, code: string): string => (isMissing(error) ? 'required' : code)

function detailOf(error: AppError): string {
  const [field] = error.details.fields ?? []
  if (isMissing(error)) return 'This field is required.'
  if (error.details.reason === 'validation' && field !== undefined) return field.message
  return error.code === 'query_failed' ? withoutSql(error.message) : error.message
}

/** The field that is wrong, up to the part that callers know. */
function attrOf(error: AppError): string | null {
  const field = fieldOf(error)
  if (field !== undefined && field !== '') return field.split('.')[0] ?? null
  const unknown = /^Unrecognized keys?: "([^"]+)"/.exec(error.details.fields?.[0]?.message ?? '')
  return unknown?.[1] ?? null
}
