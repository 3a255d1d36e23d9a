import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/db.ts'
import { AppError, isAppError } from '../platform/errors.ts'
import { completeRun, failRun, returnRun, saveProgress } from './lease-store.ts'
import { errorForPeople, isLastingError, retryDelaySeconds } from './retry.ts'
import { appendRunLog } from './run-store.ts'
import type { Run, RunContext, Worker } from './run.ts'

/** Why a running run is told to stop. */
export class StopRun extends Error {
  readonly why: 'cancelled' | 'lease lost' | 'shutdown'
  constructor(why: StopRun['why']) {
    super(`run stopped: ${why}`)
    this.name = 'StopRun'
    this.why = why
  }
}

/** Progress is written at most this often; the last word of a run always is. */
const progressEveryMs = 250

export type ExecuteOptions = {
  db: Db
  clock: Clock
  workerId: string
  worker: Worker
  run: Run
  signal: AbortSignal
  onError: (message: string, error: unknown) => void
}

/** Does one claimed run and settles it. Never throws: what cannot be settled is left to the lease. */
export async function executeRun(options: ExecuteOptions): Promise<void> {
  const { db, run, signal, onError } = options
  const holder = { worker: options.workerId, attempt: run.attempt }
  try {
    const result = await work(options)
    await completeRun(db, run.id, holder, result)
  } catch (error) {
    try {
      await settleFailure(options, error)
    } catch (second) {
      onError(`run ${run.id} (${run.kind}) could not be settled; its lease will run out`, second)
    }
    if (!signal.aborted && !isAppError(error)) onError(`run ${run.id} (${run.kind}) failed`, error)
  }
}

async function work(options: ExecuteOptions): Promise<Record<string, unknown>> {
  const { db, clock, run, signal, worker } = options
  const holder = { worker: options.workerId, attempt: run.attempt }
  let lastWrite = Number.NEGATIVE_INFINITY
  const context: RunContext = {
    run,
    signal,
    async progress(done, total, message) {
      if (signal.aborted) throw signal.reason
      const now = clock.monotonic()
      if (now - lastWrite < progressEveryMs && done !== total) return
      lastWrite = now
      await saveProgress(db, run.id, holder, { done, total, message })
    },
    log: (level, message) => appendRunLog(db, run.id, level, message),
  }
  return worker.work(context)
}

async function settleFailure(options: ExecuteOptions, error: unknown): Promise<void> {
  const { db, run, signal } = options
  const holder = { worker: options.workerId, attempt: run.attempt }
  const stop: unknown = signal.aborted ? signal.reason : null
  if (stop instanceof StopRun && stop.why === 'shutdown') return returnRun(db, run.id, holder)
  if (stop instanceof StopRun && stop.why === 'lease lost') return
  const cause = stop instanceof StopRun ? new AppError('cancelled', 'This was cancelled') : error
  const retryIn = isLastingError(cause) ? null : retryDelaySeconds(run.attempt, spreadOf(run.id))
  const message = errorForPeople(cause)
  const state = await failRun(db, run.id, holder, message, retryIn)
  if (state === 'queued') await appendRunLog(db, run.id, 'warning', `Attempt ${run.attempt} of ${run.maxAttempts} failed: ${message}`)
  if (state === 'failed') await appendRunLog(db, run.id, 'error', message)
}

/** A number from 0 to 1 that differs from run to run, so that what failed together does not come back together. */
const spreadOf = (id: string): number => Number.parseInt(id.slice(0, 4), 16) / 0xffff
