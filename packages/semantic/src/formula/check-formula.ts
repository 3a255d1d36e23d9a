import { duckdb } from '../dialects/duckdb.ts'
import type { DimensionType } from '../types/field.ts'
import { findColumn, type ResultField } from './find-column.ts'
import { FormulaError } from './formula.ts'
import { parseFormula } from './parse-formula.ts'
import { printFormula } from './print-formula.ts'

/** The kind of value a formula gives, or what is wrong with it and at which offset of the text. */
export type FormulaCheck = { type: DimensionType; problem: null } | { type: null; problem: { message: string; at: number } }

/** Reads a formula over the columns of a result, without a query; for whoever is writing it. */
export function checkFormula(text: string, fields: readonly ResultField[]): FormulaCheck {
  try {
    const printed = printFormula(parseFormula(text), {
      // What is right does not depend on the engine.
      dialect: duckdb,
      column: (name, at) => ({ ...findColumn(name, at, fields), sql: 'x' }),
      rows: 'ORDER BY x',
      today: () => 'x',
    })
    return { type: printed.type, problem: null }
  } catch (cause) {
    if (!(cause instanceof FormulaError)) throw cause
    return { type: null, problem: { message: cause.message, at: cause.at } }
  }
}
