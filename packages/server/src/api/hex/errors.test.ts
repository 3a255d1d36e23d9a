import type { FastifyRequest } from 'fastify'
import { expect, it } from 'vitest'
import { AppError } from '../../platform/errors.ts'
import { hexFailure } from './errors.ts'

it.each([
  ['too_many_recipients', 422],
  ['too_many_requests', 429],
])('a limit that is %s is %i: programs come again only after the latter', (reason, status) => {
  expect(hexFailure(new AppError('limit_exceeded', 'Too many', { reason }), { id: 'trace' } as FastifyRequest).status).toBe(status)
})

it('a warehouse that does not answer is told from a server that has no place for a run', () => {
  const status = (reason: string): number => hexFailure(new AppError('unavailable', 'Not now', { reason }), { id: 'trace' } as FastifyRequest).status
  expect([status('warehouse_unreachable'), status('no_session')]).toEqual([502, 503])
})
