import type { DimensionType } from '@atrium/semantic'
import type { NotebookProblem } from '../problems/problem.ts'

/** A column of what a cell answered. */
export type OutcomeColumn = { name: string; type: DimensionType; engineType: string }

/** Rows under a name. */
export type OutcomeTable = {
  columns: readonly OutcomeColumn[]
  rows: number
  /** There were more rows than were kept; or what they were made of did not have all of its rows. */
  truncated: boolean
  partial: boolean
}

/** What a cell showed. Values as `kernels/values.ts` of the server writes them as JSON. */
export type DisplayOf<Table> = { kind: 'text'; text: string } | { kind: 'value'; value: unknown } | { kind: 'table'; table: Table }

/** Why a cell has no answer: the code and message of an `AppError`, or of a kernel. Reasons are for whoever may see the cell. */
export type CellFailure = {
  code: string
  message: string
  /** Stable, for texts in other languages. */ reason: string | null
  /** Names and numbers of the message, for these texts: nothing that it does not say. Absent: there are none. */
  params?: Readonly<Record<string, string | number>>
  /** Of a component: what failed inside, as its message says at its end. */ cause?: CellFailure
  /** What is wrong as it is written, and what the cells are called that it names. */
  problem?: { found: NotebookProblem; labels: Readonly<Record<string, string>> }
  /** From 1, in what the cell says; null: nowhere in it. */ line: number | null
  /** What to do about it. */ hint: string | null
}

/** What is to be said beside an answer; `params` as those of a failure. */
export type CellNote = { reason: string; message: string; params?: CellFailure['params'] }

/** Which table of the warehouse a cell wrote. */
export type WrittenOutcome = { table: string; mode: 'append' | 'replace'; rows: number; /** ISO 8601. */ at: string }

/** Where a cell stands. `left_out`: what it reads failed, or it was not asked for. */
export type CellState = 'waiting' | 'running' | 'done' | 'failed' | 'left_out' | 'cancelled'

/** What came of a cell in a session: plain data, the same where it is kept and where it is shown. A cell that was never run has none. */
export type OutcomeOf<Table> = {
  cellId: string
  state: CellState
  /** Of what was asked, see `fingerprints`. Another one now: stale. Null: it never began. */
  fingerprint: string | null
  /** By the names that others read. */
  tables: Readonly<Record<string, Table>>
  /** By the names that others read; written as those of displays. */
  values: Readonly<Record<string, unknown>>
  displays: readonly DisplayOf<Table>[]
  /** What code printed; cut when it says so. */
  text: string
  textCut: boolean
  /** What is to be said beside the answer: rows that were cut, names that stay inside of a cell. */
  notes: readonly CellNote[]
  /** Into which table of the warehouse it wrote; absent: into none. */
  written?: WrittenOutcome
  /** Of an input whose default counts and comes from elsewhere: whether that gave its value, or had none, so that the author's counts. */
  defaultBy?: 'attribute' | 'result' | 'author'
  failure: CellFailure | null
  /** `hit`, `joined`, `miss`: of the warehouse's cache; `kept`: a result of before was taken; null: nothing of the kind. */
  cache: 'hit' | 'joined' | 'miss' | 'kept' | null
  /** When the data were read, ISO 8601. */
  dataAsOf: string | null
  /** Receipt of the query, see `QueryResult` of the server. */
  queryId: string | null
  /** ISO 8601. */
  startedAt: string | null
  /** Milliseconds; null while it runs. */
  ms: number | null
}
