import { AppError } from '../../../platform/errors.ts'
import type { SessionEvent } from './session-events.ts'

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
  tell(sessionId: string, event: SessionEvent): void
  /** The draft of a notebook is another one. */
  tellOfDraft(notebookId: string): void
  tellProject(projectId: string, event: SessionEvent): void
  tellAll(event: SessionEvent): void
  /** All of them are over. */
  hangUp(): void
}

/** Milliseconds for which news are collected. */
const collectedMs = 1
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
      })
    }
    const news = new Map<string, SessionEvent>()
    let isOver = false
    let wake = (): void => undefined
    const listening: Listening = {
      ...following,
      hear(event) {
        const key = event.kind === 'outcome' ? `outcome ${event.outcome.cellId}` : event.kind
        // Put back at the end: the order is that of the newest.
        news.delete(key)
        news.set(key, event)
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
        // What quick cells say comes at once: it is told at once too, for whoever listens is looked at anew each time.
        if (news.size > 0 && !isOver && !signal.aborted) await pause(signal, collectedMs, () => undefined)
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
