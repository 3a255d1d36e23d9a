import type { CellFailure } from '@atrium/documents'
import { blankOutcome } from '../execution/blank-outcome.ts'
import type { CellOutcome } from '../execution/outcome.ts'

/** What came of a cell, as far as somebody may see it. */
export type SeenOutcome = CellOutcome & {
  /** That it was made for somebody else's eyes, or is logic that an app does not show: nothing but its state is here. */
  isWithheld?: true
}

/** What of an outcome somebody sees. `shown` null: all cells. */
export function outcomeAsSeen(
  outcome: CellOutcome,
  { maySee, shown }: { maySee(outcome: CellOutcome): boolean; shown: ReadonlySet<string> | null },
): SeenOutcome {
  const isShown = shown === null || shown.has(outcome.cellId)
  if (maySee(outcome) && isShown) return shown === null ? outcome : withoutSource(asShown(outcome))
  return { ...blankOutcome(outcome.cellId, outcome.state, null), startedAt: outcome.startedAt, ms: outcome.ms, isWithheld: true }
}

/** What an app shows of a cell: of code that prints or displays something that alone, and not what it defines for others. */
export function asShown(outcome: CellOutcome): CellOutcome {
  const speaks = outcome.displays.length > 0 || outcome.text !== ''
  return speaks ? { ...outcome, tables: {}, values: {} } : outcome
}

/** Without what a warehouse quotes of the SQL: that is for those who may read it. */
export function withoutSource(outcome: CellOutcome): CellOutcome {
  const { failure } = outcome
  return failure === null ? outcome : { ...outcome, failure: withoutQuotes(failure) }
}

const withoutQuotes = ({ cause, params, ...failure }: CellFailure): CellFailure => ({
  ...failure,
  message: unquoted(failure.message),
  line: null,
  ...(params === undefined ? {} : { params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, unquoted(value)])) }),
  ...(cause === undefined ? {} : { cause: withoutQuotes(cause) }),
})

const unquoted = <T>(value: T): T | string => (typeof value === 'string' ? (value.split('\n\nLINE ')[0] ?? '') : value)
