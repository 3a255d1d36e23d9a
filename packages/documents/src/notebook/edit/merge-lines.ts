import { diffLines } from '../../draft/diff-lines.ts'

/** Lines of the base in exchange for others: `from` up to `to`, which is not among them. */
type Hunk = { from: number; to: number; lines: readonly string[] }

/** A text that two people have changed, with both changes; null where they changed the same lines, or lines next to each other. */
export function mergeLines(base: string, mine: string, theirs: string): string | null {
  const lines = base.split('\n')
  const hunks = [...hunksOf(lines, mine.split('\n')), ...hunksOf(lines, theirs.split('\n'))].toSorted((a, b) => a.from - b.from || a.to - b.to)
  const merged: string[] = []
  let at = 0
  let last: Hunk | null = null
  for (const hunk of hunks) {
    // The same change of both is one.
    if (last !== null && last.from === hunk.from && last.to === hunk.to && String(last.lines) === String(hunk.lines)) continue
    if (last !== null && hunk.from <= last.to) return null
    merged.push(...lines.slice(at, hunk.from), ...hunk.lines)
    at = hunk.to
    last = hunk
  }
  return [...merged, ...lines.slice(at)].join('\n')
}

function hunksOf(base: readonly string[], changed: readonly string[]): Hunk[] {
  const hunks: Hunk[] = []
  let at = 0
  let open: { from: number; lines: string[] } | null = null
  const close = (): void => {
    if (open !== null) hunks.push({ from: open.from, to: at, lines: open.lines })
    open = null
  }
  for (const { mark, text } of diffLines(base, changed)) {
    if (mark === 'same') {
      close()
      at += 1
      continue
    }
    open ??= { from: at, lines: [] }
    if (mark === 'removed') at += 1
    else open.lines.push(text)
  }
  close()
  return hunks
}
