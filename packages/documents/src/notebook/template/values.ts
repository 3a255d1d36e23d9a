/** A day as a value: text to templates, a date to SQL. */
export class Day {
  /** `YYYY-MM-DD`. */
  readonly iso: string
  constructor(iso: string) {
    this.iso = iso
  }
}

/** What a name of a template stands for. */
export type TemplateValue = null | boolean | number | string | Day | readonly TemplateValue[] | { readonly [key: string]: TemplateValue }

export const isList = (value: TemplateValue | undefined): value is readonly TemplateValue[] => Array.isArray(value)

/** A value as text. */
export function textOf(value: TemplateValue): string {
  if (value === null) return ''
  if (value instanceof Day) return value.iso
  if (isList(value)) return value.map(textOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Whether a condition holds with it: nothing, no, zero, and what is empty say no. */
export function isTruthy(value: TemplateValue): boolean {
  if (isList(value)) return value.length > 0
  if (value instanceof Day) return true
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
}

/** What is compared. */
const plain = (value: TemplateValue): TemplateValue => (value instanceof Day ? value.iso : value)

export function isEqual(a: TemplateValue, b: TemplateValue): boolean {
  const [one, other] = [plain(a), plain(b)]
  if (isList(one) && isList(other)) return one.length === other.length && one.every((item, place) => isEqual(item, other[place] ?? null))
  return one === other
}

/** Negative, zero or positive; null for what has no order. */
export function order(a: TemplateValue, b: TemplateValue): number | null {
  const [one, other] = [plain(a), plain(b)]
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : one > other ? 1 : 0
  return null
}

/** Whether a list, a text or the keys of an object have it. */
export function has(whole: TemplateValue, part: TemplateValue): boolean | null {
  if (isList(whole)) return whole.some((item) => isEqual(item, part))
  if (typeof whole === 'string') return whole.includes(textOf(part))
  return typeof whole === 'object' && whole !== null && !(whole instanceof Day) ? Object.hasOwn(whole, textOf(part)) : null
}
