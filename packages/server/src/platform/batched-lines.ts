/** Lines of a log that are collected and written together, off the way of whoever causes them. */
export type BatchedLines<Line> = {
  /**
   * Notes a line; never waits, never throws. With a key, lines of the same key within one moment are one: the first is
   * answered again, for its counter to be raised.
   */
  add(line: Line, key?: string): Line
  /** Whether a line with a key can still be raised: it is not on its way into the store yet. */
  isWaiting(line: Line): boolean
  /** Writes what is waiting. */
  stop(): Promise<void>
}

const flushMs = 500
/** Lines that wait at most; beyond it the store is in trouble and callers must not be. */
const maxWaiting = 20_000

/** Collects lines and writes them twice a second. `what` names them in complaints: "lines of the query log". */
export function createBatchedLines<Line>(options: {
  what: string
  write(lines: readonly Line[]): Promise<void>
  onError(message: string, error: unknown): void
}): BatchedLines<Line> {
  let waiting: Line[] = []
  let keyed = new Map<string, Line>()
  let raisable = new Set<Line>()
  let writing: Promise<void> = Promise.resolve()
  let lost = 0

  const flush = (): void => {
    if (lost > 0) options.onError(`${lost} ${options.what} were dropped because the store was too slow`, null)
    lost = 0
    const batch = [...waiting, ...keyed.values()]
    if (batch.length === 0) return
    waiting = []
    keyed = new Map()
    raisable = new Set()
    writing = writing.then(() => options.write(batch)).catch((error: unknown) => options.onError(`${batch.length} ${options.what} could not be written`, error))
  }
  const timer = setInterval(flush, flushMs)
  timer.unref()

  return {
    add(line, key) {
      const known = key === undefined ? undefined : keyed.get(key)
      if (known !== undefined) return known
      if (key !== undefined) {
        keyed.set(key, line)
        raisable.add(line)
      } else if (waiting.length < maxWaiting) waiting.push(line)
      else lost += 1
      return line
    },
    isWaiting: (line) => raisable.has(line),
    async stop() {
      clearInterval(timer)
      flush()
      await writing
    },
  }
}
