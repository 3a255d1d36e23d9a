import type { TimeInterval } from '../../types/field.ts'

/** LookML's timeframes as intervals; `undefined` stands for the moment itself. Those that are missing are not known here. */
const intervals = new Map<string, TimeInterval | undefined>([
  ['raw', undefined],
  ['time', undefined],
  ['millisecond', 'MILLISECOND'],
  ['second', 'SECOND'],
  ['minute', 'MINUTE'],
  ['hour', 'HOUR'],
  ['date', 'DAY'],
  ['week', 'WEEK'],
  ['month', 'MONTH'],
  ['quarter', 'QUARTER'],
  ['year', 'YEAR'],
  ['day_of_week', 'DAY_OF_WEEK_NAME'],
  ['day_of_week_index', 'DAY_OF_WEEK_INDEX'],
  ['day_of_month', 'DAY_OF_MONTH_NUM'],
  ['day_of_year', 'DAY_OF_YEAR_NUM'],
  ['hour_of_day', 'HOUR_OF_DAY_NUM'],
  ['week_of_year', 'WEEK_NUM'],
  ['month_num', 'MONTH_NUM'],
  ['month_name', 'MONTH_NAME'],
  ['quarter_of_year', 'QUARTER_NAME'],
])

/** Timeframes of a dimension group that names none. */
export const defaultTimeframes = ['raw', 'time', 'date', 'week', 'month', 'quarter', 'year']

/** The interval of a timeframe: `moment` for the time itself, `undefined` when it is not known here. */
export function intervalOf(timeframe: string): TimeInterval | 'moment' | undefined {
  return intervals.has(timeframe) ? (intervals.get(timeframe) ?? 'moment') : undefined
}
