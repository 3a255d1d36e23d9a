import { type BinaryOperator, type Formula, FormulaError } from '../../formula/formula.ts'

/** How strongly operators bind, the weakest first; each as our formulas call it. Powers go from right to left, all others from left to right. */
const levels: readonly Readonly<Record<string, { operator: BinaryOperator } | { call: string }>>[] = [
  { '&': { operator: '&' } },
  { '||': { call: 'OR' }, or: { call: 'OR' } },
  { '&&': { call: 'AND' }, and: { call: 'AND' } },
  { '=': { operator: '=' }, '==': { operator: '=' }, '!=': { operator: '<>' }, '<>': { operator: '<>' } },
  { '<': { operator: '<' }, '<=': { operator: '<=' }, '>': { operator: '>' }, '>=': { operator: '>=' } },
  { '+': { operator: '+' }, '-': { operator: '-' } },
  { '*': { operator: '*' }, '/': { operator: '/' }, '%': { call: 'MOD' } },
  { '^': { operator: '^' }, '**': { operator: '^' } },
]

type Token = { kind: 'number' | 'text' | 'date' | 'moment' | 'column' | 'word' | 'sign' | 'end'; value: string; at: number }

const token =
  /(?<space>\s+)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<literal>[dt]?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))|(?<column>`[^`]+`)|(?<word>[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)|(?<sign>\|\||&&|==|!=|<>|<=|>=|\*\*|[&=<>+\-*/%^!(),])/uy
/** Longer ones come from no person. */
const mostTokens = 2000
const deepest = 100

/**
 * Reads a calculation as a formula of ours: functions keep the names that they have there, in capitals; `DATE`, `DATETIME`
 * and `NULL` are calls that stand for its literals. Throws `FormulaError`.
 */
export function parseCalculation(text: string): Formula {
  const tokens = tokensOf(text)
  let place = 0
  let depth = 0
  const peek = (): Token => tokens[place] ?? { kind: 'end', value: '', at: text.length }
  const isSign = (value: string): boolean => peek().kind === 'sign' && peek().value === value
  const take = (): Token => {
    const found = peek()
    place += 1
    return found
  }
  const close = (): void => {
    if (!isSign(')')) throw new FormulaError('a closing bracket is missing', peek().at)
    take()
  }
  const operatorAt = (level: number): { operator: BinaryOperator } | { call: string } | undefined => {
    const { kind, value } = peek()
    const name = value.toLowerCase()
    return (kind === 'sign' || kind === 'word') && Object.hasOwn(levels[level] ?? {}, name) ? levels[level]?.[name] : undefined
  }
  const binary = (level: number): Formula => {
    if (level === levels.length) return unary()
    let left = binary(level + 1)
    for (let operator = operatorAt(level); operator !== undefined; operator = operatorAt(level)) {
      const { at } = take()
      const right = level === levels.length - 1 ? nested(() => binary(level)) : binary(level + 1)
      left = 'call' in operator ? { kind: 'call', name: operator.call, args: [left, right], at } : { kind: 'binary', ...operator, left, right, at }
    }
    return left
  }
  const nested = (read: () => Formula): Formula => {
    depth += 1
    if (depth > deepest) throw new FormulaError('it is nested too deeply', peek().at)
    const found = read()
    depth -= 1
    return found
  }
  const unary = (): Formula => {
    const { kind, value, at } = peek()
    const isNot = isSign('!') || (kind === 'word' && value.toLowerCase() === 'not')
    if (isNot || isSign('+') || isSign('-')) {
      take()
      const operand = nested(unary)
      return isNot ? { kind: 'call', name: 'NOT', args: [operand], at } : value === '-' ? { kind: 'negate', operand, at } : operand
    }
    return primary()
  }
  const primary = (): Formula => {
    const { kind, value, at } = take()
    switch (kind) {
      case 'number':
        return { kind: 'number', value: Number(value), at }
      case 'text':
        return { kind: 'text', value, at }
      case 'date':
      case 'moment':
        return { kind: 'call', name: kind === 'date' ? 'DATE' : 'DATETIME', args: [{ kind: 'text', value, at }], at }
      case 'column':
        return { kind: 'column', name: value, at }
      case 'word':
        return isSign('(') ? call(value, at) : word(value, at)
      case 'sign':
        if (value !== '(') throw new FormulaError(`a value is missing before ${value}`, at)
        return nested(() => {
          const inner = binary(0)
          close()
          return inner
        })
      case 'end':
        throw new FormulaError(text.trim() === '' ? 'it is empty' : 'it ends too early', at)
    }
  }
  const call = (name: string, at: number): Formula =>
    nested(() => {
      take()
      const args: Formula[] = []
      if (!isSign(')')) {
        args.push(binary(0))
        while (isSign(',')) {
          take()
          args.push(binary(0))
        }
      }
      close()
      return { kind: 'call', name: name.toUpperCase(), args, at }
    })
  const word = (name: string, at: number): Formula => {
    if (/^(true|false)$/i.test(name)) return { kind: 'boolean', value: name.toLowerCase() === 'true', at }
    return /^null$/i.test(name) ? { kind: 'call', name: 'NULL', args: [], at } : { kind: 'column', name, at }
  }
  const read = binary(0)
  if (peek().kind !== 'end') throw new FormulaError(`something is left over at ${text.slice(peek().at, peek().at + 20)}`, peek().at)
  return read
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    token.lastIndex = at
    const found = token.exec(text)
    const { space, number, literal, column, word, sign } = found?.groups ?? {}
    if (found === null)
      throw new FormulaError(text.startsWith('{{', at) ? 'it reads a parameter ({{ … }}), and models have none here' : `the sign ${text[at]} means nothing`, at)
    if (number !== undefined) tokens.push({ kind: 'number', value: number, at })
    else if (literal !== undefined) tokens.push(literalToken(literal, at))
    else if (column !== undefined) tokens.push({ kind: 'column', value: column.slice(1, -1), at })
    else if (word !== undefined) tokens.push({ kind: 'word', value: word, at })
    else if (space === undefined) tokens.push({ kind: 'sign', value: sign ?? '', at })
    if (tokens.length > mostTokens) throw new FormulaError('it is too long', at)
    at += found[0].length
  }
  return tokens
}

function literalToken(literal: string, at: number): Token {
  const kind = literal.startsWith('d') ? 'date' : literal.startsWith('t') ? 'moment' : 'text'
  const value = literal.slice(kind === 'text' ? 1 : 2, -1).replaceAll(/\\(.)/gs, (_, letter: string) => ({ n: '\n', t: '\t', r: '\r' })[letter] ?? letter)
  return { kind, value, at }
}
