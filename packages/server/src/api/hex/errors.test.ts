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
