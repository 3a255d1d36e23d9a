/** A number, or a text of one: warehouses write decimals and large numbers as texts. Null for anything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(value)) return null
  return Number(value)
}

/** What doubles lose when they are added up. */
const rounding = 1e-9

/** Whether two numbers are the same, up to `tolerance` and what floating point loses. */
export const isNear = (one: number, other: number, tolerance = 0): boolean =>
  Math.abs(one - other) <= Math.max(tolerance, rounding * Math.max(Math.abs(one), Math.abs(other)))

/** Whether a value of an answer is the expected one: numbers as numbers, moments however their halves are put together, all else letter by letter. */
export function isSameValue(expected: unknown, got: unknown, tolerance?: number): boolean {
  if (expected === got) return true
  if (expected === null || got === null || typeof expected === 'boolean' || typeof got === 'boolean') return false
  if (typeof expected === 'number' || (typeof got === 'number' && typeof expected === 'string')) {
    const [one, other] = [numberOf(expected), numberOf(got)]
    return one !== null && other !== null && isNear(one, other, tolerance)
  }
  if (typeof expected !== 'string') return false
  if (typeof got !== 'string') return expected === JSON.stringify(got)
  const [one, other] = tolerance === undefined ? [null, null] : [numberOf(expected), numberOf(got)]
  if (one !== null && other !== null) return isNear(one, other, tolerance)
  return isMoment(expected) && momentOf(expected) === momentOf(got)
}

const isMoment = (text: string): boolean => /^\d{4}-\d{2}-\d{2}[T ]\d{2}:/.test(text)

/** Days and moments so that they can be compared letter by letter. */
export const momentOf = (text: string): string => text.replace(' ', 'T').replace(/\.0+(?=Z?$)/, '')
