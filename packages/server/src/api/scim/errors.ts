import type { FastifyRequest } from 'fastify'
import type { ErrorCode } from '../../platform/errors.ts'
import { toAppError } from '../render-error.ts'
import { urns } from './wire/urns.ts'

/** Our codes as numbers of the format. A new code does not compile without a row. */
const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limit_exceeded: 429,
  query_failed: 400,
  cancelled: 400,
  unavailable: 503,
  internal: 500,
}

/** Reasons that the format has a word for (RFC 7644 §3.12), or another number. */
const byReason: Record<string, { scimType?: string; status?: number }> = {
  invalidFilter: { scimType: 'invalidFilter' },
  invalidPath: { scimType: 'invalidPath' },
  invalidValue: { scimType: 'invalidValue' },
  noTarget: { scimType: 'noTarget' },
  tooMany: { scimType: 'tooMany' },
  mutability: { scimType: 'mutability' },
  json_syntax: { scimType: 'invalidSyntax' },
  json_depth: { scimType: 'invalidSyntax' },
  validation: { scimType: 'invalidSyntax' },
  email: { scimType: 'invalidValue' },
  name: { scimType: 'invalidValue' },
  user_name_taken: { scimType: 'uniqueness' },
  email_taken: { scimType: 'uniqueness' },
  name_taken: { scimType: 'uniqueness' },
  // The request fits; what is there does not allow it.
  last_admin: { status: 409 },
  version_mismatch: { status: 412 },
  body_too_large: { status: 413 },
}

/** Any error as RFC 7644 words it. What is not known is ours to be ashamed of: details go to the log only. */
export function scimFailure(error: unknown, request: FastifyRequest): { status: number; body: object; headers?: Record<string, string> } {
  const known = toAppError(error)
  if (known === null) return { status: 500, body: bodyOf(500, `Something went wrong. The request was ${request.id}.`) }
  const { status = statusOf[known.code], scimType } = byReason[known.details.reason ?? ''] ?? {}
  const retry = known.details.retryAfterSeconds
  return {
    status,
    body: bodyOf(status, known.message, scimType),
    ...(status === 401 ? { headers: { 'www-authenticate': 'Bearer realm="SCIM"' } } : {}),
    ...(retry === undefined ? {} : { headers: { 'retry-after': String(Math.ceil(retry)) } }),
  }
}

const bodyOf = (status: number, detail: string, scimType?: string): object => ({
  schemas: [urns.error],
  status: String(status),
  ...(scimType === undefined ? {} : { scimType }),
  detail,
})
