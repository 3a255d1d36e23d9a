import type { FastifyRequest } from 'fastify'
import { RuleRefusal } from '../access/operation.ts'
import { WrongInputs } from '../domain/apps/runs/types.ts'
import { AppError, isAppError, type ErrorCode, type ErrorParams } from '../platform/errors.ts'

type WireError = { status: number; name: string }

/** Our codes in the words and numbers of the Lightdash format (behaviour §3). A new code does not compile without a row. */
const wire: Record<ErrorCode, WireError> = {
  invalid: { status: 400, name: 'ParameterError' },
  unauthenticated: { status: 401, name: 'AuthorizationError' },
  forbidden: { status: 403, name: 'ForbiddenError' },
  not_found: { status: 404, name: 'NotFoundError' },
  conflict: { status: 409, name: 'AlreadyExistsError' },
  limit_exceeded: { status: 429, name: 'LimitExceededError' },
  query_failed: { status: 400, name: 'WarehouseQueryError' },
  cancelled: { status: 400, name: 'WarehouseQueryError' },
  unavailable: { status: 503, name: 'UnavailableError' },
  internal: { status: 500, name: 'UnexpectedServerError' },
}

/** Finer names where the format has one. */
const byReason: Record<string, Partial<WireError>> = {
  validation: { status: 422, name: 'ValidateError' },
  media_type: { status: 415, name: 'UnsupportedMediaTypeError' },
  body_too_large: { status: 413, name: 'PayloadTooLargeError' },
  json_syntax: { status: 400, name: 'ParameterError' },
  app_inputs: { status: 422, name: 'InputsError' },
  inputs_too_large: { status: 413, name: 'PayloadTooLargeError' },
  inputs_changed: { name: 'InputsChangedError' },
  session_ended: { name: 'SessionEndedError' },
  run_rows_gone: { name: 'RunRowsGoneError' },
  session_elsewhere: { name: 'SessionElsewhereError' },
  draft_too_large: { status: 413, name: 'PayloadTooLargeError' },
  draft_conflict: { name: 'DraftConflictError' },
  draft_gone: { name: 'DraftGoneError' },
  breaking_change: { name: 'BreakingChangeError' },
  failing_tests: { name: 'FailingTestsError' },
  published_meanwhile: { name: 'PublishedMeanwhileError' },
  explore_missing: { name: 'NotExistsError' },
  unknown_field: { name: 'FieldReferenceError' },
  invalid_query: { name: 'CompileError' },
  unsafe_join: { name: 'CompileError' },
  unsupported_operator: { name: 'CompileError' },
  invite_expired: { status: 406, name: 'ExpiredError' },
  reset_expired: { status: 406, name: 'ExpiredError' },
  second_step: { name: 'SecondStepError' },
  second_step_over: { name: 'SecondStepOverError' },
  proof_needed: { name: 'ProofNeededError' },
  second_factor_required: { name: 'SecondFactorRequiredError' },
  deactivated: { name: 'DeactivatedAccountError' },
  embedding_off: { name: 'EmbeddingOffError' },
  embed_link_used: { name: 'EmbedUsedError' },
  embed_link_expired: { name: 'EmbedExpiredError' },
  embed_link_dead: { name: 'EmbedDeadError' },
  embed_ended: { name: 'EmbedEndedError' },
  git: { name: 'UnexpectedGitError' },
  github: { name: 'UnexpectedGitError' },
  slack_missing: { name: 'SlackInstallationNotFoundError' },
  // A query that ran out of time or memory is the query's fault, not the client's pace.
  query_timeout: { status: 400, name: 'WarehouseQueryError' },
  query_memory: { status: 400, name: 'WarehouseQueryError' },
}

type ErrorBody = { status: 'error'; error: { statusCode: number; name: string; message: string; data: Record<string, unknown>; id?: string } }

/** Any error as this door words it. What is not an `AppError` is ours to be ashamed of: details go to the log only. */
export function renderError(error: unknown, request: Pick<FastifyRequest, 'id'>): { status: number; body: ErrorBody; headers?: Record<string, string> } {
  const known = toAppError(error)
  if (known === null) {
    return {
      status: 500,
      body: { status: 'error', error: { statusCode: 500, name: 'UnexpectedServerError', message: 'Something went wrong.', data: {}, id: request.id } },
    }
  }
  const { status, name } = { ...wire[known.code], ...byReason[known.details.reason ?? ''] }
  const retry = known.details.retryAfterSeconds
  return {
    status,
    body: { status: 'error', error: { statusCode: status, name, message: known.message, data: dataOf(known), ...(status === 500 ? { id: request.id } : {}) } },
    ...(retry === undefined ? {} : { headers: { 'retry-after': String(Math.ceil(retry)) } }),
  }
}

/** The HTTP server's own refusals (too large, wrong media type…) as ours; null when the error is unknown. */
export function toAppError(error: unknown): AppError | null {
  if (isAppError(error)) return error.code === 'internal' ? null : error
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  const message = error instanceof Error ? error.message : ''
  if (status === 413) return new AppError('invalid', 'The request body is too large', { reason: 'body_too_large' })
  if (status === 415)
    return new AppError('invalid', 'Send JSON as content-type: application/json, and files as application/octet-stream', { reason: 'media_type' })
  if (typeof status === 'number' && status >= 400 && status < 500) return new AppError('invalid', message)
  return null
}

function dataOf(error: AppError): Record<string, unknown> {
  const { fields, suggestions, line, retryAfterSeconds, scope } = error.details
  return {
    ...Object.fromEntries((fields ?? []).map((field) => [field.path, { message: field.message }])),
    ...(suggestions === undefined || suggestions.length === 0 ? {} : { suggestions }),
    ...(line === undefined ? {} : { line }),
    ...(error instanceof WrongInputs ? { wrong: error.wrong, unknown: error.unknown } : {}),
    ...(scope === undefined ? {} : { scope }),
    // What is wrong with which field says all; programs read the keys as the names of fields.
    ...(fields === undefined ? toldOf(error) : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
}

/** Of what pages make sentences in other languages. Which rule said no tells of what somebody may not see. */
export const toldOf = (error: AppError): { reason?: string; params?: ErrorParams } => {
  const { reason, params } = error.details
  if (reason === undefined || error instanceof RuleRefusal) return {}
  return { reason, ...(params === undefined ? {} : { params }) }
}

/** What a warehouse quotes of the SQL is for those who may read that: behind an endpoint it is nobody's who calls. */
export const withoutSql = (message: string): string => message.split('\n\nLINE ')[0] ?? message
