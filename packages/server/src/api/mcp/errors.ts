import { bearerChallenge } from '../bearer-challenge.ts'
import type { FastifyRequest } from 'fastify'
import type { AppError } from '../../platform/errors.ts'
import { toAppError, withoutSql } from '../render-error.ts'

/** JSON-RPC: the request was not taken. */
const invalidRequest = -32_600
const internalError = -32_603

/** What is wrong with a request before a tool is called: a JSON-RPC error without an id, under the HTTP status of its kind. */
export function mcpFailure(error: unknown, request: FastifyRequest): { status: number; body: object; headers?: Record<string, string> } {
  const known = toAppError(error)
  if (known === null) return { status: 500, body: rpcError(internalError, `Something went wrong. The request was ${request.id}.`) }
  const { details } = known
  const body = rpcError(invalidRequest, known.message)
  if (known.code === 'unauthenticated') return { status: 401, body, headers: { 'www-authenticate': bearerChallenge(request) } }
  if (details.reason === 'body_too_large') return { status: 413, body }
  if (details.reason === 'media_type') return { status: 415, body }
  if (known.code === 'limit_exceeded') return { status: 429, body, headers: { 'retry-after': String(Math.ceil(details.retryAfterSeconds ?? 1)) } }
  return { status: known.code === 'forbidden' ? 403 : known.code === 'unavailable' ? 503 : known.code === 'internal' ? 500 : 400, body }
}

const rpcError = (code: number, message: string): object => ({ jsonrpc: '2.0', error: { code, message }, id: null })

/** What to call next, by what was not found. */
const whereToLook: Readonly<Record<string, string>> = {
  unknown_field: 'list_metrics and search show what there is.',
  endpoint_missing: 'list_endpoints shows what there is.',
  chart_missing: 'search finds charts by their names.',
  project_missing: 'list_projects shows what there is.',
}

/** A refusal as the one who called a tool reads it: what is wrong, what comes near, and when to try again. */
export function toolRefusal({ code, message: whole, details }: AppError): string {
  const message = code === 'query_failed' ? withoutSql(whole) : whole
  const { suggestions = [], fields = [], retryAfterSeconds, scope } = details
  const told = fields.filter((field) => !message.includes(field.message)).map((field) => `${field.path}: ${field.message}`)
  return [
    message,
    ...told.slice(0, 10),
    ...(suggestions.length === 0 ? [] : [`Did you mean ${suggestions.slice(0, 5).join(', ')}?`]),
    ...(typeof details.reason === 'string' && Object.hasOwn(whereToLook, details.reason) ? [whereToLook[details.reason] ?? ''] : []),
    ...(scope === undefined ? [] : [`The token lacks the scope ${scope}.`]),
    ...(retryAfterSeconds === undefined ? [] : [`Try again in ${Math.ceil(retryAfterSeconds)} s.`]),
  ].join('\n')
}
