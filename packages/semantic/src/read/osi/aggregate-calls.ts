/** One aggregate of an expression: the text of the call, its function, and what it aggregates. */
export type AggregateCall = { start: number; end: number; name: string; distinct: boolean; argument: string }

const names = /\b(sum|count|avg|min|max|median)\s*\(/gi

/**
 * The aggregates of an expression that stand outside of each other, in their order; `undefined` when a bracket or a quote
 * is not closed.
 */
export function aggregateCalls(text: string): AggregateCall[] | undefined {
  const calls: AggregateCall[] = []
  let from = 0
  for (;;) {
    names.lastIndex = from
    const found = names.exec(text)
    if (found === null) return calls
    const open = names.lastIndex
    const close = closingBracket(text, open)
    if (close === undefined) return undefined
    const inner = text.slice(open, close).trim()
    const distinct = /^distinct\b/i.test(inner)
    calls.push({
      start: found.index,
      end: close + 1,
      name: (found[1] ?? '').toLowerCase(),
      distinct,
      argument: distinct ? inner.slice('distinct'.length).trim() : inner,
    })
    from = close + 1
  }
}

function closingBracket(text: string, from: number): number | undefined {
  let depth = 1
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === "'" || letter === '"' || letter === '`') {
      at = text.indexOf(letter, at + 1)
      if (at === -1) return undefined
    } else if (letter === '(') depth += 1
    else if (letter === ')') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return undefined
}
