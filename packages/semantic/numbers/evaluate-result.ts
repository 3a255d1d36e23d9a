import type { MetricType } from '../src/types/field.ts'
import type { FilterRule } from '../src/types/metric-query.ts'
import { cutType, keeps } from './evaluate-filters.ts'
import { placeInCalendar } from './evaluate-time.ts'
import { dimensionOf, groupKey, type Question } from './joined-rows.ts'
import type { Value } from './shop-types.ts'

/** A group with its metrics by id. */
export type ResultRow = { key: string; values: Map<string, Value> }

/** Whether a rule on a metric keeps a group. */
export function holdsFor(rule: FilterRule, { values }: ResultRow, { clock }: Pick<Question, 'clock'>): boolean {
  return keeps({ id: 'having', and: [rule] }, (id) => ({ raw: values.get(id) ?? null, type: 'number' }), clock)
}

/** Adds a metric that looks at the other groups. */
export function overResult(question: Question, { id, type, of }: { id: string; type: MetricType; of: string }, rows: readonly ResultRow[]): void {
  const valueOf = ({ values }: ResultRow): Value => values.get(of) ?? null
  if (type === 'percent_of_total') {
    const total = sumOf(rows.map(valueOf))
    for (const row of rows) row.values.set(id, part(valueOf(row), total))
    return
  }
  for (const sequence of sequences(question, rows)) {
    for (const [at, row] of sequence.entries()) {
      const before = sequence[at - 1]
      if (type === 'running_total') row.values.set(id, sumOf(sequence.slice(0, at + 1).map(valueOf)))
      else row.values.set(id, before === undefined ? null : part(valueOf(row), valueOf(before)))
    }
  }
}

const part = (value: Value, of: Value): Value => (value === null || of === null || Number(of) === 0 ? null : Number(value) / Number(of))

function sumOf(values: readonly Value[]): Value {
  const numbers = values.filter((value) => value !== null).map(Number)
  return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0)
}

/** Rows in the order in which they follow each other: in time for each value of the other dimensions, else as they are sorted. */
function sequences({ dimensions, sorts = [], clock }: Question, rows: readonly ResultRow[]): ResultRow[][] {
  const groupOf = ({ key }: ResultRow): Value[] => JSON.parse(key) as Value[]
  const kinds = dimensions.map((id) => cutType(dimensionOf(id).dimension.type, dimensionOf(id).interval))
  const time = kinds.findIndex((kind) => kind === 'date' || kind === 'timestamp')
  // Names of months and days stand as in the calendar where the result is sorted by them.
  const terms: ((group: readonly Value[]) => Value)[] =
    time === -1
      ? [
          ...sorts.map((id) => (group: readonly Value[]) => placeInCalendar(group[dimensions.indexOf(id)] ?? null, dimensionOf(id).interval, clock)),
          ...dimensions.map((_, place) => (group: readonly Value[]) => group[place] ?? null),
        ]
      : [(group) => group[time] ?? null]
  const parts = new Map<string, ResultRow[]>()
  for (const row of rows) {
    const key = time === -1 ? '' : groupKey(groupOf(row).toSpliced(time, 1))
    parts.set(key, [...(parts.get(key) ?? []), row])
  }
  const compare = (a: Value, b: Value): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)
  const order = (a: ResultRow, b: ResultRow): number =>
    terms.map((term) => compare(term(groupOf(a)), term(groupOf(b)))).find((difference) => difference !== 0) ?? 0
  return [...parts.values()].map((sequence) => sequence.toSorted(order))
}
