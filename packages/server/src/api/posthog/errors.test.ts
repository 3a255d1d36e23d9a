import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '../../platform/errors.ts'
import { posthogFailure } from './errors.ts'

const request = (authorization?: string): FastifyRequest =>
  ({ id: 'r1', headers: authorization === undefined ? {} : { authorization } }) as unknown as FastifyRequest
const wordsFor = (code: ErrorCode, details: AppError['details'] = {}): unknown[] => {
  const { status, body, headers } = posthogFailure(new AppError(code, 'Because.', details), request())
  const { type, code: word, detail, attr } = body as Record<string, unknown>
  return [status, type, word, detail, attr, headers]
}

describe('a refusal in the words of the format', () => {
  it('has the status and the kind that clients know', () => {
    expect(wordsFor('invalid', { fields: [{ path: 'body.variables.a', message: '' }] })).toEqual([
      400,
      'validation_error',
      'invalid_input',
      'Because.',
      'variables',
      {},
    ])
    expect(wordsFor('forbidden')).toEqual([403, 'authentication_error', 'permission_denied', 'Because.', null, {}])
    expect(wordsFor('not_found')).toEqual([404, 'invalid_request', 'not_found', 'Because.', null, {}])
    expect(wordsFor('unauthenticated')).toEqual([
      401,
      'authentication_error',
      'not_authenticated',
      'Because.',
      null,
      { 'www-authenticate': 'Bearer realm="Atrium"' },
    ])
    expect(wordsFor('limit_exceeded', { retryAfterSeconds: 1.2 })).toEqual([429, 'throttled_error', 'throttled', 'Because.', null, { 'retry-after': '2' }])
    expect(wordsFor('unavailable')).toEqual([503, 'server_error', 'query_capacity', 'Because.', null, {}])
  })

  it('tells costs of a query apart from what is wrong with it', () => {
    expect(wordsFor('query_failed').slice(0, 3)).toEqual([400, 'validation_error', 'query_error'])
    expect(wordsFor('query_failed', { reason: 'query_timeout' }).slice(0, 3)).toEqual([400, 'validation_error', 'query_timeout'])
    expect(wordsFor('query_failed', { reason: 'query_memory' }).slice(0, 3)).toEqual([400, 'validation_error', 'query_memory_limit'])
  })

  it('says nothing of what nobody expected, but where to look for it', () => {
    const { status, body } = posthogFailure(new Error('a secret of the house'), request())
    expect([status, body]).toEqual([500, { type: 'server_error', code: 'error', detail: expect.stringContaining('r1') as string, attr: null }])
    expect(JSON.stringify(body)).not.toContain('secret')
  })

  it('tells a key that is refused from one that was not sent', () => {
    const { headers } = posthogFailure(new AppError('unauthenticated', 'No.'), request('Bearer x'))
    expect(headers).toEqual({ 'www-authenticate': 'Bearer realm="Atrium", error="invalid_token"' })
  })
})
