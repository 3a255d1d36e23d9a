import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import cookie from '@fastify/cookie'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { parseJsonBody } from './json-body.ts'
import { guardOrigin } from './guard-origin.ts'
import { securityHeaders } from './security-headers.ts'

export type HttpServerOptions = {
  log: Log
  maxBodyBytes: number
  /** `https://…` when people reach us over TLS. */
  siteUrl: () => string
  /** Hosts whose pages may be framed. */
  frameHosts: readonly string[]
  /** Addresses and networks of proxies whose word about the client's address is taken. */
  trustedProxies: readonly string[]
  /** Words an error that comes before there is a route. */
  failure: (error: unknown, request: FastifyRequest) => { status: number; body: unknown }
}

/** A body with the bytes it came in; `value` is what its JSON says, if it is JSON. */
export type ReadBody = { raw: Buffer; value: unknown; isBytes: boolean }

/**
 * The HTTP server with what holds for every door: limits, headers, the origin check, JSON reading. Paths match
 * without regard to case and trailing slash, as clients of the Lightdash format expect.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const setSecurityHeaders = securityHeaders(options.frameHosts)
  const app = Fastify({
    logger: false,
    bodyLimit: options.maxBodyBytes,
    genReqId: () => newId(),
    requestTimeout: 120_000,
    keepAliveTimeout: 72_000,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 500 },
    forceCloseConnections: 'idle',
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    // An address that cannot be read: no hook runs for it.
    frameworkErrors: (error, request, reply) => {
      setSecurityHeaders(request, reply, options.siteUrl())
      sendUnreadable(options, error, request, reply)
    },
  })
  await app.register(cookie)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(['application/json', 'application/scim+json'], { parseAs: 'buffer' }, (_request, raw, done) => {
    try {
      const bytes = raw as Buffer
      done(null, { raw: bytes, value: parseJsonBody(bytes), isBytes: false } satisfies ReadBody)
    } catch (error) {
      done(error as Error)
    }
  })
  // Only routes that take bytes take any of them; what is in them is theirs to read.
  app.addContentTypeParser(['application/octet-stream', 'application/zip', 'multipart/form-data'], { parseAs: 'buffer' }, (_request, raw, done) => {
    done(null, { raw: raw as Buffer, value: undefined, isBytes: true } satisfies ReadBody)
  })
  app.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(request, reply, options.siteUrl())
    guardOrigin(request, options.siteUrl())
    refusePacked(request)
  })
  return app
}

/** Nothing here is unpacked: a packed body must not be read as if it were none, nor grow to what it likes. */
function refusePacked({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') return
  throw new AppError('invalid', 'Send the body as it is, without content-encoding', { reason: 'media_type' })
}

function sendUnreadable({ failure }: HttpServerOptions, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = failure(error, request)
  void reply.code(status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body))
}
