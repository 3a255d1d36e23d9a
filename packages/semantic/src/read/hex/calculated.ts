import { FormulaError } from '../../formula/formula.ts'
import type { Printed } from '../../formula/functions.ts'
import type { Formula } from '../../formula/formula.ts'
import { aggregateNames } from './aggregate-calls.ts'
import { parseCalculation } from './calculation.ts'
import type { HexModel, HexProject, KnownField } from './hex-reading.ts'
import { namedField, targetOf } from './hex-sql.ts'
import { printCalculation } from './print-calculation.ts'

type Place = { model: HexModel; project: HexProject }
type Call = Extract<Formula, { kind: 'call' }>

/** Puts aggregates together; absent where a calculation is about one row. */
type Aggregates = {
  aggregate(call: Call): Printed | undefined
  /** Why this name must not stand outside of aggregates. */ outside(known: KnownField, name: string): string | undefined
}

/** A calculation about one row as SQL over fields, or why there is none. */
export const calculated = (text: string, place: Place): { sql: string } | { why: string } => printedAs(text, place, rowByRow)

const rowByRow: Aggregates = {
  aggregate({ name, at }) {
    if (aggregateNames.has(name) || name.startsWith('CUMULATIVE')) throw new FormulaError(`${name.toLowerCase()} looks at many rows, and this is about one`, at)
    return undefined
  },
  outside: (known, name) => (known.kind === 'measure' ? `it reads the measure ${name}, and this is about one row` : undefined),
}

/** The same with aggregates put together elsewhere. */
export function printedAs(text: string, place: Place, aggregates: Aggregates): { sql: string } | { why: string } {
  try {
    return { sql: printOf(parseCalculation(text), place, aggregates) }
  } catch (error) {
    if (error instanceof FormulaError) return { why: error.message.replace(/\.$/, '').replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase()) }
    throw error
  }
}

/** A part of a calculation. Throws `FormulaError`. */
export function printOf(formula: Formula, { model, project }: Place, aggregates: Aggregates = rowByRow): string {
  const { dialect } = project
  return printCalculation(formula, {
    dialect,
    aggregate: (call) => aggregates.aggregate(call),
    column(name, at) {
      const found = namedField(name, { model, project })
      if ('why' in found) throw new FormulaError(found.why.replace(/\$\{([^}]*)\}/, '$1'), at)
      const known = fieldOf(name, { model, project })
      const why = known === undefined ? undefined : aggregates.outside(known, name)
      if (known === undefined || why !== undefined) throw new FormulaError(why ?? `there is no ${name}`, at)
      // Calculations know wall time alone: of moments it is that of UTC.
      return { sql: known.isInstant ? dialect.toZone(found.sql, 'instant', 'UTC', 'UTC') : found.sql, type: known.type }
    },
  })
}

function fieldOf(name: string, { model, project }: Place): KnownField | undefined {
  const parts = name.split('.')
  const field = parts.pop() ?? ''
  const found = targetOf(model, parts[0] === model.name ? parts.slice(1) : parts, project)
  return 'why' in found ? undefined : found.target.fields.get(field)
}
