import type { CompiledQuery } from '../src/types/compiled-query.ts'
import type { DimensionType } from '../src/types/field.ts'
import { groupKey } from './joined-rows.ts'
import type { Value } from './shop-types.ts'

/** Rows of an engine as the evaluator gives them: by group, the metrics as they were asked for, then what was added to them. */
export function answerOf(
  { columns, effectiveQuery }: Pick<CompiledQuery, 'columns' | 'effectiveQuery'>,
  rows: readonly Record<string, unknown>[],
): Map<string, Value[]> {
  const dimensions = effectiveQuery.dimensions.length
  const asked = [...effectiveQuery.dimensions, ...effectiveQuery.metrics]
  const placeOf = (fieldId: string): number => (asked.includes(fieldId) ? asked.indexOf(fieldId) : asked.length)
  const shown = columns.filter(({ hidden }) => !hidden).toSorted((a, b) => placeOf(a.fieldId) - placeOf(b.fieldId))
  const groups = new Map<string, Value[]>()
  for (const row of rows) {
    const values = shown.map(({ fieldId, type }) => valueOf(row[fieldId], type))
    const key = groupKey(values.slice(0, dimensions))
    if (groups.has(key)) throw new Error(`The group ${key} stands in two rows.`)
    groups.set(key, values.slice(dimensions))
  }
  return groups
}

/** A value of the engine's JSON as the evaluator writes it. */
export function valueOf(value: unknown, type: DimensionType): Value {
  if (value === null || value === undefined) return null
  if (type === 'timestamp') return momentOf(String(value))
  if (type === 'number') return /^-?[\d.]+(e[+-]?\d+)?$/i.test(String(value)) ? Number(value) : String(value)
  return typeof value === 'boolean' ? value : String(value)
}

/** Milliseconds of `2024-01-31 23:30:00`, in UTC unless it ends in an offset. */
export function momentOf(text: string): number {
  const [, wall = '', offset = ''] = /^(\S+ [\d:.]+)([+-]\d\d(?::\d\d)?)?$/.exec(text) ?? []
  return Date.parse(`${wall.replace(' ', 'T')}${offset === '' ? 'Z' : offset.length === 3 ? `${offset}:00` : offset}`)
}

const close = (a: Value, b: Value): boolean =>
  a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)))

/** The first difference between two answers, in words; undefined when there is none. */
export function difference(
  actual: ReadonlyMap<string, readonly Value[]>,
  expected: ReadonlyMap<string, readonly Value[]>,
  optional: ReadonlySet<string> = new Set(),
): string | undefined {
  for (const [key, values] of expected) {
    const found = actual.get(key)
    if (found === undefined) {
      if (optional.has(key)) continue
      return `group ${key} is missing, expected ${JSON.stringify(values)}`
    }
    const at = values.findIndex((value, place) => !close(found[place] ?? null, value))
    if (at !== -1) return `group ${key}, column ${at + 1} of its values: ${JSON.stringify(found[at])}, expected ${JSON.stringify(values[at])}`
    if (found.length !== values.length) return `group ${key} has ${found.length} values, expected ${values.length}`
  }
  const extra = [...actual.keys()].find((key) => !expected.has(key))
  return extra === undefined ? undefined : `group ${extra} should not be there: ${JSON.stringify(actual.get(extra))}`
}
