import { intervalShapes } from '../names/time-intervals.ts'
import type { CompiledDimension, TimeInterval } from '../types/field.ts'
import type { Explore } from '../types/explore.ts'
import type { FieldId } from '../types/metric-query.ts'
import { type ExploreIndex, exploreIndex } from './explore-index.ts'

const zoomable: Record<string, TimeInterval> = {
  raw: 'RAW',
  millisecond: 'MILLISECOND',
  second: 'SECOND',
  minute: 'MINUTE',
  hour: 'HOUR',
  day: 'DAY',
  week: 'WEEK',
  month: 'MONTH',
  quarter: 'QUARTER',
  year: 'YEAR',
}

/**
 * A dimension by id. `<base>_<interval>` of a date or timestamp dimension is found even when the model does not list
 * the interval (date zoom): it is then made from its base.
 */
export function findDimension(index: ExploreIndex, fieldId: FieldId): CompiledDimension | undefined {
  const known = index.dimensions.get(fieldId)
  if (known !== undefined) return known
  const cut = fieldId.lastIndexOf('_')
  const interval = zoomable[fieldId.slice(cut + 1)]
  if (cut === -1 || interval === undefined) return undefined
  const base = index.dimensions.get(fieldId.slice(0, cut))
  if (base === undefined || (base.type !== 'date' && base.type !== 'timestamp') || base.timeInterval !== undefined) return undefined
  if (base.type === 'date' && isWithinDay(interval)) return undefined
  return intervalOf(base, interval)
}

/** A dimension of an explore by id, date-zoom ids included; `undefined` when there is none. */
export function dimensionOf(explore: Explore, fieldId: FieldId): CompiledDimension | undefined {
  return findDimension(exploreIndex(explore), fieldId)
}

/** True for stretches of whole days, which are named by their first day. */
export function isPeriod(interval: TimeInterval): boolean {
  return intervalShapes[interval].type === 'date'
}

/** True for intervals finer than a day, whose values are moments and not dates. */
export function isWithinDay(interval: TimeInterval): boolean {
  return interval === 'RAW' || interval === 'MILLISECOND' || interval === 'SECOND' || interval === 'MINUTE' || interval === 'HOUR'
}

/** One interval of a date or timestamp, whether the model lists it or not. */
export function intervalOf(base: CompiledDimension, interval: TimeInterval): CompiledDimension {
  const { isIntervalBase: _, ...rest } = base
  const suffix = interval.toLowerCase()
  return {
    ...rest,
    name: `${base.name}_${suffix}`,
    label: `${base.label} ${suffix}`,
    type: isWithinDay(interval) ? 'timestamp' : 'date',
    timeInterval: interval,
    timeIntervalBaseDimensionName: base.name,
  }
}
