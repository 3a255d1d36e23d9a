import { type BinaryOperator, FormulaError } from './formula.ts'

export type Token =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'text'; value: string; at: number }
  /** A bare word: a column, a function, TRUE or FALSE. */
  | { kind: 'word'; value: string; at: number }
  /** A column by its label or reference: `[Total revenue]`, `${orders.revenue}`. */
  | { kind: 'column'; value: string; at: number }
  | { kind: 'sign'; value: BinaryOperator | '(' | ')' | ',' | '%'; at: number }
  | { kind: 'end'; at: number }

const patterns = {
  space: /\s+/y,
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y,
  text: /"((?:[^"]|"")*)"/y,
  reference: /\$\{([^{}]*)\}/y,
  label: /\[([^\]]*)\]/y,
  word: /[\p{L}_][\p{L}\p{N}_.]*/uy,
  sign: /<>|<=|>=|[=<>&+\-*/^(),;%]/y,
} as const

/** Longer formulas come from no person. */
const mostTokens = 2000

/** Splits a formula into its words; a leading sign of equality is passed over. Throws `FormulaError`. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = /^\s*=/.exec(text)?.[0].length ?? 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  while (at < text.length) {
    const found = readToken(match, at)
    if (found === undefined) throw new FormulaError(complaint(text, at), at)
    if (found.token !== undefined) tokens.push(found.token)
    if (tokens.length > mostTokens) throw new FormulaError('The formula is too long.', at)
    at += found.length
  }
  tokens.push({ kind: 'end', at: text.length })
  return tokens
}

function readToken(match: (pattern: RegExp) => RegExpExecArray | null, at: number): { token?: Token; length: number } | undefined {
  const space = match(patterns.space)
  if (space !== null) return { length: space[0].length }
  const number = match(patterns.number)
  if (number !== null) return { token: { kind: 'number', value: Number(number[0]), at }, length: number[0].length }
  const text = match(patterns.text)
  if (text !== null) return { token: { kind: 'text', value: (text[1] ?? '').replaceAll('""', '"'), at }, length: text[0].length }
  const column = match(patterns.reference) ?? match(patterns.label)
  if (column !== null) return { token: { kind: 'column', value: (column[1] ?? '').trim(), at }, length: column[0].length }
  const word = match(patterns.word)
  if (word !== null) return { token: { kind: 'word', value: word[0], at }, length: word[0].length }
  const sign = match(patterns.sign)
  if (sign === null) return undefined
  // Spreadsheets of half the world separate arguments by semicolons.
  const value = sign[0] === ';' ? ',' : sign[0]
  return { token: { kind: 'sign', value: value as Extract<Token, { kind: 'sign' }>['value'], at }, length: sign[0].length }
}

function complaint(text: string, at: number): string {
  if (text[at] === '"') return 'The text has no closing quote.'
  if (text[at] === '[') return 'The column has no closing bracket.'
  if (text[at] === "'") return 'Text stands in double quotes: "…".'
  return `The sign ${text[at]} means nothing in a formula.`
}
