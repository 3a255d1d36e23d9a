import { QueryError } from '../types/compiled-query.ts'

const wrong = (message: string): QueryError => new QueryError('invalid_query', message, { at: 'formula' })

/** How series are called in formulas: A, B, C… */
const seriesLetter = (place: number): string => String.fromCharCode(65 + place)

/** Refuses a formula that cannot be read, or names a series that there is not. Throws `invalid_query`. */
export function checkFormula(formula: string, series: number): void {
  readFormula(formula)(Array.from({ length: series }, () => 1))
}

/**
 * Arithmetic over numbers that are called A, B, C…: + - * /, numbers and parentheses. A division by zero gives 0, as an empty
 * period does. Throws `invalid_query`.
 */
export function readFormula(formula: string): (values: readonly number[]) => number {
  const tokens = [...formula.matchAll(/\d+(?:\.\d+)?|[A-Za-z]|[-+*/()]|\S/g)].map(([token]) => token)
  if (tokens.length > 500) throw wrong('The formula is too long.')
  return (values) => evaluate(formula, tokens, values)
}

function evaluate(formula: string, tokens: readonly string[], values: readonly number[]): number {
  let place = 0
  const take = (wanted: string): boolean => tokens[place] === wanted && (place += 1) > 0

  const sum = (depth: number): number => {
    let value = product(depth)
    for (;;) {
      if (take('+')) value += product(depth)
      else if (take('-')) value -= product(depth)
      else return value
    }
  }
  const product = (depth: number): number => {
    let value = factor(depth)
    for (;;) {
      if (take('*')) value *= factor(depth)
      else if (take('/')) {
        const by = factor(depth)
        value = by === 0 ? 0 : value / by
      } else return value
    }
  }
  const factor = (depth: number): number => {
    if (depth > 100) throw wrong('The formula is nested too deeply.')
    if (take('-')) return -factor(depth + 1)
    if (take('(')) {
      const value = sum(depth + 1)
      if (!take(')')) throw wrong(`A closing parenthesis is missing in "${formula.slice(0, 100)}".`)
      return value
    }
    const token = tokens[place] ?? ''
    place += 1
    if (/^\d/.test(token)) return Number(token)
    if (/^[A-Za-z]$/.test(token)) {
      const value = values[token.toUpperCase().charCodeAt(0) - 65]
      if (value === undefined)
        throw wrong(`The formula "${formula.slice(0, 100)}" names ${token.toUpperCase()}, and there are series A to ${seriesLetter(values.length - 1)}.`)
      return value
    }
    throw wrong(
      token === ''
        ? `The formula "${formula.slice(0, 100)}" ends too early.`
        : `"${token}" in the formula "${formula.slice(0, 100)}" cannot be read. Use + - * / ( ) and the letters of series.`,
    )
  }
  const value = sum(0)
  if (place < tokens.length)
    throw wrong(`"${tokens[place] ?? ''}" in the formula "${formula.slice(0, 100)}" cannot be read. Use + - * / ( ) and the letters of series.`)
  return value
}
