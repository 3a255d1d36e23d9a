import { TemplateError } from './template-error.ts'
import { isList, type TemplateValue } from './values.ts'

/** Characters and items that a value has at most, those of its items among them. */
export const heaviest = 1_000_000

const known = new WeakMap<object, number>()

/** Characters and items of a value. What stands in it many times counts as often, but is gone through once. */
export function weightOf(value: TemplateValue): number {
  if (typeof value === 'string') return value.length + 1
  if (typeof value !== 'object' || value === null) return 1
  const before = known.get(value)
  if (before !== undefined) return before
  const parts: readonly TemplateValue[] = isList(value) ? value : Object.values(value)
  const weight = parts.reduce<number>((sum, part) => sum + weightOf(part), 1)
  known.set(value, weight)
  return weight
}

/** The value. Throws `TemplateError` when going through it would take too long. */
export function bounded<Value extends TemplateValue>(value: Value, at: number): Value {
  if (weightOf(value) > heaviest) throw tooHeavy(at)
  return value
}

export const tooHeavy = (at: number): TemplateError => new TemplateError(`A value has more than ${heaviest.toLocaleString('en')} characters or items here`, at)
