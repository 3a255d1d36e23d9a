import type { CellFailure } from '@atrium/documents'
import { ApiError } from '../api/api-error.ts'
import type { AppSession, InputValues, Outcome, WantedRun } from '../api/app-sessions.ts'
import type { FollowSession, ToldInputs } from './follow-session.ts'

export type SessionState = {
  uuid: string
  /** What came of cells, by id. */
  outcomes: ReadonlyMap<string, Outcome>
  /** Cells of which another answer is due. */
  stale: ReadonlySet<string>
  /** Those of them that are stale as a component was published anew. */
  republished: ReadonlySet<string>
  /** Cells of the run that goes on. */
  running: ReadonlySet<string>
  /** Why the last run came to nothing, beside what cells say. */
  failure: CellFailure | null
  /** Of inputs, by name, as they are shown: with what was given here and is on its way. */
  inputs: InputValues
  /** Inputs whose default comes from elsewhere, and counts. */
  following: ReadonlySet<string>
  inputVersion: number
  /** False from a connection that was lost until it is there again. */
  isHeard: boolean
  /** Why it is over; null: it is not. */
  ended: string | null
}

export type SessionStore = {
  /** For `useSyncExternalStore`. */
  subscribe(listener: () => void): () => void
  state(): SessionState
  /**
   * Gives values to inputs; shown at once. `run`: what becomes stale by it is run. `writes` false: somebody else pressed the buttons among
   * them, and theirs are the tables that this writes. Values that come in quick succession are sent together, but never a press that writes
   * with one that does not. Inputs of `reset` have their defaults again.
   */
  setInputs(values: InputValues, options: { run: boolean; writes?: boolean; reset?: readonly string[] }): void
  /** Whether inputs can have defaults of their own again: not where others have the same ones. */
  hasOwnDefaults: boolean
  /** Begins a run; rejects where it cannot begin. */
  run(wanted: WantedRun, options?: { usesCachedSql?: boolean }): Promise<void>
  interrupt(): Promise<void>
  /** Listens to what happens there; answers what ends that. */
  open(): () => void
}

export type SessionCalls = {
  follow: FollowSession
  load(uuid: string): Promise<AppSession>
  setInputs(uuid: string, given: { version: number } & GivenInputs): Promise<Pick<AppSession, 'inputs' | 'following' | 'inputVersion'>>
  run(uuid: string, run: { wanted: WantedRun; usesCachedSql?: boolean }): Promise<{ planned: readonly string[] }>
  interrupt(uuid: string): Promise<unknown>
}

/** Values that go to the server in one request. */
type GivenInputs = { values: InputValues; reset: readonly string[]; run: boolean; writes: boolean }

type Given = {
  session: AppSession
  calls: SessionCalls
  /** Told what an input was not given for. */
  onRefused: (error: unknown) => void
}

/** Times that values are sent again because somebody else was faster. */
const tries = 5

/** A session as a page follows it: what came of cells, what runs, and the values of inputs, which are sent one after the other. */
export function createSessionStore({ session, calls, onRefused }: Given): SessionStore {
  /** As the server has them; `pending` comes over it. */
  let known = knownOf(session)
  let pending: readonly GivenInputs[] = []
  let sent: GivenInputs | null = null
  let state: SessionState = { ...contentOf(session), isHeard: true }
  const listeners = new Set<() => void>()

  const set = (change: Partial<SessionState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const showInputs = (): void => {
    const onTheWay = [...(sent === null ? [] : [sent]), ...pending]
    const following = new Set(known.following)
    for (const { values, reset } of onTheWay) {
      for (const name of reset) following.add(name)
      for (const name of Object.keys(values)) following.delete(name)
    }
    set({ inputs: Object.assign({}, known.inputs, ...onTheWay.map(({ values }) => values)), following, inputVersion: known.version })
  }
  const hear = (told: ToldInputs): void => {
    // An answer that was overtaken by a later event says nothing any more.
    if (told.version < known.version) return
    known = told
    showInputs()
  }
  const replace = (fresh: AppSession): void => {
    set(contentOf(fresh))
    known = knownOf(fresh)
    showInputs()
  }

  const send = async (): Promise<void> => {
    const [next, ...later] = pending
    if (sent !== null || next === undefined) return
    sent = next
    pending = later
    try {
      const answer = await sendUntilTaken(next)
      sent = null
      hear(knownOf(answer))
    } catch (error) {
      sent = null
      onRefused(error)
    }
    showInputs()
    await send()
  }
  const sendUntilTaken = async (given: GivenInputs): ReturnType<SessionCalls['setInputs']> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await calls.setInputs(session.uuid, { version: known.version, ...given })
      } catch (error) {
        if (!(error instanceof ApiError) || error.statusCode !== 409 || attempt === tries) throw error
        hear(knownOf(await calls.load(session.uuid)))
      }
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    hasOwnDefaults: true,
    setInputs(values, { run, writes = true, reset = [] }) {
      const last = pending.at(-1)
      pending =
        last?.writes === writes
          ? [...pending.slice(0, -1), { ...together(last, { values, reset }), run: run || last.run, writes }]
          : [...pending, { values, reset, run, writes }]
      showInputs()
      void send()
    },
    async run(wanted, options = {}) {
      const { planned } = await calls.run(session.uuid, { wanted, ...options })
      // What was heard of them meanwhile is newer than the answer.
      const isWaiting = (id: string): boolean => state.outcomes.get(id)?.state !== 'running'
      if (state.running.size === 0) set({ running: new Set(planned.filter(isWaiting)) })
    },
    async interrupt() {
      await calls.interrupt(session.uuid)
    },
    open: () =>
      calls.follow(session.uuid, {
        onHeard: (isHeard) => set({ isHeard }),
        onSession: replace,
        onOutcome: (outcome) => set({ outcomes: new Map(state.outcomes).set(outcome.cellId, outcome) }),
        onState: ({ running, stale, republished, failure }) =>
          set({ running: new Set(running), stale: new Set(stale), republished: new Set(republished), failure }),
        onInputs: hear,
        onEnded: (reason) => set({ ended: reason, running: new Set() }),
      }),
  }
}

const knownOf = ({ inputs, following, inputVersion: version }: Pick<AppSession, 'inputs' | 'following' | 'inputVersion'>): ToldInputs => ({
  inputs,
  following,
  version,
})

type Change = Pick<GivenInputs, 'values' | 'reset'>

/** Of two changes of the same input the later one counts. */
const together = (before: Change, after: Change): Change => ({
  values: { ...Object.fromEntries(Object.entries(before.values).filter(([name]) => !after.reset.includes(name))), ...after.values },
  reset: [...before.reset.filter((name) => !Object.hasOwn(after.values, name)), ...after.reset],
})

const contentOf = (session: AppSession): Omit<SessionState, 'isHeard'> => ({
  uuid: session.uuid,
  outcomes: new Map(session.outcomes.map((outcome) => [outcome.cellId, outcome])),
  stale: new Set(session.stale),
  republished: new Set(session.republished),
  running: new Set(session.running),
  failure: session.failure,
  inputs: session.inputs,
  following: new Set(session.following),
  inputVersion: session.inputVersion,
  // In what came of a run nobody works, be it that it goes on.
  ended: session.endedAt === null && session.kind !== 'run' && session.kind !== 'preview' ? null : 'ended',
})
