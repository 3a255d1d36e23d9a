/** A memory of at most so many texts' worth: what was not used for longest goes first. */
export type BoundedMemory<Value> = { get(key: string): Value | undefined; set(key: string, value: Value, size: number): void }

/** `maxSize`: of all entries together, in the unit that they are put in with. One larger than a tenth of it is not kept. */
export function boundedMemory<Value>({ maxEntries, maxSize }: { maxEntries: number; maxSize: number }): BoundedMemory<Value> {
  const entries = new Map<string, { value: Value; size: number }>()
  let held = 0
  const drop = (key: string): void => {
    held -= entries.get(key)?.size ?? 0
    entries.delete(key)
  }
  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      // Put back at the end: the first ones in the map are those that were used longest ago.
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, size) {
      drop(key)
      if (size > maxSize / 10) return
      entries.set(key, { value, size })
      held += size
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries && held <= maxSize) break
        drop(oldest)
      }
    },
  }
}
