import type { DisplayOf, OutcomeOf, OutcomeTable as ShownTable } from '@atrium/documents'

/** Rows under a name. They lie in `results`, where they may be gone after a time. */
export type OutcomeTable = ShownTable & { resultId: string }

/** What a cell showed, in its order. */
export type OutcomeDisplay = DisplayOf<OutcomeTable>

/** What came of a cell in a session: plain data that is kept as it is. */
export type CellOutcome = OutcomeOf<OutcomeTable> & {
  /** Of a component what it was made of, see `componentVersions`; absent: it is none. */
  madeOf?: string
  /** Who may see what it answered, see `audienceOf`; null: nothing of it depends on who asks. */
  audience: string | null
}
