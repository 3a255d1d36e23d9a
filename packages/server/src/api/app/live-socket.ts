import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import { perform } from '../../access/operation.ts'
import { getLive } from '../../domain/apps/live/live-sessions.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { isOurs } from '../../platform/http/guard-origin.ts'
import { newId } from '../../platform/ids.ts'
import { countedAddress } from '../../platform/net/counted-address.ts'
import { sessionCookie, tokenIn } from '../credentials.ts'
import type { House, RequestCtx } from '../house.ts'
import { renderError } from '../render-error.ts'
import { callerOf } from '../request-context.ts'
import { liveConnection, type Admitted, type LiveConnection } from './live-connection.ts'

/** Bytes of one message at most. */
const maxPayload = 64 * 1024
/** Connections of one person, with all their windows, and of everybody. */
const mostOfOnePerson = 20
const most = 2000
/** Milliseconds in which a connection is opened or refused, and over. */
const mostOpeningMs = 10_000
/** The only address that a connection is made of. */
const place = /^\/api\/v1\/app\/live\/([\da-f-]{36})\/socket(?:\?|$)/i

/**
 * The one place where a request becomes a WebSocket. Whoever may not is refused before: by the address, the page they come from, their
 * credentials and their right on that very session.
 */
export function serveLiveSockets(app: FastifyInstance, house: House): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false })
  const open = new Map<LiveConnection, string>()
  let isClosing = false

  const requireRoom = (userId: string): void => {
    if (isClosing || open.size >= most)
      throw new AppError('unavailable', 'All places for live sessions are taken. Try again in a moment.', { retryAfterSeconds: 5 })
    if ([...open.values()].filter((one) => one === userId).length >= mostOfOnePerson) {
      throw new AppError('limit_exceeded', `You take part in ${mostOfOnePerson} windows already. Close some of them.`, { reason: 'too_many_live_windows' })
    }
  }

  app.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const impatient = setTimeout(() => socket.destroy(), mostOpeningMs)
    impatient.unref()
    socket.once('close', () => clearTimeout(impatient))
    const upgrade = async (): Promise<void> => {
      const admitted = await admit(app, house, request)
      requireRoom(admitted.userId)
      clearTimeout(impatient)
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const connection = liveConnection(house, webSocket, admitted)
        open.set(connection, admitted.userId)
        webSocket.once('close', () => open.delete(connection))
      })
    }
    upgrade().catch((error: unknown) => refuse(house, request, socket, error))
  })
  const unhear = house.identity.onChanged((userId) => {
    for (const [connection, owner] of open) if (userId === null || userId === owner) connection.check()
  })
  app.addHook('preClose', async () => {
    isClosing = true
    unhear()
    for (const connection of open.keys()) connection.hangUp()
  })
}

/** Throws what an operation would, in the order in which a request is looked at. */
async function admit(app: FastifyInstance, house: House, request: IncomingMessage): Promise<Admitted> {
  const { headers, url = '', socket } = request
  const liveId = place.exec(url)?.[1]
  if (liveId === undefined) throw new AppError('not_found', 'There is no WebSocket here.')
  if (headers.origin !== undefined && !isOurs(headers.origin, headers.host, house.settings.siteUrl)) {
    throw new AppError('forbidden', 'This request came from another site. Open Atrium itself and try again.', { reason: 'foreign_origin' })
  }
  // Browsers always say which page asks. Without a page a cookie counts for nothing.
  const session = headers.origin === undefined ? undefined : app.parseCookie(headers.cookie ?? '')[sessionCookie]
  const credentials = { session, token: tokenIn(headers.authorization) }
  const actor = await callerOf(house, credentials, { address: socket.remoteAddress ?? '' }).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'unauthenticated') house.rateLimits.take('unknown_token', countedAddress(socket.remoteAddress ?? ''))
    throw error
  })
  if (actor.kind === 'anonymous') throw new AppError('unauthenticated', 'Failed to authorize user')
  const ctx: RequestCtx = {
    ...house,
    actor,
    origin: { address: socket.remoteAddress ?? '', userAgent: headers['user-agent'] ?? null },
    requestId: newId(),
    signal: new AbortController().signal,
  }
  await perform(getLive, ctx, { liveId })
  return { ctx, credentials, liveId, userId: actor.kind === 'user' ? actor.userId : '' }
}

function refuse(house: House, request: IncomingMessage, socket: Duplex, error: unknown): void {
  const { status, body } = renderError(error, { id: newId() })
  if (status >= 500) house.log.error({ err: error, url: request.url }, 'a WebSocket failed to open')
  const text = JSON.stringify(body)
  const lines = [
    `HTTP/1.1 ${status} Refused`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    'connection: close',
  ]
  // A connection that was to become another is nobody's to close but ours, also when the other end leaves it open.
  socket.once('finish', () => socket.destroy())
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`)
}
