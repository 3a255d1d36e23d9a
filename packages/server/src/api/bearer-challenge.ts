import type { FastifyRequest } from 'fastify'

/** What a refused program is told to send (RFC 6750): no reason for those who sent nothing. */
export const bearerChallenge = ({ headers }: FastifyRequest): string =>
  `Bearer realm="Atrium"${headers.authorization === undefined ? '' : ', error="invalid_token"'}`
