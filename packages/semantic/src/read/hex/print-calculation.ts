import { type Formula, FormulaError } from '../../formula/formula.ts'
import type { Printed } from '../../formula/functions.ts'
import { asValue, printFormula } from '../../formula/print-formula.ts'
import type { Dialect } from '../../types/dialect.ts'
import type { CalendarInterval } from '../../types/field.ts'

/** Where a calculation stands: what its names mean, and which calls are put together elsewhere. */
export type CalculationScope = {
  dialect: Dialect
  /** SQL and kind of a name. Throws `FormulaError` for what is not there. */
  column(name: string, at: number): Printed
  /** A call that means more than one row; `undefined` for all others. Throws `FormulaError` where it must not stand. */
  aggregate(call: Call): Printed | undefined
}

type Call = Extract<Formula, { kind: 'call' }>

/** Functions that our formulas have, under the name that they have there. */
const same: Readonly<Record<string, string>> = {
  ABS: 'ABS',
  AND: 'AND',
  CEIL: 'CEILING',
  COALESCE: 'COALESCE',
  CONCAT: 'CONCAT',
  DAY: 'DAY',
  EXP: 'EXP',
  FLOOR: 'FLOOR',
  IF: 'IF',
  ISNULL: 'ISBLANK',
  LEFT: 'LEFT',
  LENGTH: 'LEN',
  LOWER: 'LOWER',
  MOD: 'MOD',
  MONTH: 'MONTH',
  NOT: 'NOT',
  OR: 'OR',
  QUARTER: 'QUARTER',
  ROUND: 'ROUND',
  SQRT: 'SQRT',
  SUBSTITUTE: 'SUBSTITUTE',
  UPPER: 'UPPER',
  YEAR: 'YEAR',
}

/** Why functions of the language are not computed here. */
const refused: Readonly<Record<string, string>> = {
  NOW: 'it reads the clock: filter by a date when asking instead',
  TODAY: 'it reads the clock: filter by a date when asking instead',
  DAYOFWEEK: 'which day of the week is the first number there is not published',
  RIGHT: 'no dialect here counts letters from the end',
  SPLITPART: 'no dialect here splits texts',
  ISFINITE: 'numbers of a warehouse are finite or null',
}

/** Letters of a calculation as SQL: functions repeat what they are given, and those inside of each other multiply. */
const longest = 100_000

/** A calculation as SQL with `${field}` for its names. What is not computed here is a `FormulaError` that says why. */
export function printCalculation(formula: Formula, scope: CalculationScope): string {
  // Calls are printed from the inside out, and stand in what is around them as columns.
  const parts = new Map<string, Printed>()
  const print = (node: Formula): Printed => {
    const printed = printFormula(node, {
      dialect: scope.dialect,
      rows: '',
      column: (name) => ({ ...(parts.get(name) ?? { sql: 'NULL', type: 'string' as const }), isDimension: true }),
      today: () => '',
    })
    if (printed.sql.length > longest) throw new FormulaError('it is too long as SQL', node.at)
    return printed
  }
  const hold = (part: Printed, at: number): Formula => {
    const name = `#${parts.size}`
    parts.set(name, part)
    return { kind: 'column', name, at }
  }
  const lowered = (node: Formula): Formula => {
    switch (node.kind) {
      case 'column':
        return hold(scope.column(node.name, node.at), node.at)
      case 'negate':
      case 'percent':
        return { ...node, operand: lowered(node.operand) }
      case 'binary':
        return { ...node, left: lowered(node.left), right: lowered(node.right) }
      case 'call':
        return hold(printedCall(node), node.at)
      default:
        return node
    }
  }
  const printedCall = (call: Call): Printed => {
    const aggregate = scope.aggregate(call)
    if (aggregate !== undefined) return aggregate
    const inner = { ...call, args: call.args.map(lowered) }
    const known = Object.hasOwn(same, call.name) ? same[call.name] : undefined
    const ours = known === undefined ? rewrittenCall(inner) : { ...inner, name: known }
    return ours === undefined ? ownFunction(inner, print, scope.dialect) : print(ours)
  }
  return asValue(scope.dialect, print(lowered(formula)))
}

/** Functions that are other functions: a choice among values, and one of several. */
function rewrittenCall({ name, args, at }: Call): Formula | undefined {
  const [value, ...others] = args
  if (value === undefined) return undefined
  const isSame = (right: Formula): Formula => ({ kind: 'binary', operator: '=', left: value, right, at })
  if (name === 'ISONEOF' && others.length > 0) return others.map(isSame).reduce((left, right) => ({ kind: 'call', name: 'OR', args: [left, right], at }))
  if (name !== 'SWITCH' || others.length < 2) return undefined
  const otherwise = others.length % 2 === 1 ? others.at(-1) : undefined
  let result: Formula | undefined = otherwise
  for (let place = Math.floor(others.length / 2) * 2 - 2; place >= 0; place -= 2) {
    const [when, then] = [others[place], others[place + 1]]
    if (when === undefined || then === undefined) continue
    result = { kind: 'call', name: 'IF', args: [isSame(when), then, ...(result === undefined ? [] : [result])], at }
  }
  return result
}

const truncations: Readonly<Record<string, { interval: CalendarInterval; startOfWeek: number }>> = Object.fromEntries(
  (['YEAR', 'QUARTER', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'MILLISECOND'] as const)
    .map((interval): [string, { interval: CalendarInterval; startOfWeek: number }] => [`TRUNC${interval}`, { interval, startOfWeek: 0 }])
    // Weeks begin on Sunday there unless they say Monday; 0 is Monday.
    .concat([
      ['TRUNCWEEK', { interval: 'WEEK', startOfWeek: 6 }],
      ['TRUNCWEEKMONDAY', { interval: 'WEEK', startOfWeek: 0 }],
    ]),
)
const clock = new Set<CalendarInterval>(['HOUR', 'MINUTE', 'SECOND', 'MILLISECOND'])
const numbersOfTime: Readonly<Record<string, CalendarInterval>> = { HOUR: 'HOUR_OF_DAY_NUM', MINUTE: 'MINUTE_OF_HOUR_NUM' }
const casts = { TODATE: 'date', TODATETIME: 'timestamp', TONUMBER: 'number', TOBOOLEAN: 'boolean' } as const
const searches: Readonly<Record<string, 'contains' | 'starts' | 'ends'>> = { CONTAINS: 'contains', STARTSWITH: 'starts', ENDSWITH: 'ends' }
const curves = new Set(['SIN', 'COS', 'TAN'])

function ownFunction({ name, args, at }: Call, print: (arg: Formula) => Printed, dialect: Dialect): Printed {
  const wrong = (why: string): FormulaError => new FormulaError(why, at)
  const [value, pattern] = args
  if (name === 'NULL') return { sql: 'NULL', type: 'string' }
  const one = (): Printed => {
    if (value === undefined) throw wrong(`${name.toLowerCase()} needs a value`)
    return print(value)
  }
  const time = (): Printed & { type: 'date' | 'timestamp' } => {
    const { sql, type } = one()
    if (type !== 'date' && type !== 'timestamp') throw wrong(`${name.toLowerCase()} needs a date`)
    return { sql, type }
  }
  const number = (): string => {
    const { sql, type } = one()
    if (type !== 'number') throw wrong(`${name.toLowerCase()} needs a number`)
    return sql
  }
  if (name === 'DATE' || name === 'DATETIME') return literal(name, value?.kind === 'text' ? value.value : '', { dialect, at })
  if (name === 'TOTEXT') {
    const { sql, type } = one()
    return { sql: type === 'string' ? sql : type === 'number' ? dialect.numberToText(sql) : dialect.cast(sql, 'string'), type: 'string' }
  }
  if (name in casts) {
    const type = casts[name as keyof typeof casts]
    return { sql: dialect.cast(asValue(dialect, one()), type), type }
  }
  const search = searches[name]
  if (search !== undefined) {
    const { sql, type } = one()
    if (type !== 'string' || pattern?.kind !== 'text') throw wrong(`${name.toLowerCase()} needs a text and what to look for, written out`)
    return { sql: dialect.like(sql, pattern.value, search, false), type: 'boolean', isCondition: true }
  }
  const cut = truncations[name]
  if (cut !== undefined) {
    const { sql, type } = time()
    return { sql: dialect.truncate(sql, cut.interval, type, cut.startOfWeek), type: clock.has(cut.interval) ? type : 'date' }
  }
  const part = numbersOfTime[name]
  if (part !== undefined) return { sql: dialect.truncate(time().sql, part, 'timestamp', 0), type: 'number' }
  if (curves.has(name)) return { sql: `${name}(${number()})`, type: 'number' }
  if (name === 'COT') return { sql: `1.0 / NULLIF(TAN(${number()}), 0)`, type: 'number' }
  throw wrong(Object.hasOwn(refused, name) ? `${name.toLowerCase()} is not computed here: ${refused[name]}` : `${name.toLowerCase()} is not computed here`)
}

function literal(name: 'DATE' | 'DATETIME', text: string, { dialect, at }: { dialect: Dialect; at: number }): Printed {
  const isDate = name === 'DATE'
  const instant = Date.parse(isDate ? `${text}T00:00:00Z` : /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text.trim().replace(' ', 'T')}Z`)
  // Impossible days roll over: 30 February would be 1 March.
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(instant) || (isDate && new Date(instant).toISOString().slice(0, 10) !== text)) {
    throw new FormulaError(`"${text.slice(0, 40)}" is no ${isDate ? 'date (d"2026-01-31")' : 'moment (t"2026-01-31T12:00:00")'}`, at)
  }
  return isDate ? { sql: dialect.dateLiteral(text), type: 'date' } : { sql: dialect.timestampLiteral(instant, 'naive', 'UTC'), type: 'timestamp' }
}
