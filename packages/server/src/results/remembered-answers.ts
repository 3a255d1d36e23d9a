import { createSingleFlight } from '../query/single-flight.ts'
import type { WarehouseResult } from '../warehouses/warehouse.ts'

/** Answers that are the same each time, since what they were made of never changes. */
export type RememberedAnswers<Answer extends WarehouseResult> = {
  /** Has it made once for all who ask at the same time, or later. Whoever leaves (its signal) leaves alone. */
  answer(key: string, signal: AbortSignal, make: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>
}

/** Forgets what was asked for longest ago beyond `maxBytes`. */
export function rememberAnswers<Answer extends WarehouseResult>(maxBytes: number): RememberedAnswers<Answer> {
  const known = new Map<string, Answer>()
  const flights = createSingleFlight<Answer>()
  let bytes = 0

  const sizeOf = (key: string, { data }: Answer): number => 1000 + 2 * key.length + data.length
  const forget = (key: string, answer: Answer): void => {
    known.delete(key)
    bytes -= sizeOf(key, answer)
  }
  const note = (key: string, answer: Answer): void => {
    const before = known.get(key)
    if (before !== undefined) forget(key, before)
    // One large answer does not take the place of all others.
    if (sizeOf(key, answer) > maxBytes / 8) return
    known.set(key, answer)
    bytes += sizeOf(key, answer)
    for (const [oldest, old] of known) {
      if (bytes <= maxBytes) return
      forget(oldest, old)
    }
  }

  return {
    async answer(key, signal, make) {
      const before = known.get(key)
      const { value } = before === undefined ? await flights.run(key, signal, make) : { value: before }
      note(key, value)
      return value
    },
  }
}
