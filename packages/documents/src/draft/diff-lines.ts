/** A line of a comparison: in both, only before (`removed`), or only after (`added`). */
export type DiffLine = { mark: 'same' | 'removed' | 'added'; text: string }

/** Texts that differ in more lines than this are told as one taken away and one put in its place. */
const mostDifferences = 1000

/** Two texts line by line, with as few marks as there can be; what was removed comes before what was added in its place. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return [
    ...before.slice(0, start).map(same),
    ...shortestWay(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ]
}

const same = (text: string): DiffLine => ({ mark: 'same', text })
const removed = (text: string): DiffLine => ({ mark: 'removed', text })
const added = (text: string): DiffLine => ({ mark: 'added', text })

/**
 * The greedy algorithm of Myers: how far each diagonal (x − y) reaches with one mark more, until one reaches both ends. The
 * reaches of each round are kept to walk back on.
 */
function shortestWay(before: readonly string[], after: readonly string[]): DiffLine[] {
  const reaches: Map<number, number>[] = []
  let current = new Map([[1, 0]])
  for (let marks = 0; marks <= Math.min(mostDifferences, before.length + after.length); marks += 1) {
    reaches.push(current)
    const next = new Map(current)
    for (let diagonal = -marks; diagonal <= marks; diagonal += 2) {
      let x = startOf(next, diagonal, marks)
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1
      next.set(diagonal, x)
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, reaches)
    }
    current = next
  }
  return [...before.map(removed), ...after.map(added)]
}

const reach = (reaches: ReadonlyMap<number, number>, diagonal: number): number => reaches.get(diagonal) ?? -1

/** Whether the farther way to a diagonal takes a line of `after`. */
const takesAdded = (reaches: ReadonlyMap<number, number>, diagonal: number, marks: number): boolean =>
  diagonal === -marks || (diagonal !== marks && reach(reaches, diagonal - 1) < reach(reaches, diagonal + 1))

const startOf = (reaches: ReadonlyMap<number, number>, diagonal: number, marks: number): number =>
  takesAdded(reaches, diagonal, marks) ? reach(reaches, diagonal + 1) : reach(reaches, diagonal - 1) + 1

function walkBack(before: readonly string[], after: readonly string[], reaches: readonly ReadonlyMap<number, number>[]): DiffLine[] {
  const way: DiffLine[] = []
  let [x, y] = [before.length, after.length]
  for (let marks = reaches.length - 1; marks >= 0; marks -= 1) {
    const known = reaches[marks] ?? new Map<number, number>()
    const isAdded = takesAdded(known, x - y, marks)
    const diagonal = isAdded ? x - y + 1 : x - y - 1
    const from = marks === 0 ? { x: 0, y: 0 } : { x: reach(known, diagonal), y: reach(known, diagonal) - diagonal }
    const stop = marks === 0 ? from : isAdded ? { x: from.x, y: from.y + 1 } : { x: from.x + 1, y: from.y }
    while (x > stop.x && y > stop.y) {
      x -= 1
      y -= 1
      way.push(same(before[x] ?? ''))
    }
    if (marks > 0) way.push(isAdded ? added(after[from.y] ?? '') : removed(before[from.x] ?? ''))
    ;({ x, y } = from)
  }
  return inOrder(way.toReversed())
}

/** Of neighbouring marks those of removed lines first. */
function inOrder(lines: readonly DiffLine[]): DiffLine[] {
  const ordered: DiffLine[] = []
  let block: DiffLine[] = []
  const close = (): void => {
    ordered.push(...block.filter(({ mark }) => mark === 'removed'), ...block.filter(({ mark }) => mark === 'added'))
    block = []
  }
  for (const line of lines) {
    if (line.mark !== 'same') {
      block.push(line)
      continue
    }
    close()
    ordered.push(line)
  }
  close()
  return ordered
}
