import { Temporal } from 'temporal-polyfill'
import { QueryError } from '../../types/compiled-query.ts'
import type { FieldId, FilterGroup, FilterGroupItem, FilterRule } from '../../types/metric-query.ts'
import { momentValues } from '../filters/filter-values.ts'
import { relativeRange } from '../filters/relative-range.ts'
import { activeRules, conjuncts, groupItems, isGroup } from '../filters/render-group.ts'
import { findDimension } from '../find-dimension.ts'
import type { PlanContext } from '../plan-context.ts'
import { calendarOf, intervalOf, isOverTime } from './time-fields.ts'

/** What the clock says, whatever the day: rules on it choose rows. */
const timeOfDay = new Set(['HOUR_OF_DAY_NUM', 'MINUTE_OF_HOUR_NUM'])

/** Filters of a metric that goes along a time: what they say of the time, and what of rows. */
export type SplitRules = { periods?: FilterGroup; rows: FilterGroup | undefined }

/**
 * Rules on the time `baseId` of the metric `id`, and all others. They have to hold together: either side is asked
 * elsewhere. Throws `invalid_query` where they are alternatives.
 */
export function splitRules(ctx: PlanContext, id: FieldId, filters: FilterGroup | undefined, baseId: FieldId): SplitRules {
  const isPeriodRule = ({ target }: FilterRule): boolean =>
    typeof target?.fieldId === 'string' &&
    (calendarOf(ctx, target.fieldId, baseId) !== undefined || (isOverTime(ctx, target.fieldId, baseId) && !timeOfDay.has(intervalOf(ctx, target.fieldId))))
  const rules = activeRules(filters).filter(isPeriodRule)
  if (filters === undefined || rules.length === 0) return { rows: filters }
  const rowItems: FilterGroupItem[] = []
  const periodItems: FilterGroupItem[] = []
  for (const item of conjuncts(filters)) {
    const own = isGroup(item) ? activeRules(item) : item.disabled === true ? [] : [item]
    const matching = own.filter((rule) => rules.includes(rule))
    if (matching.length > 0 && matching.length < own.length) {
      throw new QueryError(
        'invalid_query',
        `A filter offers ${matching[0]?.target.fieldId} and other fields as alternatives, which ${id} cannot be asked with: it accumulates over ${baseId}, so rules on that have to stand by themselves.`,
        { at: id },
      )
    }
    if (matching.length > 0) periodItems.push(onDays(ctx, item))
    else rowItems.push(item)
  }
  return { periods: { id: 'periods', and: periodItems }, rows: { id: 'rows', and: rowItems } }
}

/** A rule on moments, among them hours, keeps every day in which a moment passes it. */
function onDays(ctx: PlanContext, item: FilterGroupItem): FilterGroupItem {
  if (isGroup(item)) {
    const items = groupItems(item).map((one) => onDays(ctx, one))
    return 'or' in item ? { ...item, or: items } : { ...item, and: items }
  }
  const isMoment = findDimension(ctx.index, item.target.fieldId)?.type === 'timestamp'
  return isMoment && item.disabled !== true ? daysOf(ctx, item) : item
}

function daysOf(ctx: PlanContext, rule: FilterRule): FilterGroupItem {
  const { id, target } = rule
  const is = (operator: FilterRule['operator'], ...days: Temporal.PlainDate[]): FilterRule => ({ id, target, operator, values: days.map(String) })
  const before = (moment: Temporal.ZonedDateTime): FilterRule => is(moment.equals(moment.startOfDay()) ? 'lessThan' : 'lessThanOrEqual', moment.toPlainDate())
  const outside = (from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): FilterGroup => ({
    id,
    or: [before(from), is('greaterThanOrEqual', to.toPlainDate())],
  })
  switch (rule.operator) {
    case 'inThePast':
    case 'inTheNext':
    case 'inTheCurrent':
    case 'notInThePast':
    case 'notInTheCurrent': {
      const range = relativeRange(ctx, rule)
      if (range === undefined) return rule
      const { from, to, inclusive } = range
      if (rule.operator.startsWith('not')) return outside(from, to)
      return is('inBetween', from.toPlainDate(), (inclusive ? to : to.subtract({ nanoseconds: 1 })).toPlainDate())
    }
    default:
  }
  const [first, last, ...more] = momentValues(rule, ctx.zone).map((at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ctx.zone))
  if (first === undefined) return rule
  switch (rule.operator) {
    case 'notEquals':
      return is('notNull')
    case 'lessThan':
      return before(first)
    case 'greaterThan':
    case 'greaterThanOrEqual':
      return is('greaterThanOrEqual', first.toPlainDate())
    case 'notInBetween':
      return last === undefined ? is(rule.operator, first.toPlainDate()) : outside(first, last)
    default:
      return is(rule.operator, ...[first, ...(last === undefined ? [] : [last]), ...more].map((moment) => moment.toPlainDate()))
  }
}
