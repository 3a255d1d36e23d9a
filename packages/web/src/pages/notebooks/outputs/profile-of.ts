export type Profile = {
  count: number
  /** Without a value. */
  missing: number
  distinct: number
  /** Of numbers and of what sorts as text; null: no value. */
  least: unknown
  most: unknown
  /** Of numbers. */
  mean: number | null
  /** Most frequent first, ten at most. */
  frequent: readonly { value: unknown; count: number }[]
}

/** What is in a column. `isNumber`: its values are compared as numbers, also those that came as text to keep their digits. */
export function profileOf(values: readonly unknown[], isNumber: boolean): Profile {
  const counts = new Map<string, { value: unknown; count: number }>()
  let missing = 0
  let [least, most]: unknown[] = [null, null]
  let sum = 0
  const isLess = (a: unknown, b: unknown): boolean => (isNumber ? Number(a) < Number(b) : textOf(a) < textOf(b))
  for (const value of values) {
    if (value === null || value === undefined) {
      missing += 1
      continue
    }
    const key = textOf(value)
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { value, count: 1 })
    else known.count += 1
    if (least === null || isLess(value, least)) least = value
    if (most === null || isLess(most, value)) most = value
    sum += Number(value)
  }
  const count = values.length
  const filled = count - missing
  return {
    count,
    missing,
    distinct: counts.size,
    least,
    most,
    mean: isNumber && filled > 0 ? sum / filled : null,
    frequent: [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, 10),
  }
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
