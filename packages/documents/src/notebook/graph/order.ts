type Reads = ReadonlyMap<string, { has(id: string): boolean; keys(): Iterable<string> }>

/**
 * The ids with each behind those that it reads, otherwise as they were given. Where they read each other in a circle, the one that was
 * given first comes first.
 */
export function inOrderOfReading(ids: readonly string[], reads: Reads): string[] {
  const place = new Map(ids.map((id, index) => [id, index]))
  const readers = new Map<string, string[]>(ids.map((id) => [id, []]))
  const open = new Map<string, number>(ids.map((id) => [id, 0]))
  for (const id of ids) {
    for (const read of reads.get(id)?.keys() ?? []) {
      if (read === id || !place.has(read)) continue
      readers.get(read)?.push(id)
      open.set(id, (open.get(id) ?? 0) + 1)
    }
  }
  const ordered: string[] = []
  const done = new Set<string>()
  /** Places of ids that wait for nothing, smallest first. */
  const ready = new SmallestFirst(ids.flatMap((id, index) => (open.get(id) === 0 ? [index] : [])))
  let first = 0
  while (ordered.length < ids.length) {
    let next = ready.take()
    if (next === undefined) {
      while (done.has(ids[first] ?? '')) first += 1
      next = first
    }
    const id = ids[next] ?? ''
    if (done.has(id)) continue
    done.add(id)
    ordered.push(id)
    for (const reader of readers.get(id) ?? []) {
      const left = (open.get(reader) ?? 0) - 1
      open.set(reader, left)
      if (left === 0 && !done.has(reader)) ready.add(place.get(reader) ?? 0)
    }
  }
  return ordered
}

/** A sorted list of numbers: a notebook has a thousand cells at most, more is not needed. */
class SmallestFirst {
  private readonly numbers: number[]
  constructor(numbers: number[]) {
    this.numbers = numbers.toSorted((a, b) => b - a)
  }
  add(number: number): void {
    const at = this.numbers.findIndex((one) => one < number)
    this.numbers.splice(at === -1 ? this.numbers.length : at, 0, number)
  }
  take(): number | undefined {
    return this.numbers.pop()
  }
}
