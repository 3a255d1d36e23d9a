import type { FastifyRequest } from 'fastify'
import { WrongInputs } from '../../domain/apps/runs/types.ts'
import type { AppError, ErrorCode } from '../../platform/errors.ts'
import { bearerChallenge } from '../bearer-challenge.ts'
import { toAppError, withoutSql } from '../render-error.ts'
import { toInvalidParams } from './wire/run-request.ts'

/** Our codes in numbers and words of the format. A new code does not compile without a row. */
const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 422,
  limit_exceeded: 429,
  query_failed: 422,
  cancelled: 422,
  unavailable: 503,
  internal: 500,
}

/** What was understood, and cannot be done with what is there; or has a number of its own. */
const byReason: Record<string, number> = {
  app_inputs: 422,
  app_unpublished: 422,
  drawing_too_hard: 422,
  no_chart: 422,
  embedding_off: 422,
  inputs_and_view: 422,
  inputs_and_results: 422,
  view_missing: 422,
  recipient_missing: 422,
  too_many_recipients: 422,
  body_too_large: 413,
  media_type: 415,
  models_no_archive: 415,
  models_unknown_file: 415,
}

/** What stands behind this server, and does not answer it. */
const isBehind = (error: AppError): boolean => error.code === 'unavailable' && error.details.reason?.startsWith('warehouse_') === true

const statusFor = (error: AppError): number => (isBehind(error) ? 502 : (byReason[error.details.reason ?? ''] ?? statusOf[error.code]))

const codes: Record<number, string> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
}

/** Any error as this door words it: keys of all generations at once, since each client reads its own. What is not known goes to the log only. */
export function hexFailure(error: unknown, request: FastifyRequest): { status: number; body: object; headers: Record<string, string> } {
  const known = toAppError(error)
  const status = known === null ? 500 : statusFor(known)
  const message = known === null ? 'Something went wrong.' : messageOf(known)
  return {
    status,
    body: {
      reason: message,
      details: detailsOf(known) ?? message,
      traceId: request.id,
      code: codes[status] ?? codes[500],
      message,
      issues: known?.details.fields?.map(({ path, message: issue }) => ({ message: path === '' ? issue : `${path}: ${issue}` })) ?? [],
      ...(known instanceof WrongInputs ? toInvalidParams(known) : {}),
    },
    headers: { 'x-trace-id': request.id, ...headersOf(known, status, request) },
  }
}

const messageOf = (error: AppError): string => (error.code === 'query_failed' ? withoutSql(error.message) : error.message)

/** What else is known: the scope that is missing, names that come close. */
function detailsOf(known: AppError | null): string | undefined {
  const { scope, suggestions } = known?.details ?? {}
  if (scope !== undefined) return `scope: ${scope}`
  return suggestions === undefined || suggestions.length === 0 ? undefined : `Did you mean ${suggestions.join(', ')}?`
}

function headersOf(known: AppError | null, status: number, request: FastifyRequest): Record<string, string> {
  const seconds = known?.details.retryAfterSeconds
  return {
    ...(status === 401 ? { 'www-authenticate': bearerChallenge(request) } : {}),
    ...(seconds === undefined ? {} : { 'retry-after': String(Math.ceil(seconds)) }),
  }
}
