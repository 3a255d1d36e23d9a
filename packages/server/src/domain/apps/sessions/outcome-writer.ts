import type { CellOutcome } from '../execution/outcome.ts'

/** Writes what came of cells soon, many at a time, in their order. */
export type OutcomeWriter = {
  add(outcome: CellOutcome): void
  /** Once all that was added is written. Never throws. */
  flush(): Promise<void>
}

/** Milliseconds for which outcomes are collected. */
const collectedMs = 100

export function createOutcomeWriter(write: (outcomes: readonly CellOutcome[]) => Promise<void>): OutcomeWriter {
  let waiting = new Map<string, CellOutcome>()
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (waiting.size > 0) {
      const batch = [...waiting.values()]
      waiting = new Map()
      writing = writing.then(() => write(batch))
    }
    return writing
  }

  return {
    add(outcome) {
      waiting.set(outcome.cellId, outcome)
      if (timer !== null) return
      timer = setTimeout(() => void flush(), collectedMs)
      timer.unref()
    },
    flush,
  }
}
