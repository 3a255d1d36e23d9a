import type { RunState } from '../platform/db/stored-values.ts'
import type { Tx } from '../platform/db/db.ts'

/** Whatever takes time, as a row: survives restarts, can be watched and cancelled. */
export type Run = {
  id: string
  kind: string
  state: RunState
  organizationId: string | null
  projectId: string | null
  createdBy: string | null
  payload: Record<string, unknown>
  progress: { done: number; total: number | null; message: string } | null
  result: Record<string, unknown> | null
  error: string | null
  attempt: number
  maxAttempts: number
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

export type NewRun = {
  kind: string
  payload: Record<string, unknown>
  organizationId: string | null
  projectId: string | null
  createdBy: string | null
  /** Higher first. */
  priority?: number
  /** While a run with this kind and key is queued or running, another enqueue answers the same run. */
  dedupeKey?: string
  /** At most `groupLimit` runs of one group at once (a warehouse, a project). */
  groupKey?: string
  maxAttempts?: number
  runAt?: Date
}

/** What a worker gets to do its work with. */
export type RunContext = {
  run: Run
  /** Aborted on cancel, on a lost lease and at shutdown. */
  signal: AbortSignal
  progress: (done: number, total: number | null, message: string) => Promise<void>
  log: (level: 'info' | 'warning' | 'error', message: string) => Promise<void>
}

/** Does one kind of run; the returned object becomes its result. A thrown `AppError` of a lasting kind (invalid, forbidden, not_found, cancelled, limit_exceeded) is not retried. */
export type Worker = { kind: string; work(context: RunContext): Promise<Record<string, unknown>> }

export type Runs = {
  /** Within `tx` when given, so that the run exists exactly when the change does. */
  enqueue(run: NewRun, tx?: Tx): Promise<Run>
  get(id: string): Promise<Run | null>
  log(id: string): Promise<{ at: Date; level: string; message: string }[]>
  /** Queued: cancelled at once. Running: its signal is aborted within seconds, on whatever node it runs. */
  cancel(id: string): Promise<void>
}
