/** A statement in a text: where it begins and ends (without its `;`). */
export type Statement = { from: number; to: number; text: string }

/** The statements of a text. Semicolons in quotes and comments part nothing; empty statements are left out. */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = []
  let start = 0
  const close = (end: number): void => {
    const text = sql.slice(start, end)
    const lead = text.length - text.trimStart().length
    if (text.trim() !== '') statements.push({ from: start + lead, to: start + text.trimEnd().length, text: text.trim() })
    start = end + 1
  }
  // Quoted text, quoted names, line and block comments; what is never closed goes on to the end.
  const parts = /'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|;/g
  for (const match of sql.matchAll(parts)) if (match[0] === ';') close(match.index)
  close(sql.length)
  return statements
}

/** The statement at a position: the one around it, else the one before it, else the first. Null in an empty text. */
export function statementAt(sql: string, position: number): Statement | null {
  const statements = statementsOf(sql)
  return statements.findLast(({ from }) => from <= position) ?? statements[0] ?? null
}

/** Line of a position, from 1. */
export const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length
