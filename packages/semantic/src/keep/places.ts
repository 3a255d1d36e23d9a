/** Where the clauses of a statement's outermost SELECT begin in its text; null: there is none. */
export type Clauses = Record<'from' | 'where' | 'group' | 'having' | 'order' | 'limit', number | null> & { end: number }

/** The text with all that is no code as blanks, letter for letter: texts, quoted names, comments. */
export const blanked = (sql: string): string =>
  sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/g, (part) => ' '.repeat(part.length))

/** Finds the clauses that stand in no parentheses. What it takes wrongly shows when the new text is read again. */
export function clausesOf(sql: string): Clauses {
  const text = blanked(sql)
  const found: Clauses = { from: null, where: null, group: null, having: null, order: null, limit: null, end: text.replace(/[\s;]+$/, '').length }
  const words: Readonly<Record<string, keyof Omit<Clauses, 'end'>>> = {
    from: 'from',
    where: 'where',
    group: 'group',
    having: 'having',
    order: 'order',
    limit: 'limit',
    offset: 'limit',
    fetch: 'limit',
  }
  let depth = 0
  for (const { 0: token, index } of text.matchAll(/[()]|\b(?:from|where|group(?=\s+by\b)|having|order(?=\s+by\b)|limit|offset|fetch)\b/gi)) {
    if (token === '(') depth++
    else if (token === ')') depth--
    else if (depth === 0) found[words[token.toLowerCase()] ?? 'limit'] ??= index
  }
  return found
}

/** The parts between commas that stand in no parentheses. */
export function partsOf(sql: string): string[] {
  const text = blanked(sql)
  const cuts: number[] = []
  let depth = 0
  for (const { 0: token, index } of text.matchAll(/[()[\]{},]/g)) {
    if (/[([{]/.test(token)) depth++
    else if (token !== ',') depth--
    else if (depth === 0) cuts.push(index)
  }
  return [...cuts, sql.length].map((end, at) => sql.slice(at === 0 ? 0 : (cuts[at - 1] ?? 0) + 1, end))
}
