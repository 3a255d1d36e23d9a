import type { CellFailure } from '@atrium/documents'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import type { SessionKernels } from '../execution/run-cells-port.ts'
import { makeRoom } from './make-room.ts'
import { createFollowers, type Follower, type Following } from './followers.ts'
import { cancelled, createSessionRunner, isUnderWay, type AskedRun, type SessionRunner } from './session-runner.ts'
import type { EndReason, SessionEvent } from './session-events.ts'
import { claimSession, endIdleSessions, holdLease, isSessionBusy, releaseSession, renewSessions, sessionsChannel, tellNodes } from './session-lease-store.ts'
import { endSession, insertSession, listOutcomes, markSessionUsed, saveOutcomes, type NewSession, type SessionKind } from './session-store.ts'

/** What runs in sessions, and who hears of it. Values of inputs and outcomes lie in the store: any node answers for any session. */
export type Sessions = {
  /** What came of the cells of a session. */
  outcomes(id: string): Promise<ReadonlyMap<string, CellOutcome>>
  /** Begins a session with what came of the cells of others; one of its owner may have to make way. Throws as `makeRoom` does. */
  begin(session: NewSession, outcomes: readonly CellOutcome[]): Promise<void>
  /** Why its last run here came to nothing, beside what cells say. */
  failureOf(id: string): CellFailure | null
  /**
   * Runs it here, once what was asked for before has run. Throws `conflict`: `session_ended`, or `session_elsewhere` while another node runs
   * something in it; `limit_exceeded` when too much waits.
   */
  run(id: string, run: AskedRun): Promise<void>
  /** Stops what runs in a session, on whichever node. */
  interrupt(id: string): Promise<void>
  /** Ends a session with all that runs in it. False: it was over. */
  end(id: string, reason: EndReason): Promise<boolean>
  /** Keeps it from ending by itself. */
  markUsed(id: string): void
  follow(following: Following): Follower
  /** Whether anybody follows it here. */
  isFollowed(id: string): boolean
  tell(id: string, event: SessionEvent): void
  /** To be called once another draft of a notebook is in the store. */
  draftChanged(notebookId: string): void
  /** To be called once what viewers have of a notebook in this project is another version. */
  published(projectId: string): void
  /** Work that nobody waits for but `close`; `what` is said with its error. */
  beside(what: string, work: Promise<unknown>): void
  /** Of work that nobody waits for. */
  complain(message: string, error: unknown): void
  /** Nobody follows anything any more: before the doors close. */
  hangUp(): void
  close(): Promise<void>
}

export type SessionsOptions = {
  db: Db
  listen(channel: string, handler: (payload: string) => void, onGap?: () => void): Promise<() => void>
  clock: Clock
  openKernels(): SessionKernels
  onError(message: string, error: unknown): void
  /** Milliseconds between two looks at what is idle. */
  tickMs?: number
}

type Entry = {
  runner: SessionRunner
  usedAt: number
  savedUseAt: number
  isHeld: boolean
  /** Taking and giving back follow each other. */
  turn: Promise<unknown>
}
type Message =
  | { from: string; session: string; what: 'changed' | 'interrupt' }
  | { from: string; session: string; what: 'ended'; reason: EndReason }
  | { from: string; draftOf: string }
  | { from: string; publishedIn: string }

const minute = 60_000
/** Sessions that end when nobody used them for so long. Runs end by themselves, live ones with their host. */
export const idleAfterMs: Readonly<Partial<Record<SessionKind, number>>> = { notebook: 60 * minute, app: 15 * minute, embed: 15 * minute }
/** A node that does not say for so long that it runs a session has lost it. */
const leaseSeconds = 30
const usualTickMs = 10_000
/** Kernels keep nothing between cells: they stay for what comes next, and others need them. */
const forgottenAfterMs = minute
const useStepMs = 30_000

const interruptedNote = { reason: 'server_stopped', message: 'The server was stopped while this ran. Run it again.' }

export async function createSessions({ db, listen, clock, openKernels, onError, tickMs = usualTickMs }: SessionsOptions): Promise<Sessions> {
  const node = newId()
  const entries = new Map<string, Entry>()
  const followers = createFollowers()
  let idleSweptAt = clock.monotonic()
  let closed = false

  /** Work that nobody waits for but who closes. */
  const underWay = new Set<Promise<unknown>>()
  const quietly = (what: string, work: Promise<unknown>): void => {
    const done = work.catch((error: unknown) => onError(what, error)).finally(() => underWay.delete(done))
    underWay.add(done)
  }
  const tellOthers = (message: object): void => quietly('other nodes could not be told of a session', tellNodes(db, { from: node, ...message }))

  /** What of a session is in the store. A run that its node did not live to end is over. */
  const load = async (id: string): Promise<Map<string, CellOutcome>> => {
    const seen = await listOutcomes(db, id)
    if (![...seen.values()].some(isUnderWay)) return seen
    return db.transaction().execute(async (tx) => {
      // The node that ran it may have ended it just now, and another may be about to begin.
      await holdLease(tx, id)
      const found = await listOutcomes(tx, id)
      if (await isSessionBusy(tx, id)) return found
      const ended = [...found.values()].filter(isUnderWay).map((outcome) => cancelled(outcome, interruptedNote))
      for (const outcome of ended) found.set(outcome.cellId, outcome)
      await saveOutcomes(tx, id, ended, new Date(clock.now()))
      return found
    })
  }

  const entryOf = (id: string): Entry => {
    const known = entries.get(id)
    if (known !== undefined) {
      known.usedAt = clock.monotonic()
      return known
    }
    const runner = createSessionRunner({
      openKernels,
      load: () => load(id),
      async save(outcomes) {
        await saveOutcomes(db, id, outcomes, new Date(clock.now()))
        tellOthers({ session: id, what: 'changed' })
      },
      onOutcome: (outcome) => followers.tell(id, { kind: 'outcome', outcome }),
      onState() {
        followers.tell(id, { kind: 'state' })
        if (!runner.isBusy) quietly('a session could not be released', release(id))
      },
      onError,
    })
    const entry: Entry = { runner, usedAt: clock.monotonic(), savedUseAt: -Infinity, isHeld: false, turn: Promise.resolve() }
    entries.set(id, entry)
    return entry
  }

  const inTurn = <T>(entry: Entry, work: () => Promise<T>): Promise<T> => {
    const done = entry.turn.then(work)
    entry.turn = done.catch(() => undefined)
    return done
  }

  const release = async (id: string): Promise<void> => {
    const entry = entries.get(id)
    if (entry === undefined) return
    await inTurn(entry, async () => {
      if (!entry.isHeld || entry.runner.isBusy) return
      entry.isHeld = false
      await releaseSession(db, id, node)
      tellOthers({ session: id, what: 'changed' })
    })
  }

  const claim = async (id: string, entry: Entry): Promise<void> => {
    const before = await claimSession(db, id, { node, seconds: leaseSeconds })
    if (before === undefined) throw (await isSessionBusy(db, id)) ? elsewhere() : ended()
    if (before !== node && before !== null && !entry.runner.isBusy) entry.runner.forget()
    entry.isHeld = true
  }

  const drop = async (id: string): Promise<void> => {
    const entry = entries.get(id)
    entries.delete(id)
    await entry?.runner.close()
  }

  const over = (id: string, reason: EndReason): void => {
    followers.tell(id, { kind: 'ended', reason })
    quietly('a session did not stop', drop(id))
  }

  /** Says on all nodes that the store has it as ended. */
  const tellEnded = (id: string, reason: EndReason): void => {
    over(id, reason)
    tellOthers({ session: id, what: 'ended', reason })
  }

  const hear = (payload: string): void => {
    const message = JSON.parse(payload) as Message
    if (message.from === node) return
    if ('draftOf' in message) return followers.tellOfDraft(message.draftOf)
    if ('publishedIn' in message) return followers.tellProject(message.publishedIn, { kind: 'published' })
    const { session } = message
    const runner = entries.get(session)?.runner
    switch (message.what) {
      case 'changed':
        if (runner?.isBusy !== true) runner?.forget()
        return followers.tell(session, { kind: 'changed' })
      case 'interrupt':
        return void runner?.interrupt()
      case 'ended':
        return over(session, message.reason)
    }
  }

  const renew = async (): Promise<void> => {
    const held = [...entries].filter(([, { isHeld }]) => isHeld).map(([id]) => id)
    if (held.length === 0) return
    const still = await renewSessions(db, held, { node, seconds: leaseSeconds })
    for (const id of held) if (!still.has(id)) over(id, 'gone')
  }

  const sweep = async (): Promise<void> => {
    await renew()
    const now = clock.monotonic()
    for (const [id, { runner, usedAt }] of entries) if (!runner.isBusy && now - usedAt > forgottenAfterMs) await drop(id)
    if (now - idleSweptAt < minute) return
    idleSweptAt = now
    const at = new Date(clock.now())
    for (const [kind, ms] of Object.entries(idleAfterMs)) {
      const idle = await endIdleSessions(db, { kinds: [kind as SessionKind], before: new Date(at.getTime() - ms), at })
      for (const id of idle) tellEnded(id, 'idle')
    }
  }
  let sweeping = false
  const timer = setInterval(() => {
    if (sweeping) return
    sweeping = true
    quietly(
      'sessions could not be looked after',
      sweep().finally(() => (sweeping = false)),
    )
  }, tickMs)
  timer.unref()

  const unlisten = await listen(sessionsChannel, hear, () => {
    for (const { runner } of entries.values()) if (!runner.isBusy) runner.forget()
    followers.tellAll({ kind: 'changed' })
  })

  return {
    outcomes: (id) => entryOf(id).runner.outcomes(),
    async begin(session, outcomes) {
      const outdone = await db.transaction().execute(async (tx) => {
        const ended = session.ownerId === null ? [] : await makeRoom(tx, session.ownerId, session.at)
        await insertSession(tx, session, outcomes)
        return ended
      })
      for (const id of outdone) tellEnded(id, 'limit')
      const entry = entryOf(session.id)
      entry.runner.begin(outcomes)
      entry.savedUseAt = clock.monotonic()
    },
    failureOf: (id) => entries.get(id)?.runner.failure ?? null,
    async run(id, run) {
      if (closed) throw new AppError('unavailable', 'The server is stopping. Try again in a moment.', { retryAfterSeconds: 5 })
      const entry = entryOf(id)
      await inTurn(entry, async () => {
        await claim(id, entry)
        if (entry.runner.ask(run)) return
        throw new AppError('limit_exceeded', 'Too many runs of this session wait. Wait for some of them, or stop them.', { reason: 'too_many_runs' })
      })
    },
    async interrupt(id) {
      tellOthers({ session: id, what: 'interrupt' })
      await entries.get(id)?.runner.interrupt()
    },
    async end(id, reason) {
      const wasOpen = await endSession(db, id, new Date(clock.now()))
      if (wasOpen) tellEnded(id, reason)
      else over(id, reason)
      return wasOpen
    },
    markUsed(id) {
      const entry = entryOf(id)
      if (clock.monotonic() - entry.savedUseAt < useStepMs) return
      entry.savedUseAt = clock.monotonic()
      quietly('the use of a session could not be noted', markSessionUsed(db, id, new Date(clock.now())))
    },
    follow: (following) => followers.follow(following),
    isFollowed: (id) => followers.isFollowed(id),
    tell(id, event) {
      followers.tell(id, event)
      tellOthers({ session: id, what: 'changed' })
    },
    draftChanged(notebookId) {
      followers.tellOfDraft(notebookId)
      tellOthers({ draftOf: notebookId })
    },
    published(projectId) {
      followers.tellProject(projectId, { kind: 'published' })
      tellOthers({ publishedIn: projectId })
    },
    beside: quietly,
    complain: onError,
    hangUp: () => followers.hangUp(),
    async close() {
      closed = true
      clearInterval(timer)
      unlisten()
      followers.hangUp()
      await Promise.all(
        [...entries.keys()].map(async (id) => {
          await entries.get(id)?.runner.interrupt()
          await release(id)
          await drop(id)
        }),
      )
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

const elsewhere = (): AppError =>
  new AppError('conflict', 'Another server runs something in this session. Wait until that has ended, or stop it.', {
    reason: 'session_elsewhere',
    retryAfterSeconds: 5,
  })

export const ended = (): AppError =>
  new AppError('conflict', 'This session is over: nobody used it for a while, or it was closed. Open another one.', { reason: 'session_ended' })
