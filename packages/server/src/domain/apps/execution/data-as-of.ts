import type { NotebookCell } from '@atrium/documents'
import type { Answered, Execution } from './execution.ts'
import type { CellOutcome } from './outcome.ts'

/** When the oldest data were read of which answers were made, ISO 8601; null: of none. */
export const oldestData = (answers: readonly Pick<CellOutcome, 'dataAsOf'>[]): string | null =>
  answers.flatMap(({ dataAsOf }) => dataAsOf ?? []).toSorted()[0] ?? null

/** When the oldest data were read that are in the answer of a cell, also by what it reads: readers of an app see those cells alone. */
export function dataAsOfCell(execution: Execution, { id, kind }: NotebookCell, { dataAsOf: own }: Pick<Answered, 'dataAsOf'>): string | null {
  // A value that somebody gives is as old as they say, whatever it was chosen from.
  if (kind === 'input') return null
  // What these ask for themselves comes to what they are given.
  if (kind === 'component' || kind === 'code') return oldestData([{ dataAsOf: own ?? null }, { dataAsOf: dataBehind(execution, id) }])
  return own === undefined ? dataBehind(execution, id) : own
}

const dataBehind = ({ graph, outcomes }: Pick<Execution, 'graph' | 'outcomes'>, cellId: string): string | null =>
  oldestData([...(graph.reads.get(cellId)?.keys() ?? [])].flatMap((id) => outcomes.get(id) ?? []))
