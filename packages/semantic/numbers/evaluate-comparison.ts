import { Temporal } from 'temporal-polyfill'
import { comparisonId } from '../src/names/compared-fields.ts'
import type { TimeInterval } from '../src/types/field.ts'
import type { CalendarUnit, Comparison } from '../src/types/metric-query.ts'
import { dimensionOf, evaluate, type Question } from './evaluate.ts'
import { moved, wallOf } from './evaluate-time.ts'
import { idOf, metricOf, type Value } from './shop-model.ts'

const fineness: readonly TimeInterval[] = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']

/** How far a comparison goes back, and whether days that the other month does not have are left out. */
export function lengthOf({ dimensions }: Pick<Question, 'dimensions'>, { fieldId, to }: Comparison): { count: number; unit: CalendarUnit; dropsDays: boolean } {
  const base = idOf(dimensionOf(fieldId).dimension)
  const cuts = dimensions.map(dimensionOf).flatMap(({ dimension, interval }) => (idOf(dimension) === base && interval !== undefined ? [interval] : []))
  const finest = fineness.find((interval) => cuts.includes(interval))
  const length = (): { count: number; unit: CalendarUnit } => {
    if (typeof to !== 'string') return to
    if (to === 'previous_year') return finest === 'WEEK' ? { count: 52, unit: 'week' } : { count: 1, unit: 'year' }
    if (finest === undefined) throw new Error('The evaluator compares with a previous period of grouped intervals only.')
    return { count: 1, unit: finest.toLowerCase() as CalendarUnit }
  }
  const { count, unit } = length()
  return { count, unit, dropsDays: ['month', 'quarter', 'year'].includes(unit) && (finest === 'DAY' || finest === 'HOUR') }
}

/** The question of the earlier rows: their time moved up, up to now. */
export function earlierQuestion(question: Question, comparison: Comparison): Question {
  const { dimension } = dimensionOf(comparison.fieldId)
  const { count, unit, dropsDays } = lengthOf(question, comparison)
  const { zone, now } = question.clock
  const nowWall = wallOf(now, zone)
  const isDate = dimension.type === 'date'
  const wall = (value: Value): Temporal.PlainDateTime => (typeof value === 'string' ? Temporal.PlainDateTime.from(value) : wallOf(Number(value), zone))
  const later = (value: Value): Temporal.PlainDateTime => moved(wall(value), count, unit)
  return {
    ...question,
    retime: {
      dimension: idOf(dimension),
      to: (value) => (value === null ? null : isDate ? later(value).toPlainDate().toString() : later(value).toString()),
      keeps: (value) => {
        if (value === null) return false
        const until = isDate ? nowWall.toPlainDate().toPlainDateTime() : nowWall
        if (Temporal.PlainDateTime.compare(later(value), until) > 0) return false
        return !dropsDays || moved(later(value), -count, unit).equals(wall(value))
      },
    },
  }
}

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
