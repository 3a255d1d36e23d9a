import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { perform } from '../../access/operation.ts'
import type { Actor } from '../../access/actor.ts'
import { hearSession, type SeenEvent } from '../../domain/apps/sessions/follow-session.ts'
import type { Follower } from '../../domain/apps/sessions/followers.ts'
import { getSession } from '../../domain/apps/sessions/get-session.ts'
import { isAppError } from '../../platform/errors.ts'
import { credentialsOf } from '../credentials.ts'
import type { RequestCtx } from '../house.ts'
import { callerOf } from '../request-context.ts'
import { toEvent } from './wire/app-sessions.ts'

/** Milliseconds after which something is said although nothing happened: proxies cut what is silent. */
const silentMs = 20_000

/**
 * The events of a session as `text/event-stream`, the whole session first: whoever comes back has missed nothing. Before each the
 * credentials and rights of whoever listens are looked at again. Throws what opening refuses; once begun it only ends.
 */
export async function sessionStream(ctx: RequestCtx, request: FastifyRequest, { sessionId, follower }: Omit<Stream, 'first'>): Promise<AsyncIterable<string>> {
  // Whoever left before this: an event that was cannot be heard.
  if (ctx.signal.aborted) {
    follower.stop()
    return Readable.from([])
  }
  // Also of a stream that nobody ever reads.
  ctx.signal.addEventListener('abort', () => follower.stop(), { once: true })
  try {
    const state = await perform(getSession, ctx, { sessionId })
    return written(ctx, request, { sessionId, follower, first: { kind: 'session', state } })
  } catch (error) {
    follower.stop()
    throw error
  }
}

type Stream = { sessionId: string; follower: Follower; first: Extract<SeenEvent, { kind: 'session' }> }

async function* written(ctx: RequestCtx, request: FastifyRequest, { sessionId, follower, first }: Stream): AsyncGenerator<string> {
  let id = 0
  const write = (event: SeenEvent): string => {
    const { name, data } = toEvent(event)
    return `id: ${++id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
  }
  const end = (reason: string): string => `id: ${++id}\nevent: ended\ndata: ${JSON.stringify({ reason })}\n\n`
  try {
    yield `retry: 2000\n\n${write(first)}`
    if (first.state.session.endedAt !== null) return yield end('closed')
    while (!ctx.signal.aborted && !follower.isOver) {
      const events = await follower.next(ctx.signal, silentMs)
      const actor = await sameCaller(ctx, request)
      if (actor === null) return yield end('signed_out')
      // Who views as somebody else is in the log since this began.
      const seen = await perform(hearSession, { ...ctx, actor, isLogged: true }, { sessionId, events })
      for (const event of seen) yield write(event)
      if (seen.some(({ kind }) => kind === 'ended')) return
      if (seen.length === 0) yield ': nothing new\n\n'
    }
  } catch (error) {
    if (!isAppError(error) || error.code === 'internal') return ctx.sessions.complain('events of a session could not be told', error)
    yield end(error.code === 'forbidden' || error.code === 'not_found' ? 'gone' : error.code === 'unauthenticated' ? 'signed_out' : error.code)
  } finally {
    follower.stop()
  }
}

/** Whoever listens, with the rights of now; null when these credentials are theirs no more. Listening is no use of them. */
async function sameCaller(ctx: RequestCtx, request: FastifyRequest): Promise<Actor | null> {
  const known = ctx.actor
  const actor = await callerOf(ctx, credentialsOf(request), { isUse: false }).catch(() => null)
  if (known.kind === 'embed') return actor?.kind === 'embed' && actor.sessionId === known.sessionId ? actor : null
  return known.kind === 'user' && actor?.kind === 'user' && actor.userId === known.userId ? actor : null
}
