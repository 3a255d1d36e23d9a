import { fieldIdOf } from '../names/field-id.ts'
import { nearestNames } from '../names/nearest-names.ts'
import type { DimensionType } from '../types/field.ts'
import type { FieldId } from '../types/metric-query.ts'
import { FormulaError } from './formula.ts'

/** A column of the result that calculations may refer to. */
export type ResultField = {
  fieldId: FieldId
  /** As its model calls it, without the table. */
  name: string
  label: string
  type: DimensionType
  isDimension: boolean
}

/** True for names that people take for the same. */
export const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** The column meant by an id, `table.field`, the field's own name, or its label, in this order. Throws `FormulaError`. */
export function findColumn(name: string, at: number, fields: readonly ResultField[]): ResultField {
  const dot = name.indexOf('.')
  const id = dot === -1 ? name : fieldIdOf(name.slice(0, dot), name.slice(dot + 1))
  const exact = fields.find(({ fieldId }) => fieldId === id)
  if (exact !== undefined) return exact
  for (const matches of [fields.filter((field) => field.name === name), fields.filter(({ label }) => sameText(label, name))]) {
    const [only, second] = matches
    if (only !== undefined && second === undefined) return only
    if (second !== undefined) throw new FormulaError(`${name} can be ${matches.map(({ fieldId }) => fieldId).join(' or ')}: write one of these.`, at)
  }
  const near = nearestNames(
    name,
    fields.flatMap((field) => [field.name, field.fieldId]),
  )
  const hint = near.length > 0 ? `Did you mean ${near[0]}?` : fields.length === 0 ? '' : `There are ${fields.map((field) => field.name).join(', ')}.`
  throw new FormulaError(`${name} is not a column of this result. ${hint}`.trim(), at)
}

/** How a formula calls a column: by its own name when no other has it, else by its id; by its label when neither is a word. */
export function formulaNameOf({ fieldId, name, label }: ResultField, fields: readonly ResultField[]): string {
  const isWord = (text: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && !/^(true|false)$/i.test(text)
  if (isWord(name) && fields.filter((other) => other.name === name || other.fieldId === name).length === 1) return name
  return isWord(fieldId) ? fieldId : `[${label}]`
}
