import type { DimensionType, FiscalInterval, TimeInterval } from '../types/field.ts'

/** Label and kind of value of each interval. */
export type IntervalShape = { label: string; type: DimensionType }

/** The 26 intervals a date or timestamp can be cut to, in the order in which people list them. */
export const intervalShapes: Readonly<Record<TimeInterval, IntervalShape>> = {
  RAW: { label: 'Raw', type: 'timestamp' },
  MILLISECOND: { label: 'Millisecond', type: 'timestamp' },
  SECOND: { label: 'Second', type: 'timestamp' },
  MINUTE: { label: 'Minute', type: 'timestamp' },
  HOUR: { label: 'Hour', type: 'timestamp' },
  DAY: { label: 'Day', type: 'date' },
  WEEK: { label: 'Week', type: 'date' },
  MONTH: { label: 'Month', type: 'date' },
  QUARTER: { label: 'Quarter', type: 'date' },
  YEAR: { label: 'Year', type: 'date' },
  FISCAL_QUARTER: { label: 'Fiscal quarter', type: 'date' },
  FISCAL_YEAR: { label: 'Fiscal year', type: 'date' },
  YEAR_NUM: { label: 'Year (number)', type: 'number' },
  QUARTER_NUM: { label: 'Quarter (number)', type: 'number' },
  FISCAL_YEAR_NUM: { label: 'Fiscal year (number)', type: 'number' },
  FISCAL_QUARTER_NUM: { label: 'Fiscal quarter (number)', type: 'number' },
  MONTH_NUM: { label: 'Month (number)', type: 'number' },
  WEEK_NUM: { label: 'Week (number)', type: 'number' },
  DAY_OF_MONTH_NUM: { label: 'Day of the month (number)', type: 'number' },
  DAY_OF_WEEK_INDEX: { label: 'Day of the week (index)', type: 'number' },
  DAY_OF_YEAR_NUM: { label: 'Day of the year (number)', type: 'number' },
  HOUR_OF_DAY_NUM: { label: 'Hour of day (number)', type: 'number' },
  MINUTE_OF_HOUR_NUM: { label: 'Minute of hour (number)', type: 'number' },
  DAY_OF_WEEK_NAME: { label: 'Day of the week (name)', type: 'string' },
  MONTH_NAME: { label: 'Month (name)', type: 'string' },
  QUARTER_NAME: { label: 'Quarter (name)', type: 'string' },
}

/** The intervals a date or timestamp has when its model lists none; other types have none. */
export function defaultIntervals(type: DimensionType): readonly TimeInterval[] {
  if (type === 'timestamp') return ['RAW', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']
  return type === 'date' ? ['DAY', 'WEEK', 'MONTH', 'YEAR'] : []
}

/** True for an interval that needs the time of day, which a date has not. */
export function needsTimeOfDay(interval: TimeInterval): boolean {
  return intervalShapes[interval].type === 'timestamp' ? interval !== 'RAW' : interval === 'HOUR_OF_DAY_NUM' || interval === 'MINUTE_OF_HOUR_NUM'
}

/** True for an interval whose meaning depends on the month with which the fiscal year begins. */
export function isFiscal(interval: TimeInterval): interval is FiscalInterval {
  return interval.startsWith('FISCAL_')
}
