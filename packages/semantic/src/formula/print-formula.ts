import type { Dialect } from '../types/dialect.ts'
import type { DimensionType } from '../types/field.ts'
import { type Formula, FormulaError } from './formula.ts'
import { formulaFunctions, type Printed } from './functions.ts'
import { suggestedFunction } from './suggest-function.ts'

/** Where a formula is written: its columns, and the order and parts in which rows follow each other. */
export type FormulaScope = {
  dialect: Dialect
  /** SQL and kind of a column by what it was called. Throws `FormulaError` for what is not there. */
  column(name: string, at: number): { sql: string; type: DimensionType; isDimension: boolean }
  /** `PARTITION BY … ORDER BY …` of functions that follow the rows: running, previous. Empty when rows have no order. */
  rows: string
  /** SQL of the day of the question in its zone. */
  today(): string
}

/** A formula as SQL over the columns of the result, with the kind of value it gives. Throws `FormulaError`. */
export function printFormula(formula: Formula, scope: FormulaScope): Printed {
  const { dialect } = scope
  switch (formula.kind) {
    case 'number':
      return { sql: dialect.numberLiteral(formula.value), type: 'number' }
    case 'text':
      return { sql: dialect.stringLiteral(formula.value), type: 'string' }
    case 'boolean':
      return { sql: formula.value ? '1 = 1' : '1 = 0', type: 'boolean', isCondition: true }
    case 'column':
      return scope.column(formula.name, formula.at)
    case 'negate':
      return { sql: `-(${numberOf(formula.operand, scope)})`, type: 'number' }
    case 'percent':
      return { sql: `(${numberOf(formula.operand, scope)}) / 100.0`, type: 'number' }
    case 'binary':
      return printBinary(formula, scope)
    case 'call':
      return printCall(formula, scope)
  }
}

function numberOf(formula: Formula, scope: FormulaScope): string {
  const { sql, type } = printFormula(formula, scope)
  if (type !== 'number') throw new FormulaError(`A number is needed here, not ${kindNames[type]}.`, formula.at)
  return sql
}

const kindNames: Readonly<Record<DimensionType, string>> = {
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  date: 'a date',
  timestamp: 'a moment',
}

function printBinary({ operator, left, right }: Extract<Formula, { kind: 'binary' }>, scope: FormulaScope): Printed {
  const { dialect } = scope
  switch (operator) {
    case '+':
    case '-':
    case '*':
      return { sql: `(${numberOf(left, scope)}) ${operator} (${numberOf(right, scope)})`, type: 'number' }
    case '/':
      // Whole numbers would be divided as whole numbers by some engines, and nothing can be divided by zero.
      return { sql: `${dialect.cast(numberOf(left, scope), 'number')} / NULLIF(${numberOf(right, scope)}, 0)`, type: 'number' }
    case '^':
      return { sql: `POWER(${numberOf(left, scope)}, ${numberOf(right, scope)})`, type: 'number' }
    case '&': {
      const text = (part: Formula): string => {
        const { sql, type } = printFormula(part, scope)
        const asText = type === 'string' ? sql : type === 'number' ? dialect.numberToText(sql) : dialect.cast(sql, 'string')
        return `COALESCE(${asText}, '')`
      }
      return { sql: dialect.concat([text(left), text(right)]), type: 'string' }
    }
    default: {
      const sides = [printFormula(left, scope), printFormula(right, scope)] as const
      if (sides[0].type !== sides[1].type && !bothTimes(sides[0].type, sides[1].type)) {
        throw new FormulaError(`${kindNames[sides[0].type]} cannot be compared with ${kindNames[sides[1].type]}.`, right.at)
      }
      const [a, b] = sides.map((side) => asValue(dialect, side))
      return { sql: `(${a}) ${operator} (${b})`, type: 'boolean', isCondition: true }
    }
  }
}

/** What can stand as a column or an argument. */
export function asValue(dialect: Dialect, { sql, isCondition }: Printed): string {
  return isCondition === true && dialect.truth !== undefined ? dialect.truth.asValue(sql) : sql
}

/** What can stand where something has to hold. */
function asCondition(dialect: Dialect, printed: Printed): Printed {
  if (printed.isCondition === true || dialect.truth === undefined) return printed
  return { sql: dialect.truth.asCondition(printed.sql), type: 'boolean', isCondition: true }
}

const bothTimes = (a: DimensionType, b: DimensionType): boolean => [a, b].every((type) => type === 'date' || type === 'timestamp')

function printCall({ name, args, at }: Extract<Formula, { kind: 'call' }>, scope: FormulaScope): Printed {
  const known = formulaFunctions[name]
  if (known === undefined) throw new FormulaError(`There is no function ${name}.${suggestedFunction(name)}`, at)
  const [least, most] = known.arity
  if (args.length < least || args.length > most) {
    const wanted = least === most ? String(least) : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`
    throw new FormulaError(`${name} takes ${wanted} ${most === 1 ? 'value' : 'values'}, not ${args.length}.`, at)
  }
  if (looksAtRows(name, args.length) && args.some(hasWindow)) {
    throw new FormulaError(`${name} cannot look at rows inside of a value that does: make the inner part a calculation of its own.`, at)
  }
  const printed = args.map((arg, place) => {
    const wanted = known.takes?.[Math.min(place, known.takes.length - 1)] ?? 'any'
    const one = printFormula(arg, scope)
    const isTime = one.type === 'date' || one.type === 'timestamp'
    const isCondition = known.conditionAt?.(place, args.length) === true
    if (one.type === 'boolean' && isCondition) return asCondition(scope.dialect, one)
    if (wanted === 'any' || wanted === one.type || (wanted === 'date' && isTime)) return { sql: asValue(scope.dialect, one), type: one.type }
    throw new FormulaError(`${name} needs ${kindNames[wanted]} here, not ${kindNames[one.type]}.`, arg.at)
  })
  const parts = args.slice(1).map((arg) => arg.kind === 'column' && scope.column(arg.name, arg.at).isDimension)
  return known.write(printed, { dialect: scope.dialect, rows: scope.rows, today: scope.today, isPart: parts, args, at })
}

/** MIN and MAX of several numbers look at one row only; dimensions behind the number make them a total again. */
const looksAtRows = (name: string, count: number): boolean => formulaFunctions[name]?.window === true || ((name === 'MIN' || name === 'MAX') && count === 1)

function hasWindow(formula: Formula): boolean {
  switch (formula.kind) {
    case 'negate':
    case 'percent':
      return hasWindow(formula.operand)
    case 'binary':
      return hasWindow(formula.left) || hasWindow(formula.right)
    case 'call':
      return looksAtRows(formula.name, formula.args.length) || formula.args.some(hasWindow)
    default:
      return false
  }
}
