import { AppError } from '../../../platform/errors.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import type { SessionEvent } from './session-events.ts'
import { isUnderWay } from './session-runner.ts'

/** Somebody who hears what happens in a session. */
export type Follower = {
  /** What happened since, of each cell the newest: waits for it, `ms` at most, or until nobody listens. Empty when there was nothing. */
  next(signal: AbortSignal, ms: number): Promise<SessionEvent[]>
  /** Nothing more will come. */
  readonly isOver: boolean
  stop(): void
}

export type Following = { sessionId: string; personId: string; projectId: string; /** The notebook whose draft it runs. */ draftOf: string | null }

export type Followers = {
  /** Throws `limit_exceeded` when this person follows too many. */
  follow(following: Following): Follower
  /** Whether anybody does. */
  isFollowed(sessionId: string): boolean
  tell(sessionId: string, event: SessionEvent): void
  /** The draft of a notebook is another one. */
  tellOfDraft(notebookId: string): void
  tellProject(projectId: string, event: SessionEvent): void
  tellAll(event: SessionEvent): void
  /** All of them are over. */
  hangUp(): void
}

/** Milliseconds for which news are collected: cells are quick, and whoever listens is looked at anew each time. */
const collectedMs = 25
/** The same of what somebody waits for; what comes at once is told at once too. */
const awaitedMs = 1
/** Followers of one person, with all their tabs. */
const mostOfOnePerson = 30

type Listening = Following & { hear(event: SessionEvent): void; end(): void }

/** Who follows which session on this node. What a slow one did not fetch yet is kept once for each cell, so it is bounded. */
export function createFollowers(): Followers {
  const all = new Set<Listening>()

  const follow = (following: Following): Follower => {
    if ([...all].filter(({ personId }) => personId === following.personId).length >= mostOfOnePerson) {
      throw new AppError('limit_exceeded', `You follow ${mostOfOnePerson} sessions of notebooks already. Close some of their pages.`, {
        reason: 'too_many_followers',
        params: { count: mostOfOnePerson },
      })
    }
    const news = new Map<string, SessionEvent>()
    const underWay = new Set<string>()
    /** The last cell that was under way has ended, or all of it has. */
    let isAwaited = false
    let isOver = false
    let wake = (): unknown => undefined
    const listening: Listening = {
      ...following,
      hear(event) {
        const key = event.kind === 'outcome' ? `outcome ${event.outcome.cellId}` : event.kind
        // Put back at the end: the order is that of the newest.
        news.delete(key)
        news.set(key, event)
        isAwaited ||= event.kind === 'ended' || (event.kind === 'outcome' && endsAll(underWay, event.outcome))
        wake()
      },
      end() {
        isOver = true
        wake()
      },
    }
    all.add(listening)
    return {
      get isOver() {
        return isOver
      },
      async next(signal, ms) {
        if (news.size === 0 && !isOver && !signal.aborted) await pause(signal, ms, (done) => (wake = done))
        const collects = (): boolean => news.size > 0 && !isOver && !signal.aborted
        if (collects() && !isAwaited) await pause(signal, collectedMs, (done) => (wake = () => (isAwaited || isOver) && done()))
        if (collects() && isAwaited) await pause(signal, awaitedMs, () => undefined)
        isAwaited = false
        const found = [...news.values()]
        news.clear()
        return found
      },
      stop() {
        all.delete(listening)
        listening.end()
      },
    }
  }

  return {
    follow,
    isFollowed: (sessionId) => [...all].some((one) => one.sessionId === sessionId),
    tell(sessionId, event) {
      for (const one of all) if (one.sessionId === sessionId) one.hear(event)
    },
    tellOfDraft(notebookId) {
      for (const one of all) if (one.draftOf === notebookId) one.hear({ kind: 'state' })
    },
    tellProject(projectId, event) {
      for (const one of all) if (one.projectId === projectId) one.hear(event)
    },
    tellAll(event) {
      for (const one of all) one.hear(event)
    },
    hangUp() {
      for (const one of all) one.end()
    },
  }
}

/** Whether no cell is under way any more, now that one says this. */
function endsAll(underWay: Set<string>, outcome: CellOutcome): boolean {
  if (isUnderWay(outcome)) underWay.add(outcome.cellId)
  else underWay.delete(outcome.cellId)
  return underWay.size === 0
}

/** Until somebody calls, the time is over or nobody waits any more. */
function pause(signal: AbortSignal, ms: number, callable: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    timer.unref()
    signal.addEventListener('abort', done, { once: true })
    callable(done)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
