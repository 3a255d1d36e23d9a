import { comparisonId } from '../src/names/compared-fields.ts'
import type { Comparison } from '../src/types/metric-query.ts'
import { earlierQuestion } from './earlier-question.ts'
import { evaluate } from './evaluate.ts'
import { dimensionOf, type Question } from './joined-rows.ts'
import { idOf, metricOf } from './shop-fields.ts'
import type { Value } from './shop-types.ts'

/** The rows of a query with comparisons: the metrics, then for each numeric metric and comparison value, change and percent. */
export function evaluateCompared(question: Question, comparisons: readonly Comparison[]): { columns: string[]; groups: Map<string, Value[]> } {
  const present = evaluate(question).groups
  const parts = comparisons.map((comparison) => {
    const base = idOf(dimensionOf(comparison.fieldId).dimension)
    const isPeriod = question.dimensions.map((id) => idOf(dimensionOf(id).dimension) === base)
    return { comparison, isPeriod, earlier: evaluate(earlierQuestion(question, comparison)).groups }
  })
  const onlyTime = parts.every(({ isPeriod }) => isPeriod.every(Boolean))
  const keys = new Set(present.keys())
  const shown = question.dimensions.map((_, at) => new Set([...present.keys()].map((key) => (JSON.parse(key) as Value[])[at])))
  for (const { isPeriod, earlier } of parts) {
    // What is no more keeps its row, within the periods that the present shows.
    for (const key of onlyTime ? [] : earlier.keys()) {
      const group = JSON.parse(key) as Value[]
      if (group.every((value, at) => isPeriod[at] !== true || (value !== null && shown[at]?.has(value) === true))) keys.add(key)
    }
  }
  const columns = [...question.metrics]
  const numeric = question.metrics.filter((id) => !['first_on', 'last_at', 'dearest'].includes(metricOf(id).name))
  for (const id of numeric)
    for (const { comparison } of parts) columns.push(...['', '_change', '_change_percent'].map((end) => `${id}__${comparisonId(comparison)}${end}`))
  const groups = new Map<string, Value[]>()
  for (const key of keys) {
    const now = present.get(key) ?? question.metrics.map(() => null)
    const values: Value[] = [...now]
    for (const id of numeric) {
      for (const { earlier } of parts) {
        const at = question.metrics.indexOf(id)
        const [is = null, was = null] = [now[at], earlier.get(key)?.[at]]
        const change = is === null || was === null ? null : Number(is) - Number(was)
        values.push(was, change, change === null || Number(was) === 0 ? null : change / Math.abs(Number(was)))
      }
    }
    groups.set(key, values)
  }
  return { columns, groups }
}
