import type { Dialect } from '../types/dialect.ts'
import type { DimensionType } from '../types/field.ts'
import { type Formula, FormulaError } from './formula.ts'

/** A piece of SQL and the kind of value it gives. A comparison is no value in every engine, see `print-formula.ts`. */
export type Printed = { sql: string; type: DimensionType; isCondition?: true }

type Look = {
  dialect: Dialect
  rows: string
  today(): string
  /** For each argument behind the first: whether it is a dimension, by which a total is divided into parts. */
  isPart: readonly boolean[]
  args: readonly Formula[]
  at: number
}

export type FormulaFunction = {
  arity: readonly [number, number]
  /** Kinds of the arguments; the last one stands for all that follow. Absent: any. */
  takes?: readonly (DimensionType | 'any')[]
  /** Arguments that have to hold, by their place among `count`; boolean arguments elsewhere are values. */
  conditionAt?(place: number, count: number): boolean
  /** Looks at other rows, so it cannot stand inside of another that does. */
  window?: true
  /** One line for people. */
  help: string
  /** How it is called. */
  example: string
  write(args: readonly Printed[], look: Look): Printed
}

const number = (sql: string): Printed => ({ sql, type: 'number' })
const text = (sql: string): Printed => ({ sql, type: 'string' })
const truth = (sql: string): Printed => ({ sql, type: 'boolean', isCondition: true })
const many = Number.POSITIVE_INFINITY
const first = (args: readonly Printed[]): string => args[0]?.sql ?? 'NULL'
const sqlOf = (args: readonly Printed[], place: number, otherwise = 'NULL'): string => args[place]?.sql ?? otherwise

/** A function of one number. */
const plain = (sqlName: string, help: string, example: string): FormulaFunction => ({
  arity: [1, 1],
  takes: ['number'],
  help,
  example,
  write: (args) => number(`${sqlName}(${first(args)})`),
})

/** The lesser or greater of two, or the one that is there: engines disagree about blanks. */
function extremeOfTwo(comparison: '<=' | '>=', [left, ...others]: readonly string[]): string {
  if (others.length === 0) return left ?? 'NULL'
  const all = [left ?? 'NULL', ...others]
  const middle = Math.ceil(all.length / 2)
  const [a, b] = [extremeOfTwo(comparison, all.slice(0, middle)), extremeOfTwo(comparison, all.slice(middle))]
  return `CASE WHEN ${b} IS NULL OR ${a} ${comparison} ${b} THEN ${a} ELSE ${b} END`
}

/** An aggregate as the engine has to be told, so that a mean keeps its fraction. */
const aggregateOf = ({ dialect }: Look, sqlName: string, sql: string): string =>
  sqlName === 'AVG' ? dialect.aggregate('average', sql, {}) : `${sqlName}(${sql})`

/** An aggregate over all rows of the result, or over those with the same value of the dimensions that follow. */
const total = (sqlName: string, help: string, takes: DimensionType | 'any' = 'number'): FormulaFunction => ({
  window: true,
  arity: [1, many],
  takes: [takes, 'any'],
  help: `${help}, over all rows or for each value of the dimensions that follow`,
  example: `${sqlName}(revenue) · ${sqlName}(revenue, status)`,
  write: (args, look) => number(`${aggregateOf(look, sqlName, first(args))} OVER (${partsOf(args, look)})`),
})

function partsOf(args: readonly Printed[], { isPart, args: given, dialect }: Look): string {
  const wrong = isPart.indexOf(false)
  if (wrong !== -1) throw new FormulaError('Only dimensions of the result can divide a total into parts.', given[wrong + 1]?.at ?? 0)
  return args.length < 2
    ? (dialect.windowOfAll?.(first(args)) ?? '')
    : `PARTITION BY ${args
        .slice(1)
        .map(({ sql }) => sql)
        .join(', ')}`
}

/** The least or greatest: of all rows with one number or with dimensions behind it, else of the numbers given. */
const extreme = (sqlName: 'MIN' | 'MAX', help: string): FormulaFunction => ({
  arity: [1, 30],
  help,
  example: `${sqlName}(revenue) · ${sqlName}(revenue, 0)`,
  write: (args, look) =>
    args.length === 1 || look.isPart.every(Boolean)
      ? { sql: `${sqlName}(${first(args)}) OVER (${partsOf(args, look)})`, type: args[0]?.type ?? 'number' }
      : {
          sql: extremeOfTwo(
            sqlName === 'MIN' ? '<=' : '>=',
            args.map(({ sql }) => `(${sql})`),
          ),
          type: sharedType(args, look),
        },
})

/** Over the rows from the first one to this. */
const running = (sqlName: string, help: string): FormulaFunction => ({
  window: true,
  arity: [1, 1],
  takes: ['number'],
  help,
  example: `RUNNING_${sqlName}(revenue)`,
  write: (args, look) => number(`${aggregateOf(look, sqlName, first(args))} OVER (${ordered(look)} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`),
})

/** Over this row and those before it. */
const moving = (sqlName: string, help: string): FormulaFunction => ({
  window: true,
  arity: [2, 2],
  takes: ['number', 'number'],
  help,
  example: `MOVING_${sqlName}(revenue, 3)`,
  write: (args, look) =>
    number(`${aggregateOf(look, sqlName, first(args))} OVER (${ordered(look)} ROWS BETWEEN ${whole(look, 1, 1) - 1} PRECEDING AND CURRENT ROW)`),
})

const neighbour = (sqlName: string, help: string, example: string): FormulaFunction => ({
  window: true,
  arity: [1, 2],
  takes: ['any', 'number'],
  help,
  example,
  write: (args, look) => ({
    sql: `${sqlName}(${look.dialect.nullable?.(first(args)) ?? first(args)}, ${look.args.length > 1 ? whole(look, 1, 1) : 1}) OVER (${ordered(look)})`,
    type: args[0]?.type ?? 'number',
  }),
})

const rank = (sqlName: string, help: string): FormulaFunction => ({
  window: true,
  arity: [1, 2],
  takes: ['any', 'boolean'],
  help,
  example: `${sqlName}(revenue) · ${sqlName}(revenue, TRUE)`,
  write: (args, look) => {
    const ascending = look.args[1]
    if (ascending !== undefined && ascending.kind !== 'boolean')
      throw new FormulaError('TRUE or FALSE is needed here: whether the smallest is first.', ascending.at)
    const order = look.dialect.orderBy(first(args), { descending: ascending?.value !== true, nullsFirst: false })
    return number(`${sqlName}() OVER (ORDER BY ${order})`)
  },
})

function ordered({ rows, at }: Look): string {
  if (rows === '') throw new FormulaError('The rows have no order: pick a dimension, or sort the result.', at)
  return rows
}

/** A whole number that is written out; frames and offsets cannot depend on the row. */
function whole({ args, at }: Look, place: number, least: number): number {
  const arg = args[place]
  if (arg?.kind !== 'number' || !Number.isInteger(arg.value) || arg.value < least || arg.value > 100_000) {
    throw new FormulaError(`A whole number of at least ${least} is needed here.`, arg?.at ?? at)
  }
  return arg.value
}

const condition = (args: readonly Printed[], place: number, { args: given }: Look): string => {
  const one = args[place]
  if (one?.type !== 'boolean') throw new FormulaError('A comparison is needed here, such as revenue > 100.', given[place]?.at ?? 0)
  return one.sql
}

/** The kind that several branches share; a branch without a value does not count. */
function sharedType(branches: readonly Printed[], { args, at }: Look): DimensionType {
  const types = [...new Set(branches.filter(({ sql }) => sql !== 'NULL').map(({ type }) => type))]
  if (types.length > 1) throw new FormulaError('All results must be of one kind: all numbers, or all text.', args.at(-1)?.at ?? at)
  return types[0] ?? 'number'
}

const datePart = (interval: 'YEAR_NUM' | 'QUARTER_NUM' | 'MONTH_NUM' | 'DAY_OF_MONTH_NUM', name: string): FormulaFunction => ({
  arity: [1, 1],
  takes: ['date'],
  help: `${name} of a date as a number`,
  example: `${name.toUpperCase()}(order_day)`,
  write: (args, { dialect }) => number(dialect.truncate(first(args), interval, args[0]?.type === 'date' ? 'date' : 'timestamp', 0)),
})

/** Every function of formulas. Names are those of spreadsheets; what spreadsheets do by dragging has a name of its own. */
export const formulaFunctions: Readonly<Record<string, FormulaFunction>> = {
  SUM: total('SUM', 'Sum'),
  AVG: total('AVG', 'Mean'),
  AVERAGE: { ...total('AVG', 'Mean'), example: 'AVERAGE(revenue)' },
  COUNT: total('COUNT', 'Number of values', 'any'),
  MEDIAN: {
    ...total('MEDIAN', 'Median'),
    write: (args, look) => {
      const { medianOver, name } = look.dialect
      if (medianOver === undefined) throw new FormulaError(`MEDIAN of several rows is not there in ${name}: take a metric of type median.`, look.at)
      return number(medianOver(first(args), partsOf(args, look)))
    },
  },
  MIN: extreme('MIN', 'Least of all rows, or of the numbers given'),
  MAX: extreme('MAX', 'Greatest of all rows, or of the numbers given'),
  PERCENT_OF_TOTAL: {
    window: true,
    arity: [1, many],
    takes: ['number', 'any'],
    help: 'Share of the sum over all rows, or over those with the same value of the dimensions that follow',
    example: 'PERCENT_OF_TOTAL(revenue)',
    write: (args, look) => number(`${look.dialect.cast(first(args), 'number')} / NULLIF(SUM(${first(args)}) OVER (${partsOf(args, look)}), 0)`),
  },
  RUNNING_SUM: running('SUM', 'Sum of this row and all before it'),
  RUNNING_AVG: running('AVG', 'Mean of this row and all before it'),
  MOVING_SUM: moving('SUM', 'Sum of the last rows, this one included'),
  MOVING_AVG: moving('AVG', 'Mean of the last rows, this one included'),
  PREVIOUS: neighbour('LAG', 'Value of the row before, or of one further back', 'PREVIOUS(revenue) · PREVIOUS(revenue, 12)'),
  NEXT: neighbour('LEAD', 'Value of the row after, or of one further on', 'NEXT(revenue)'),
  PERCENT_CHANGE: {
    window: true,
    arity: [1, 2],
    takes: ['number', 'number'],
    help: 'Change from the row before, or one further back, as a share of it',
    example: 'PERCENT_CHANGE(revenue)',
    write: (args, look) => {
      const before = `LAG(${look.dialect.nullable?.(first(args)) ?? first(args)}, ${look.args.length > 1 ? whole(look, 1, 1) : 1}) OVER (${ordered(look)})`
      return number(`${look.dialect.cast(`${first(args)} - ${before}`, 'number')} / NULLIF(ABS(${before}), 0)`)
    },
  },
  RANK: rank('RANK', 'Place by size, the largest first; equal values share a place'),
  DENSE_RANK: rank('DENSE_RANK', 'Place by size without gaps'),
  ROW: {
    window: true,
    arity: [0, 0],
    help: 'Number of the row, from 1',
    example: 'ROW()',
    write: (_, look) => number(`ROW_NUMBER() OVER (${ordered(look)})`),
  },
  ABS: plain('ABS', 'Size without sign', 'ABS(change)'),
  CEILING: {
    ...plain('CEIL', 'Next whole number above', 'CEILING(revenue)'),
    write: (args, { dialect }) => number(`${dialect.functionNames?.CEIL ?? 'CEIL'}(${first(args)})`),
  },
  FLOOR: plain('FLOOR', 'Next whole number below', 'FLOOR(revenue)'),
  EXP: plain('EXP', 'e to the power of a number', 'EXP(x)'),
  SIGN: plain('SIGN', '-1, 0 or 1', 'SIGN(change)'),
  LN: {
    ...plain('LN', 'Natural logarithm', 'LN(revenue)'),
    write: (args, { dialect }) => number(`${dialect.functionNames?.LN ?? 'LN'}(CASE WHEN ${first(args)} > 0 THEN ${first(args)} END)`),
  },
  SQRT: { ...plain('SQRT', 'Square root', 'SQRT(x)'), write: (args) => number(`SQRT(CASE WHEN ${first(args)} >= 0 THEN ${first(args)} END)`) },
  POWER: {
    arity: [2, 2],
    takes: ['number'],
    help: 'A number to the power of another',
    example: 'POWER(x, 2)',
    write: (args) => number(`POWER(${first(args)}, ${sqlOf(args, 1)})`),
  },
  MOD: {
    arity: [2, 2],
    takes: ['number'],
    help: 'Rest of a division, with the sign of what is divided by',
    example: 'MOD(x, 10)',
    // As spreadsheets have it: of negative numbers, and of fractions, engines have rests of their own.
    write: (args, { dialect }) => {
      const [value, by] = [first(args), `NULLIF(${sqlOf(args, 1)}, 0)`]
      return number(`(${value}) - ${by} * FLOOR(${dialect.divide(`(${value})`, by)})`)
    },
  },
  ROUND: {
    arity: [1, 2],
    takes: ['number'],
    help: 'Rounded to a number of decimals',
    example: 'ROUND(revenue, 2)',
    write: (args, look) => number(look.dialect.round(first(args), look.args.length > 1 ? whole(look, 1, 0) : 0)),
  },
  IF: {
    arity: [2, 3],
    conditionAt: (place) => place === 0,
    help: 'One value when something holds, else another',
    example: 'IF(revenue > 1000, "large", "small")',
    write: (args, look) => ({
      sql: `CASE WHEN ${condition(args, 0, look)} THEN ${sqlOf(args, 1)} ELSE ${sqlOf(args, 2)} END`,
      type: sharedType(args.slice(1), look),
    }),
  },
  IFS: {
    arity: [2, many],
    conditionAt: (place, count) => place % 2 === 0 && place < count - 1,
    help: 'The value behind the first comparison that holds; a last value alone is for all others',
    example: 'IFS(x > 9, "high", x > 5, "middle", "low")',
    write: (args, look) => {
      const pairs = Array.from({ length: Math.floor(args.length / 2) }, (_, place) => place * 2)
      const otherwise = args.length % 2 === 1 ? args.at(-1) : undefined
      const results = [...pairs.map((place) => args[place + 1]), otherwise].filter((one) => one !== undefined)
      const whens = pairs.map((place) => `WHEN ${condition(args, place, look)} THEN ${sqlOf(args, place + 1)}`)
      return { sql: `CASE ${whens.join(' ')} ELSE ${otherwise?.sql ?? 'NULL'} END`, type: sharedType(results, look) }
    },
  },
  AND: {
    arity: [1, many],
    takes: ['boolean'],
    conditionAt: () => true,
    help: 'True when all hold',
    example: 'AND(x > 1, y > 1)',
    write: (args) => truth(args.map(({ sql }) => `(${sql})`).join(' AND ')),
  },
  OR: {
    arity: [1, many],
    takes: ['boolean'],
    conditionAt: () => true,
    help: 'True when one holds',
    example: 'OR(x > 1, y > 1)',
    write: (args) => truth(`(${args.map(({ sql }) => `(${sql})`).join(' OR ')})`),
  },
  NOT: {
    arity: [1, 1],
    takes: ['boolean'],
    conditionAt: () => true,
    help: 'The opposite',
    example: 'NOT(x > 1)',
    write: (args) => truth(`NOT (${first(args)})`),
  },
  ISBLANK: { arity: [1, 1], help: 'True when there is no value', example: 'ISBLANK(revenue)', write: (args) => truth(`(${first(args)}) IS NULL`) },
  COALESCE: {
    arity: [1, many],
    help: 'The first value that is there',
    example: 'COALESCE(revenue, 0)',
    write: (args, look) => ({ sql: `COALESCE(${args.map(({ sql }) => sql).join(', ')})`, type: sharedType(args, look) }),
  },
  CONCAT: {
    arity: [1, many],
    help: 'Texts behind each other',
    example: 'CONCAT(country, " / ", city)',
    takes: ['string'],
    write: (args, { dialect }) => text(dialect.concat(args.map(({ sql }) => `COALESCE(${sql}, '')`))),
  },
  UPPER: {
    arity: [1, 1],
    takes: ['string'],
    help: 'In capital letters',
    example: 'UPPER(country)',
    write: (args, { dialect }) => text(dialect.letterCase(first(args), 'upper')),
  },
  LOWER: {
    arity: [1, 1],
    takes: ['string'],
    help: 'In small letters',
    example: 'LOWER(country)',
    write: (args, { dialect }) => text(dialect.letterCase(first(args), 'lower')),
  },
  TRIM: { arity: [1, 1], takes: ['string'], help: 'Without blanks at both ends', example: 'TRIM(country)', write: (args) => text(`TRIM(${first(args)})`) },
  LEN: {
    arity: [1, 1],
    takes: ['string'],
    help: 'Number of characters',
    example: 'LEN(country)',
    write: (args, { dialect }) => number(dialect.length(first(args))),
  },
  LEFT: {
    arity: [2, 2],
    takes: ['string', 'number'],
    help: 'The first characters',
    example: 'LEFT(country, 3)',
    write: (args, look) => text(look.dialect.substring(first(args), 1, whole(look, 1, 0))),
  },
  MID: {
    arity: [3, 3],
    takes: ['string', 'number'],
    help: 'Characters from a place on, counted from 1',
    example: 'MID(country, 2, 3)',
    write: (args, look) => text(look.dialect.substring(first(args), whole(look, 1, 1), whole(look, 2, 0))),
  },
  SUBSTITUTE: {
    arity: [3, 3],
    takes: ['string'],
    help: 'With one text put for another',
    example: 'SUBSTITUTE(country, "United ", "")',
    write: (args) => text(`REPLACE(${first(args)}, ${sqlOf(args, 1)}, ${sqlOf(args, 2)})`),
  },
  YEAR: datePart('YEAR_NUM', 'Year'),
  QUARTER: datePart('QUARTER_NUM', 'Quarter'),
  MONTH: datePart('MONTH_NUM', 'Month'),
  DAY: datePart('DAY_OF_MONTH_NUM', 'Day'),
  TODAY: { arity: [0, 0], help: 'The day of the question', example: 'TODAY()', write: (_, { today }) => ({ sql: today(), type: 'date' }) },
}
