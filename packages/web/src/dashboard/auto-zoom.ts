import type { DashboardFilterRule, DashboardFilters } from '@atrium/documents'
import { parseMoment, type ItemsMap, type UnitOfTime } from '@atrium/semantic'
import type { DateZoom } from '../api/dashboards.ts'
import { allRules, isActive, typeOfRule } from './effective-filters.ts'

const day = 86_400_000
/** Most points along an axis of dates that can still be told apart. */
const mostPoints = 100
const grains: readonly { zoom: DateZoom; days: number }[] = [
  { zoom: 'Day', days: 1 },
  { zoom: 'Week', days: 7 },
  { zoom: 'Month', days: 30.4 },
  { zoom: 'Quarter', days: 91.3 },
]
const daysOfUnit: Record<UnitOfTime, number> = {
  milliseconds: 1 / day,
  seconds: 1 / 86_400,
  minutes: 1 / 1440,
  hours: 1 / 24,
  days: 1,
  weeks: 7,
  months: 30.4,
  quarters: 91.3,
  years: 365.25,
  fiscalQuarters: 91.3,
  fiscalYears: 365.25,
}

/**
 * The finest grain that shows the time which the filters leave over in at most 100 points. Null where no filter says how
 * long that is: then charts keep their own.
 */
export function autoZoom(filters: DashboardFilters, items: ItemsMap, now: number): DateZoom | null {
  const days = allRules(filters).flatMap((rule) => (isTime(rule, items) && isActive(rule, items) ? (daysOf(rule, now) ?? []) : []))
  if (days.length === 0) return null
  const least = Math.min(...days)
  return grains.find((grain) => least / grain.days <= mostPoints)?.zoom ?? 'Year'
}

function isTime(rule: DashboardFilterRule, items: ItemsMap): boolean {
  const type = typeOfRule(rule, items)
  return type === 'date' || type === 'timestamp'
}

/** How many days a filter leaves over, where it says both ends. */
function daysOf({ operator, values = [], settings }: DashboardFilterRule, now: number): number | null {
  const [first, second] = values.map((value) => parseMoment(value))
  const unit = daysOfUnit[settings?.unitOfTime ?? 'days']
  switch (operator) {
    case 'inBetween':
      return first === undefined || second === undefined ? null : Math.abs(second - first) / day + 1
    case 'inThePast':
    case 'inTheNext':
      return Number(values[0]) * unit
    case 'inTheCurrent':
      return unit
    case 'greaterThan':
    case 'greaterThanOrEqual':
      return first === undefined ? null : Math.max(1, (now - first) / day)
    default:
      return null
  }
}
