import { isFilterGroup, type Explore, type FilterGroup, type FilterRule, type UnitOfTime } from '@atrium/semantic'
import { columnOf } from './columns.ts'

/** Units of relative times, in the words of the format. */
const unitWords: Partial<Record<UnitOfTime, string>> = {
  seconds: 'second',
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
  quarters: 'quarter',
  years: 'year',
}

/** Rules that must all hold. What the format cannot say of them (alternatives, parts of texts) is left out: it stands under `atrium`. */
export function filterSpecs(explore: Explore | null, groups: readonly (FilterGroup | undefined)[]): object[] {
  return groups
    .flatMap((group) => (group === undefined || !('and' in group) ? onlyItem(group) : group.and))
    .flatMap((item) => {
      if (isFilterGroup(item)) return filterSpecs(explore, [item])
      return filterSpec(explore, item) ?? []
    })
}

/** An "or" of one rule is that rule; of more the format has no word. */
const onlyItem = (group: FilterGroup | undefined): FilterRule[] => {
  const items = group !== undefined && 'or' in group && group.or.length === 1 ? group.or : []
  return items.flatMap((item) => (isFilterGroup(item) ? [] : [item]))
}

/** One rule; null when the format has no word for it. */
export function filterSpec(explore: Explore | null, { target, operator, values = [], settings, disabled }: FilterRule): object | null {
  if (disabled === true) return null
  const { columnId } = columnOf(explore, target.fieldId)
  const [first, second] = values
  switch (operator) {
    case 'equals':
      return { columnId, values }
    case 'notEquals':
      return { columnId, excludeValues: values }
    case 'isNull':
      return { columnId, values: [null] }
    case 'notNull':
      return { columnId, excludeValues: [null] }
    case 'lessThan':
      return { columnId, lt: first }
    case 'lessThanOrEqual':
      return { columnId, lte: first }
    case 'greaterThan':
      return { columnId, gt: first }
    case 'greaterThanOrEqual':
      return { columnId, gte: first }
    case 'inBetween':
      return { columnId, range: [first, second] }
    case 'inThePast': {
      const unit = unitWords[settings?.unitOfTime ?? 'days']
      if (unit === undefined || typeof first !== 'number') return null
      const from = settings?.completed === true ? [-first, unit, { startOfPeriod: true }] : [-first, unit]
      return { columnId, range: [from, settings?.completed === true ? [0, unit, { startOfPeriod: true }] : [0, unit]] }
    }
    default:
      return null
  }
}
