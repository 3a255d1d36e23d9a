import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { core, ZodError, ZodType } from 'zod'
import { AppError, type FieldProblem } from '../errors.ts'
import { clientGone } from './client-gone.ts'
import type { ReadBody } from './create-http-server.ts'
import { contentDisposition } from './content-disposition.ts'
import { Answer, type AnyRoute, type RouteAuth, type RouteLimit } from './route.ts'
import { requireStorableText } from './storable-text.ts'

/** What makes one door different from another. */
export type DoorShape<C> = {
  /** Reads the credentials and makes the context of one request. */
  context(request: FastifyRequest, reply: FastifyReply, signal: AbortSignal, auth: RouteAuth): Promise<C>
  /** What a request to a route that `repeats` gets because an earlier one that said the same got it; null: it has to be looked at. */
  again?(request: FastifyRequest, body: Buffer): Answer | null
  /** Counts a request of a limited kind; throws `limit_exceeded`. */
  count(limit: RouteLimit, ctx: C, request: FastifyRequest, reply: FastifyReply): void
  /** Wraps results in the door's envelope. */
  success(results: unknown): unknown
  /** Words any error the door's way; never throws, never tells what is internal. */
  failure(error: unknown, request: FastifyRequest): { status: number; body: unknown; headers?: Record<string, string> }
  /** Of JSON that it answers; `application/json` when absent. */
  contentType?: string
  /** Secure attribute of cookies. */
  secureCookies: boolean
  /** Called with an answer that does not fit its own schema; set in tests. */
  onWrongAnswer?(operationId: string, error: ZodError): void
}

const nothing = Buffer.alloc(0)
const json = 'application/json; charset=utf-8'

/** Puts a door's routes on the server. */
export function mountRoutes<C>(app: FastifyInstance, routes: readonly AnyRoute<C>[], door: DoorShape<C>): void {
  for (const definition of routes) {
    app.route({
      method: definition.method.toUpperCase(),
      url: definition.path,
      exposeHeadRoute: definition.answersHead === true,
      config: { changesState: definition.changesState === true },
      handler: (request, reply) => answer(definition, door, request, reply),
      errorHandler: (error, request, reply) => {
        void sendFailure(door, error, request, reply)
      },
    })
  }
}

/** A route that another door has at the same address. */
export type SharedRoute<C> = { definition: AnyRoute<C>; door: DoorShape<C> }

/**
 * Puts routes on the server that two doors have at the same address, which both write in the same way: who answers a
 * request is asked for each, and whatever goes wrong is worded by the same one.
 */
export function mountShared<C>(
  app: FastifyInstance,
  [one, other]: readonly [SharedRoute<C>, SharedRoute<C>],
  isForOther: (request: FastifyRequest) => Promise<boolean>,
): void {
  const whose = async (request: FastifyRequest): Promise<SharedRoute<C>> => ((await isForOther(request)) ? other : one)
  const word = async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    sendFailure((await whose(request)).door, error, request, reply)
  app.route({
    method: one.definition.method.toUpperCase(),
    url: one.definition.path,
    exposeHeadRoute: false,
    config: { changesState: false },
    handler: async (request, reply) => {
      const { definition, door } = await whose(request)
      return answer(definition, door, request, reply)
    },
    errorHandler: (error, request, reply) => {
      void word(error, request, reply)
    },
  })
}

async function answer<C>(definition: AnyRoute<C>, door: DoorShape<C>, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const body = request.body as ReadBody | undefined
  const repeated = definition.repeats === true ? (door.again?.(request, body?.raw ?? nothing) ?? null) : null
  if (repeated !== null) return send(definition, door, repeated, reply)
  const ctx = await door.context(request, reply, clientGone(request.raw.socket), definition.auth)
  if (definition.limit !== undefined) door.count(definition.limit, ctx, request, reply)
  if (body !== undefined && body.isBytes !== (definition.takes === 'bytes')) {
    const wanted = definition.takes === 'bytes' ? 'bytes: content-type: application/octet-stream' : 'JSON: content-type: application/json'
    throw new AppError('invalid', `Send ${wanted}`, { reason: 'media_type' })
  }
  requireStorableText(request.params, '')
  requireStorableText(request.query, '')
  // In JSON such a character has to be written as an escape: nothing else needs the walk.
  if (body !== undefined && !body.isBytes && body.raw.includes('\\u')) requireStorableText(body.value, 'body')
  const incoming = {
    params: check(definition.params, request.params, ''),
    query: check(definition.query, request.query, ''),
    body: check(definition.body, body?.value, 'body'),
    rawBody: body?.raw ?? nothing,
    request,
  }
  const outcome = await definition.handle(ctx, incoming)
  return send(definition, door, outcome instanceof Answer ? outcome : new Answer({ results: outcome }), reply)
}

async function send<C>(definition: AnyRoute<C>, door: DoorShape<C>, { parts }: Answer, reply: FastifyReply): Promise<unknown> {
  reply.code(parts.status ?? 200)
  for (const [name, value] of Object.entries(parts.headers ?? {})) reply.header(name, value)
  for (const { name, value, maxAgeSeconds } of parts.cookies ?? []) {
    reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: door.secureCookies, maxAge: maxAgeSeconds })
  }
  if (parts.file !== undefined) {
    const { size } = await stat(parts.file.path)
    reply.header('content-length', size)
    asFile(reply, parts.file)
    return reply.send(createReadStream(parts.file.path))
  }
  if (parts.stream !== undefined) {
    asFile(reply, parts.stream)
    return reply.send(Readable.from(parts.stream.text))
  }
  if (parts.events !== undefined) {
    reply.header('content-type', 'text/event-stream; charset=utf-8')
    reply.header('cache-control', 'no-store, no-transform')
    // Proxies would wait for more.
    reply.header('x-accel-buffering', 'no')
    return reply.send(Readable.from(parts.events))
  }
  if (parts.bytes !== undefined) {
    reply.header('content-type', parts.contentType ?? json)
    return reply.send(parts.bytes)
  }
  if (parts.status === 204 || parts.status === 304) return reply.send()
  const body = door.success(parts.results)
  const schema = definition.responses[parts.status ?? 200]?.schema
  if (door.onWrongAnswer !== undefined && schema !== undefined) {
    const checked = schema.safeParse(JSON.parse(JSON.stringify(body)))
    if (!checked.success) door.onWrongAnswer(definition.operationId, checked.error)
  }
  reply.header('content-type', door.contentType ?? json)
  return reply.send(JSON.stringify(body))
}

function asFile(reply: FastifyReply, { contentType, fileName }: { contentType: string; fileName: string }): void {
  reply.header('content-type', contentType)
  reply.header('content-disposition', contentDisposition(fileName))
  // A file a person made is never a page of ours, whatever is in it.
  reply.header('content-security-policy', "sandbox; default-src 'none'")
}

/** Sends an error in the words of a door. */
export function sendFailure<C>(door: DoorShape<C>, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body, headers } = door.failure(error, request)
  for (const [name, value] of Object.entries(headers ?? {})) reply.header(name, value)
  return reply
    .code(status)
    .header('content-type', door.contentType ?? json)
    .send(JSON.stringify(body))
}

function check(schema: ZodType | undefined, value: unknown, at: string): unknown {
  if (schema === undefined) return value
  const checked = schema.safeParse(value === undefined && at === 'body' ? {} : value)
  if (checked.success) return checked.data
  const fields = checked.error.issues.flatMap(issuesOf).map((issue): FieldProblem => ({
    path: [at, ...issue.path].filter((part) => part !== '').join('.'),
    message: issue.message,
  }))
  throw new AppError('invalid', `Validation failed: ${fields.map((field) => `${field.path}: ${field.message}`).join('; ')}`, { reason: 'validation', fields })
}

/** What is wrong with one of several shapes is said of the shape that comes closest: the one that is wrong deepest inside, else the first. */
function issuesOf(issue: core.$ZodIssue): core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const depthOf = (issues: readonly core.$ZodIssue[]): number => Math.max(...issues.map(({ path }) => path.length))
  const closest = issue.errors.reduce((best, other) => (depthOf(other) > depthOf(best) ? other : best))
  return closest.flatMap(issuesOf).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
}
