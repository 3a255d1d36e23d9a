import { Day, isList, isTruthy, textOf, type TemplateValue } from './values.ts'
import { heaviest, tooHeavy } from './weight.ts'

type Filter = (value: TemplateValue, args: readonly TemplateValue[], at: number) => TemplateValue | undefined

const number = (value: TemplateValue | undefined): number | undefined => (typeof value === 'number' ? value : undefined)
const onText =
  (change: (text: string) => string): Filter =>
  (value) =>
    isList(value) ? undefined : change(textOf(value))

/** Refused before it is made: a long text between many is more than fits anywhere. */
function joined(texts: readonly string[], between: string, at: number): string {
  if (texts.length * between.length > heaviest) throw tooHeavy(at)
  return texts.join(between)
}

/** By name; `undefined` is said of a value that the filter is not for. */
export const filters: Readonly<Record<string, Filter>> = {
  upper: onText((text) => text.toUpperCase()),
  lower: onText((text) => text.toLowerCase()),
  trim: onText((text) => text.trim()),
  title: onText((text) => text.replaceAll(/\p{L}[\p{L}\p{N}']*/gu, (word) => (word[0]?.toUpperCase() ?? '') + word.slice(1).toLowerCase())),
  string: (value) => textOf(value),
  length: (value) => (isList(value) || typeof value === 'string' ? value.length : undefined),
  first: (value) => (isList(value) ? (value[0] ?? null) : undefined),
  last: (value) => (isList(value) ? (value.at(-1) ?? null) : undefined),
  join: (value, [between = ''], at) => (isList(value) ? joined(value.map(textOf), textOf(between), at) : undefined),
  default: (value, [otherwise = '', isWide = false]) => (value === null || (isTruthy(isWide) && !isTruthy(value)) ? otherwise : value),
  int: (value) => (value instanceof Day || isList(value) ? undefined : Math.trunc(Number(value)) || 0),
  float: (value) => (value instanceof Day || isList(value) ? undefined : Number(value) || 0),
  abs: (value) => (typeof value === 'number' ? Math.abs(value) : undefined),
  round: (value, [digits]) => (typeof value === 'number' ? Number(value.toFixed(Math.min(20, Math.max(0, number(digits) ?? 0)))) : undefined),
  replace: (value, [from, to], at) =>
    typeof value === 'string' && typeof from === 'string' && from !== '' ? joined(value.split(from), textOf(to ?? ''), at) : undefined,
}
