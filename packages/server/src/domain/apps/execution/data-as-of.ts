import type { Execution } from './execution.ts'
import type { CellOutcome } from './outcome.ts'

/** When the oldest data were read of which answers were made, ISO 8601; null: of none. */
export const oldestData = (answers: readonly Pick<CellOutcome, 'dataAsOf'>[]): string | null =>
  answers.flatMap(({ dataAsOf }) => dataAsOf ?? []).toSorted()[0] ?? null

/** When the oldest data were read that a cell has by what it reads: readers of an app see those cells alone. */
export const dataBehind = ({ graph, outcomes }: Pick<Execution, 'graph' | 'outcomes'>, cellId: string): string | null =>
  oldestData([...(graph.reads.get(cellId)?.keys() ?? [])].flatMap((id) => outcomes.get(id) ?? []))
