import type { CellFailure, CellNote } from '@atrium/documents'
import { isAppError } from '../../../platform/errors.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import type { RunCells, SessionKernels } from '../execution/run-cells-port.ts'
import { createOutcomeWriter } from './outcome-writer.ts'

/** What a session adds to a run. */
export type RunPlace = Pick<RunCells, 'kernels' | 'kept' | 'onOutcome'> & { signal: AbortSignal }

/** A run of a session that was asked for. */
export type AskedRun = {
  /** Somebody changed inputs: of several such that wait the newest counts. */
  isOfInputs: boolean
  /** Begins with kernels that know nothing. */
  isFresh: boolean
  /** Loads all that is run, as it is when its turn comes; answers what runs it. Throws when it cannot be run any more. */
  prepare(): Promise<(place: RunPlace) => Promise<unknown>>
}

export type SessionRunnerOptions = {
  openKernels(): SessionKernels
  load(): Promise<Map<string, CellOutcome>>
  save(outcomes: readonly CellOutcome[]): Promise<void>
  onOutcome(outcome: CellOutcome): void
  /** What runs or waits is another. */
  onState(): void
  onError(message: string, error: unknown): void
}

/** Runs a session, in the memory of one node. */
export type SessionRunner = {
  readonly isBusy: boolean
  /** Why the last run came to nothing, beside what cells say; null: it did not. */
  readonly failure: CellFailure | null
  outcomes(): Promise<ReadonlyMap<string, CellOutcome>>
  /** Of a session that begins now: what is in the store of it. */
  begin(outcomes: readonly CellOutcome[]): void
  /** Runs it when its turn comes; answers false when too many wait. */
  ask(run: AskedRun): boolean
  /** Stops what runs and forgets what waits. Resolves once it has stopped. */
  interrupt(): Promise<void>
  /** What is remembered may be old: another node changed it. Nothing may be running. */
  forget(): void
  close(): Promise<void>
}

/** Runs that wait in one session. */
const mostWaiting = 100

export function createSessionRunner(options: SessionRunnerOptions): SessionRunner {
  let known: Promise<Map<string, CellOutcome>> | null = null
  let kernels: SessionKernels | null = null
  let failure: CellFailure | null = null
  let waiting: AskedRun[] = []
  let running: { abort: AbortController; done: Promise<void> } | null = null
  const writer = createOutcomeWriter((outcomes) =>
    options.save(outcomes).catch((error: unknown) => options.onError('what came of cells could not be written', error)),
  )

  const outcomes = (): Promise<Map<string, CellOutcome>> =>
    (known ??= options.load().catch((error: unknown) => {
      known = null
      throw error
    }))

  const closeKernels = async (): Promise<void> => {
    const before = kernels
    kernels = null
    await before?.close().catch((error: unknown) => options.onError('kernels of a session did not close', error))
  }

  const note = (all: Map<string, CellOutcome>, outcome: CellOutcome): void => {
    all.set(outcome.cellId, outcome)
    writer.add(outcome)
    options.onOutcome(outcome)
  }

  const work = async (asked: AskedRun, signal: AbortSignal): Promise<void> => {
    failure = null
    const all = await outcomes()
    try {
      const run = await asked.prepare()
      if (asked.isFresh) await closeKernels()
      if (signal.aborted) return
      kernels ??= options.openKernels()
      await run({ signal, kernels, kept: new Map(all), onOutcome: (outcome) => note(all, outcome) })
    } catch (error) {
      if (signal.aborted) return
      if (!isAppError(error)) options.onError('a run of a session failed', error)
      failure = failureOf(error)
    } finally {
      for (const outcome of all.values()) if (isUnderWay(outcome)) note(all, cancelled(outcome))
    }
  }

  const next = (): void => {
    const asked = waiting.shift()
    if (asked === undefined) return
    const abort = new AbortController()
    const done = work(asked, abort.signal)
      .catch((error: unknown) => options.onError('a run of a session failed', error))
      .then(() => writer.flush())
      .finally(() => {
        running = null
        next()
        options.onState()
      })
    running = { abort, done }
  }

  return {
    get isBusy() {
      return running !== null
    },
    get failure() {
      return failure
    },
    outcomes,
    begin(taken) {
      known = Promise.resolve(new Map(taken.map((outcome) => [outcome.cellId, outcome])))
    },
    ask(run) {
      if (run.isFresh) {
        waiting = []
        running?.abort.abort()
        kernels?.interrupt()
      }
      if (run.isOfInputs) waiting = waiting.filter(({ isOfInputs }) => !isOfInputs)
      if (waiting.length >= mostWaiting) return false
      waiting.push(run)
      if (running === null) next()
      options.onState()
      return true
    },
    async interrupt() {
      waiting = []
      running?.abort.abort()
      kernels?.interrupt()
      await running?.done
    },
    forget() {
      known = null
    },
    async close() {
      waiting = []
      running?.abort.abort()
      await running?.done
      await closeKernels()
      await writer.flush()
    },
  }
}

export const isUnderWay = (outcome: CellOutcome | undefined): boolean => outcome?.state === 'waiting' || outcome?.state === 'running'

/** A cell that was told to stop, or was never begun. */
export const cancelled = (outcome: CellOutcome, note?: CellNote): CellOutcome => ({
  ...outcome,
  state: 'cancelled',
  notes: note === undefined ? outcome.notes : [...outcome.notes, note],
})

const failureOf = (error: unknown): CellFailure => {
  const known = isAppError(error) && error.code !== 'internal' ? error : null
  const message = known?.message ?? 'Something went wrong. Run it again; if it happens again, tell your administrator.'
  const { reason = null, line = null, params } = known?.details ?? {}
  return { code: known?.code ?? 'internal', message, reason, ...(params === undefined ? {} : { params }), line, hint: null }
}
