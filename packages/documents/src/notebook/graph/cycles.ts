type Reads = ReadonlyMap<string, ReadonlyMap<string, unknown>>

/** Ids that all read each other, directly or not, and the shortest way from the first of them back to it: each reads the next, the last the first. */
export type Cycle = { members: readonly string[]; way: readonly string[] }

/** Every circle of reading. Circles that share ids are one. */
export function cyclesIn(ids: readonly string[], reads: Reads): Cycle[] {
  return groupsIn(ids, reads).flatMap((group) => {
    const members = new Set(group)
    const start = ids.find((id) => members.has(id)) ?? ''
    if (group.length === 1 && reads.get(start)?.has(start) !== true) return []
    return [{ members: group, way: shortestRound(start, members, reads) }]
  })
}

/** Sets of ids that all reach each other (Tarjan's algorithm, without recursion), in the order in which `ids` meets them. */
function groupsIn(ids: readonly string[], reads: Reads): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const groups: string[][] = []
  for (const root of ids) {
    if (index.has(root)) continue
    const work: { id: string; left: string[] }[] = []
    const open = (id: string): void => {
      index.set(id, index.size)
      low.set(id, index.size - 1)
      stack.push(id)
      onStack.add(id)
      work.push({ id, left: [...(reads.get(id)?.keys() ?? [])] })
    }
    open(root)
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const next = top.left.pop()
      if (next !== undefined) {
        if (!index.has(next)) open(next)
        else if (onStack.has(next)) low.set(top.id, Math.min(low.get(top.id) ?? 0, index.get(next) ?? 0))
        continue
      }
      work.pop()
      const above = work.at(-1)
      if (above !== undefined) low.set(above.id, Math.min(low.get(above.id) ?? 0, low.get(top.id) ?? 0))
      if (low.get(top.id) !== index.get(top.id)) continue
      const group = stack.splice(stack.indexOf(top.id))
      for (const id of group) onStack.delete(id)
      groups.push(group)
    }
  }
  return groups
}

/** The shortest way from an id along what is read, within a group, back to it. */
function shortestRound(start: string, members: ReadonlySet<string>, reads: Reads): string[] {
  const cameFrom = new Map<string, string>()
  let front = [start]
  while (front.length > 0) {
    const next: string[] = []
    for (const id of front) {
      for (const read of reads.get(id)?.keys() ?? []) {
        if (read === start) return wayTo(id, start, cameFrom)
        if (!members.has(read) || cameFrom.has(read)) continue
        cameFrom.set(read, id)
        next.push(read)
      }
    }
    front = next
  }
  return [start]
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [end]
  for (let id = end; id !== start;) {
    id = cameFrom.get(id) ?? start
    way.unshift(id)
  }
  return way
}
