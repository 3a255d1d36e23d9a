import type { Change } from '../platform/change-log-store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/db.ts'
import type { Actor } from './actor.ts'

/** What every operation gets, per request. Capabilities (queries, runs…) are added by the type an operation names. */
export type Ctx = {
  actor: Actor
  clock: Clock
  requestId: string
  /** Aborted when the client is gone or the run is cancelled. */
  signal: AbortSignal
  db: Db
  /** Where the request came from; absent for work of the house itself. */
  origin?: Origin
  /** Told what operations changed, after the commit and before they answer: for dropping what is remembered of it. Must not throw. */
  onCommitted?(changes: readonly Change[]): void
  /** Inside an operation of whoever views as another person: its line is in the log. */
  isLogged?: true
}

/** Address and program of whoever sent a request, for the audit log and limits. */
export type Origin = { address: string; userAgent: string | null }
