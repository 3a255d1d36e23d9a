import type { RawData, WebSocket } from 'ws'
import type { Actor } from '../../access/actor.ts'
import { perform } from '../../access/operation.ts'
import type { LiveEvent } from '../../domain/apps/live/live-rooms.ts'
import { getLive, setLiveInputs } from '../../domain/apps/live/live-sessions.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import type { Credentials } from '../credentials.ts'
import type { House, RequestCtx } from '../house.ts'
import { callerOf } from '../request-context.ts'
import { liveMessageWire, toLive, toLivePerson, toLiveWord, type LiveWord } from './wire/app-live.ts'

/** Somebody who may take part: how they came, to be asked again, and in what. */
export type Admitted = { ctx: RequestCtx; credentials: Credentials; liveId: string; userId: string }

/** Somebody's window on a live session. */
export type LiveConnection = {
  /** Looks again whether they may: their credentials or rights may be others. */
  check(): void
  hangUp(): void
}

const messagesPerSecond = 50
/** Messages that wait for their turn: more come from nobody's hands. */
const mostWaiting = 100
/** What a slow reader did not fetch yet, in bytes: beyond it they are let go, and come back to the newest state. */
const mostUnread = 1024 * 1024
const pingMs = 20_000
/** Rights on the app change without a word to this place: looked at again after so long. */
const checkMs = 10_000

/** Why a connection ended, for pages: numbers of our own are like those of HTTP. */
const closing = { over: 1000, stopping: 1001, wrongKind: 1003, tooMuch: 1008, full: 1013, unauthenticated: 4401, forbidden: 4403, gone: 4404 }

/** Speaks with one window. Each message is judged by the credentials and rights of its moment. */
export function liveConnection(house: House, socket: WebSocket, { ctx, credentials, liveId, userId }: Admitted): LiveConnection {
  let isAlive = true
  let allowance = messagesPerSecond
  let allowedAt = house.clock.monotonic()
  let waiting = 0
  let turn: Promise<void> = Promise.resolve()
  // What happens before the welcome is in it, or is said after it.
  let early: LiveEvent[] | null = []

  const say = (word: LiveWord): void => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > mostUnread) return socket.terminate()
    socket.send(JSON.stringify(word))
  }
  const tell = (event: LiveEvent): void => {
    if (early !== null) return void early.push(event)
    say(toLiveWord(event))
    if (event.kind === 'ended') socket.close(closing.over, event.reason)
  }
  /** `number`: of the message that led to it. */
  const fail = (error: unknown, number?: number): void => {
    if (!isAppError(error) || error.code === 'internal') {
      house.log.error({ err: error }, 'a live session failed')
      return socket.close(1011)
    }
    const { code, message, details } = error
    if (code === 'unauthenticated') return socket.close(closing.unauthenticated)
    if (code === 'not_found') return socket.close(closing.gone)
    if (code === 'forbidden' && details.reason !== 'live_locked') return socket.close(closing.forbidden)
    const { params } = details
    say({ type: 'problem', name: details.reason ?? code, message, ...(params === undefined ? {} : { params }), ...(number === undefined ? {} : { number }) })
  }

  /** Whoever this is now. Throws `unauthenticated` when the credentials are no longer theirs. */
  const caller = async (): Promise<Actor> => {
    const actor = await callerOf(house, credentials, { isUse: false })
    if (actor.kind === 'user' && actor.userId === userId) return actor
    throw new AppError('unauthenticated', 'Failed to authorize user')
  }
  const check = (): void =>
    void caller()
      .then(async (actor) => perform(getLive, { ...ctx, actor }, { liveId }))
      .catch((error: unknown) => fail(error))

  const name = ctx.actor.kind === 'user' ? `${ctx.actor.firstName} ${ctx.actor.lastName}`.trim() || ctx.actor.email : ''
  const seat = house.live.join(liveId, { userId, name: name.slice(0, 200) }, tell)
  if (seat === null) {
    socket.close(closing.full)
    return { check() {}, hangUp() {} }
  }

  const welcome = async (): Promise<void> => {
    const live = await perform(getLive, ctx, { liveId })
    say({ type: 'welcome', you: seat.id, live: toLive(live), people: seat.people().map(toLivePerson) })
    const missed = early ?? []
    early = null
    for (const event of missed) if (event.kind !== 'people') tell(event)
    tell({ kind: 'people', people: seat.people() })
  }
  welcome().catch((error: unknown) => fail(error))

  const mayTakeOneMore = (): boolean => {
    const now = house.clock.monotonic()
    allowance = Math.min(messagesPerSecond, allowance + ((now - allowedAt) / 1000) * messagesPerSecond)
    allowedAt = now
    allowance -= 1
    return allowance >= 0 && waiting < mostWaiting
  }
  const obey = async (text: string): Promise<void> => {
    const message = liveMessageWire.safeParse(parsed(text))
    if (!message.success)
      return say({
        type: 'problem',
        name: 'message',
        message: 'Send {"type": "inputs", "values", "number"?} or {"type": "place", "tab", "element", "focus", "follows"}.',
      })
    const actor = await caller()
    if (message.data.type === 'inputs') {
      const { values, number } = message.data
      try {
        const { version } = await perform(setLiveInputs, { ...ctx, actor }, { liveId, values })
        if (number !== undefined) say({ type: 'taken', number, inputVersion: version })
      } catch (error) {
        fail(error, number)
      }
    } else {
      const { tab, element, focus, follows } = message.data
      seat.move({ tab, element, focus, follows })
    }
  }
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (isBinary) return socket.close(closing.wrongKind)
    if (!mayTakeOneMore()) return socket.close(closing.tooMuch)
    waiting += 1
    // oxlint-disable-next-line typescript/no-base-to-string -- a message that is not binary is one buffer of UTF-8
    turn = turn
      .then(() => obey(data.toString()))
      .catch((error: unknown) => fail(error))
      .finally(() => (waiting -= 1))
  })
  socket.on('pong', () => (isAlive = true))
  // What is too large, or no WebSocket at all: it closes itself.
  socket.on('error', () => undefined)

  const pinging = setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
  }, pingMs)
  const checking = setInterval(check, checkMs)
  pinging.unref()
  checking.unref()
  socket.once('close', () => {
    clearInterval(pinging)
    clearInterval(checking)
    seat.leave()
  })
  return {
    check,
    hangUp() {
      socket.close(closing.stopping)
      setTimeout(() => socket.terminate(), 500)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
