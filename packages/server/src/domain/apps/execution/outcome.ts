import type { WarehouseColumn } from '../../../warehouses/warehouse.ts'
import type { Written } from '../writeback/write-table.ts'

/** Where a cell stands. `left_out`: what it reads failed, or it was not asked for. */
export type CellState = 'waiting' | 'running' | 'done' | 'failed' | 'left_out' | 'cancelled'

/** Rows under a name. They lie in `results`, where they may be gone after a time. */
export type OutcomeTable = {
  resultId: string
  columns: readonly WarehouseColumn[]
  rows: number
  /** There were more rows than were kept; or what they were made of did not have all of its rows. */
  truncated: boolean
  partial: boolean
}

/** What a cell showed, in its order. Values as `kernels/values.ts` writes them as JSON. */
export type OutcomeDisplay = { kind: 'text'; text: string } | { kind: 'value'; value: unknown } | { kind: 'table'; table: OutcomeTable }

/** Why a cell has no answer: the code and message of an `AppError`, or of a kernel. Reasons are for whoever may see the cell. */
export type CellFailure = {
  code: string
  message: string
  /** Stable, for texts in other languages. */ reason: string | null
  /** From 1, in what the cell says; null: nowhere in it. */ line: number | null
  /** What to do about it. */ hint: string | null
}

/** What came of a cell in a session: plain data that is kept as it is. A cell that was never run has none. */
export type CellOutcome = {
  cellId: string
  state: CellState
  /** Of what was asked, see `fingerprints`. Another one now: stale. Null: it never began. */
  fingerprint: string | null
  /** Who may see what it answered, see `audienceOf`; null: nothing of it depends on who asks. */
  audience: string | null
  /** By the names that others read. */
  tables: Readonly<Record<string, OutcomeTable>>
  /** By the names that others read; as `kernels/values.ts` writes them as JSON. */
  values: Readonly<Record<string, unknown>>
  displays: readonly OutcomeDisplay[]
  /** What code printed; cut when it says so. */
  text: string
  textCut: boolean
  /** What is to be said beside the answer: rows that were cut, names that stay inside of a cell. */
  notes: readonly { reason: string; message: string }[]
  /** Into which table of the warehouse it wrote; absent: into none. */
  written?: Written
  failure: CellFailure | null
  /** `hit`, `joined`, `miss`: of the warehouse's cache; `kept`: a result of before was taken; null: nothing of the kind. */
  cache: 'hit' | 'joined' | 'miss' | 'kept' | null
  /** When the data were read, ISO 8601. */
  dataAsOf: string | null
  /** Receipt of the query, see `QueryResult`. */
  queryId: string | null
  /** ISO 8601. */
  startedAt: string | null
  /** Milliseconds; null while it runs. */
  ms: number | null
}
