import type { CellOutcome } from '../execution/outcome.ts'

/** Why a session is over. `limit`: its owner began others; `gone`: the notebook is. */
export type EndReason = 'closed' | 'idle' | 'limit' | 'gone'

/** What those who follow a session are told. Whether they may see it is asked again before they do. */
export type SessionEvent =
  | { kind: 'outcome'; outcome: CellOutcome }
  /** Inputs have other values, given by this person; null: by nobody. */
  | { kind: 'inputs'; by: string | null }
  /** What runs, waits or is stale may be another. */
  | { kind: 'state' }
  /** A notebook of the project was published: what takes results of it may be stale. */
  | { kind: 'published' }
  /** Something happened on another node: all of it is to be looked at again. */
  | { kind: 'changed' }
  | { kind: 'ended'; reason: EndReason }
