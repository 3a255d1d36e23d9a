import { diffLines } from '@atrium/documents/diff-lines'

/** Lines around a change that are shown too. */
const around = 3
const signs = { same: ' ', removed: '-', added: '+' } as const

/** What changed between two texts, as `diff -u` shows it; nothing where they are the same. */
export function lineDiff(before: string, after: string): string[] {
  if (before === after) return []
  const lines = diffLines(linesOf(before), linesOf(after)).map(({ mark, text }) => ({ sign: signs[mark], text }))
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
