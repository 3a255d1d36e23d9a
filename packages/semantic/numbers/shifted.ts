import { Temporal } from 'temporal-polyfill'
import { comparisonId } from '../src/names/compared-fields.ts'
import type { CalendarUnit, Comparison, FilterGroup, FilterRule, MetricQuery } from '../src/types/metric-query.ts'
import type { Ask } from './ask.ts'
import { lengthOf } from './earlier-question.ts'
import { firstDayOf, moved } from './evaluate-time.ts'
import { groupKey, dimensionOf, type Question } from './joined-rows.ts'
import { idOf } from './shop-fields.ts'
import type { Value } from './shop-types.ts'
import { shopBegins, shopDays } from './shop-rows.ts'

/** Shifts that move every bucket of an interval onto another bucket of it. */
const quarters = (count: number, unit: CalendarUnit): boolean => unit === 'quarter' || unit === 'year' || (unit === 'month' && count % 3 === 0)
const years = (count: number, unit: CalendarUnit): boolean =>
  unit === 'year' || (unit === 'quarter' && count % 4 === 0) || (unit === 'month' && count % 12 === 0)
const aligned: Partial<Record<string, (count: number, unit: CalendarUnit) => boolean>> = {
  DAY: (_, unit) => unit === 'day' || unit === 'week',
  WEEK: (count, unit) => unit === 'week' || (unit === 'day' && count % 7 === 0),
  MONTH: (_, unit) => unit === 'month' || unit === 'quarter' || unit === 'year',
  QUARTER: quarters,
  YEAR: years,
  FISCAL_QUARTER: quarters,
  FISCAL_YEAR: years,
}

/**
 * The earlier values beside a metric are those of the same query with its filter moved back. Asked for whole buckets of
 * one time dimension, long after all rows, so that nothing is cut off at "now".
 */
export async function checkShifted(question: Question, comparison: Comparison, ask: Ask): Promise<void> {
  const period = question.dimensions[0] ?? ''
  const { dimension, interval } = dimensionOf(period)
  const { count, unit } = lengthOf({ dimensions: [period] }, comparison)
  if (interval === undefined || aligned[interval]?.(count, unit) !== true) return
  const clock = { ...question.clock, now: shopBegins + (shopDays + 4000) * 86_400_000 }
  const start = Temporal.Instant.fromEpochMilliseconds(shopBegins).toZonedDateTimeISO('UTC').toPlainDate()
  const from = firstDayOf(start.add({ days: Math.round(shopDays / 3) }), interval, clock)
  const end = firstDayOf(from.add({ days: Math.round(shopDays / 3) }), interval, clock)
  const base = idOf(dimension)
  const between = (by: number): FilterRule[] => [
    { id: 'from', target: { fieldId: `${base}_day` }, operator: 'greaterThanOrEqual', values: [back(from, by, unit).toString()] },
    { id: 'end', target: { fieldId: `${base}_day` }, operator: 'lessThan', values: [back(end, by, unit).toString()] },
  ]
  const within = (by: number): FilterGroup => ({ id: 'within', and: between(by) })
  const parts = (by: number): Partial<MetricQuery> => ({ dimensions: [period], metrics: [...question.metrics], filters: { dimensions: within(by) } })
  const compared = await ask({ ...parts(0), comparisons: [comparison] }, clock)
  const earlier = await ask(parts(count), clock)
  if (compared.refused || earlier.refused) return
  const columns = compared.compiled.columns.slice(1).map(({ fieldId }) => fieldId)
  for (const [at, metric] of question.metrics.entries()) {
    const place = columns.indexOf(`${metric}__${comparisonId(comparison)}`)
    if (place === -1) continue
    for (const [key, values] of compared.answer) {
      const [bucket = null] = JSON.parse(key) as Value[]
      const was = groupKey([back(Temporal.PlainDate.from(String(bucket)), count, unit).toString()])
      const [actual, expected] = [values[place] ?? null, earlier.answer.get(was)?.[at] ?? null]
      const close = actual === expected || Math.abs(Number(actual) - Number(expected)) < 1e-6
      if (!close || (actual === null) !== (expected === null)) {
        throw new Error(`${metric} of ${key}: ${comparisonId(comparison)} is ${actual}, but asked for itself ${was} is ${expected}`)
      }
    }
  }
}

const back = (day: Temporal.PlainDate, count: number, unit: CalendarUnit): Temporal.PlainDate => moved(day.toPlainDateTime(), -count, unit).toPlainDate()
