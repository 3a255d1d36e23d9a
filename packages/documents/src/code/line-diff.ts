/** Lines around a change that are shown too. */
const around = 3
/** Beyond this many comparisons two texts are shown as wholly different. */
const mostSteps = 4_000_000

type Line = { sign: ' ' | '-' | '+'; text: string }

/** What changed between two texts, as `diff -u` shows it; nothing where they are the same. */
export function lineDiff(before: string, after: string): string[] {
  if (before === after) return []
  const lines = compared(linesOf(before), linesOf(after))
  const shown = new Set<number>()
  for (const [at, { sign }] of lines.entries()) {
    if (sign === ' ') continue
    for (let near = at - around; near <= at + around; near += 1) shown.add(near)
  }
  const result: string[] = []
  let [oldLine, newLine, last] = [1, 1, -1]
  for (const [at, { sign, text }] of lines.entries()) {
    if (shown.has(at)) {
      if (last !== at - 1 || result.length === 0) result.push(`@@ -${oldLine} +${newLine} @@`)
      result.push(sign + text)
      last = at
    }
    if (sign !== '+') oldLine += 1
    if (sign !== '-') newLine += 1
  }
  return result
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

function compared(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const same = (text: string): Line => ({ sign: ' ', text })
  return [
    ...before.slice(0, start).map(same),
    ...changedLines(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ]
}

/** By the longest common subsequence of lines. */
function changedLines(before: readonly string[], after: readonly string[]): Line[] {
  const removed = before.map((text): Line => ({ sign: '-', text }))
  const added = after.map((text): Line => ({ sign: '+', text }))
  if (before.length * after.length > mostSteps) return [...removed, ...added]
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      lines.push({ sign: ' ', text: before[i] ?? '' })
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) lines.push(removed[i++] as Line)
    else lines.push(added[j++] as Line)
  }
  return [...lines, ...removed.slice(i), ...added.slice(j)]
}
