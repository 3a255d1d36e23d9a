import type { FilterGroupItem, FilterRule } from '@atrium/semantic'

type Settings = NonNullable<FilterRule['settings']>

/** Units that other tools count time in, and what they are called here. */
const units: Readonly<Record<string, Settings['unitOfTime'] & string>> = {
  second: 'seconds',
  minute: 'minutes',
  hour: 'hours',
  day: 'days',
  week: 'weeks',
  month: 'months',
  quarter: 'quarters',
  year: 'years',
}

export const unitOf = (word: string): (Settings['unitOfTime'] & string) | undefined => units[word.toLowerCase().replace(/s$/, '')]

/** A rule; its id says which field and operator it is about, so that the same export gives the same chart. */
export const rule = (fieldId: string, operator: FilterRule['operator'], values: readonly unknown[] = [], settings?: Settings): FilterRule => ({
  id: `${fieldId}-${operator}`,
  target: { fieldId },
  operator,
  values: [...values],
  ...(settings === undefined ? {} : { settings }),
})

/** Several as one: all of them, or any. */
export function grouped(kind: 'and' | 'or', items: readonly FilterGroupItem[]): FilterGroupItem | null {
  const [only] = items
  if (only === undefined) return null
  if (items.length === 1) return only
  return kind === 'and' ? { id: 'all', and: [...items] } : { id: 'any', or: [...items] }
}
