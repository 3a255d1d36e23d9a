import { type BinaryOperator, type Formula, FormulaError } from './formula.ts'
import { type Token, tokensOf } from './tokens.ts'

/** How strongly operators bind, as in spreadsheets; all of them from left to right. */
const strength: Readonly<Record<BinaryOperator, number>> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 5,
}
const deepest = 100

/** Reads a formula such as `=revenue / SUM(revenue)`. Throws `FormulaError` with the place of what is wrong. */
export function parseFormula(text: string): Formula {
  const tokens = tokensOf(text)
  let place = 0
  let depth = 0
  const peek = (): Token => tokens[place] ?? { kind: 'end', at: text.length }
  const isSign = (value: string): boolean => {
    const token = peek()
    return token.kind === 'sign' && token.value === value
  }
  const take = (): Token => {
    const token = peek()
    place += 1
    return token
  }
  const expect = (value: ')' | '('): void => {
    if (!isSign(value)) throw new FormulaError(peek().kind === 'end' ? `A ${value} is missing at the end.` : `A ${value} is missing here.`, peek().at)
    take()
  }

  const deeper = (): void => {
    depth += 1
    if (depth > deepest) throw new FormulaError('The formula is nested too deeply.', peek().at)
  }
  const binary = (least: number): Formula => {
    deeper()
    let left = unary()
    for (let token = peek(); token.kind === 'sign' && token.value in strength; token = peek()) {
      const operator = token.value as BinaryOperator
      if (strength[operator] < least) break
      take()
      left = { kind: 'binary', operator, left, right: binary(strength[operator] + 1), at: token.at }
    }
    depth -= 1
    return left
  }
  const unary = (): Formula => {
    const { at } = peek()
    if (isSign('+') || isSign('-')) {
      deeper()
      const isNegated = isSign('-')
      take()
      const operand = unary()
      depth -= 1
      // Spreadsheets read -2^2 as (-2)^2.
      return isNegated ? { kind: 'negate', operand, at } : operand
    }
    let operand = primary()
    while (isSign('%')) operand = { kind: 'percent', operand, at: take().at }
    return operand
  }
  const primary = (): Formula => {
    const token = take()
    switch (token.kind) {
      case 'number':
      case 'text':
        return token
      case 'column':
        return { kind: 'column', name: token.value, at: token.at }
      case 'word':
        return isSign('(') ? call(token.value, token.at) : word(token.value, token.at)
      case 'sign':
        if (token.value === '(') {
          const inner = binary(1)
          expect(')')
          return inner
        }
        throw new FormulaError(`A value is missing before ${token.value}.`, token.at)
      case 'end':
        throw new FormulaError(text.replace(/^\s*=/, '').trim() === '' ? 'The formula is empty.' : 'The formula ends too early: a value is missing.', token.at)
    }
  }
  const call = (name: string, at: number): Formula => {
    expect('(')
    const args: Formula[] = []
    if (!isSign(')')) {
      args.push(binary(1))
      while (isSign(',')) {
        take()
        args.push(binary(1))
      }
    }
    expect(')')
    return { kind: 'call', name: name.toUpperCase(), args, at }
  }
  const word = (name: string, at: number): Formula =>
    /^(true|false)$/i.test(name) ? { kind: 'boolean', value: name.toLowerCase() === 'true', at } : { kind: 'column', name, at }

  const formula = binary(1)
  const rest = peek()
  if (rest.kind !== 'end') throw new FormulaError('Something is left over here: an operator or a comma is missing.', rest.at)
  return formula
}
