/** A spreadsheet formula as a tree. `at` is the offset in the text, counted from the sign of equality. */
export type Formula =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'text'; value: string; at: number }
  | { kind: 'boolean'; value: boolean; at: number }
  | { kind: 'column'; name: string; at: number }
  | { kind: 'negate'; operand: Formula; at: number }
  | { kind: 'percent'; operand: Formula; at: number }
  | { kind: 'binary'; operator: BinaryOperator; left: Formula; right: Formula; at: number }
  | { kind: 'call'; name: string; args: Formula[]; at: number }

export type BinaryOperator = '=' | '<>' | '<' | '<=' | '>' | '>=' | '&' | '+' | '-' | '*' | '/' | '^'

/** What is wrong with a formula, and where. */
export class FormulaError extends Error {
  /** Offset in the text, counted from the sign of equality; where the text ends when something is missing. */
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.name = 'FormulaError'
    this.at = at
  }
}

/** True for the text of a calculation that is a formula and not SQL: it begins with a sign of equality. */
export const isFormula = (text: string): boolean => text.trimStart().startsWith('=')
