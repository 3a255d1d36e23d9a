import { Temporal } from 'temporal-polyfill'
import type { TimeInterval } from '../src/types/field.ts'
import type { CalendarUnit, Comparison } from '../src/types/metric-query.ts'
import { moved, wallOf } from './evaluate-time.ts'
import { dimensionOf, type Question } from './joined-rows.ts'
import { idOf } from './shop-fields.ts'
import type { Value } from './shop-types.ts'

const fineness: readonly TimeInterval[] = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'FISCAL_QUARTER', 'YEAR', 'FISCAL_YEAR']

/** How far a comparison goes back, and whether days that the other month does not have are left out. */
export function lengthOf({ dimensions }: Pick<Question, 'dimensions'>, { fieldId, to }: Comparison): { count: number; unit: CalendarUnit; dropsDays: boolean } {
  const base = idOf(dimensionOf(fieldId).dimension)
  const cuts = dimensions
    .map(dimensionOf)
    .flatMap(({ dimension, interval }) => (idOf(dimension) === base ? (interval ?? (dimension.type === 'date' ? 'DAY' : [])) : []))
  const finest = fineness.find((interval) => cuts.includes(interval))
  const length = (): { count: number; unit: CalendarUnit } => {
    if (typeof to !== 'string') return to
    if (to === 'previous_year') return finest === 'WEEK' ? { count: 52, unit: 'week' } : { count: 1, unit: 'year' }
    if (finest === undefined) throw new Error('The evaluator compares with a previous period of grouped intervals only.')
    return { count: 1, unit: finest.replace('FISCAL_', '').toLowerCase() as CalendarUnit }
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
      isPast: (value) => {
        if (value === null) return false
        const until = isDate ? nowWall.toPlainDate().toPlainDateTime() : nowWall
        return Temporal.PlainDateTime.compare(later(value), until) <= 0
      },
      hasDay: (value) => value !== null && (!dropsDays || moved(later(value), -count, unit).equals(wall(value))),
    },
  }
}
