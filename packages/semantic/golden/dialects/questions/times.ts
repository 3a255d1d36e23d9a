import type { TimeInterval } from '../../../src/types/field.ts'
import { and, rule } from '../../compile.ts'
import { by, type Question } from './question.ts'

const allIntervals: TimeInterval[] = [
  'RAW', 'MILLISECOND', 'SECOND', 'MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'YEAR_NUM', 'QUARTER_NUM', 'MONTH_NUM', 'WEEK_NUM',
  'DAY_OF_MONTH_NUM', 'DAY_OF_WEEK_INDEX', 'DAY_OF_YEAR_NUM', 'HOUR_OF_DAY_NUM', 'MINUTE_OF_HOUR_NUM', 'DAY_OF_WEEK_NAME', 'MONTH_NAME', 'QUARTER_NAME',
] // prettier-ignore

/** Every interval of a moment. */
export const intervals = allIntervals.map((interval): Question => {
  const field = `orders_created_at_${interval.toLowerCase()}`
  return {
    name: `interval: ${interval} of a moment in New York`,
    query: { dimensions: ['orders_id', field], sorts: [by('orders_id')], timezone: 'America/New_York' },
  }
})

/** Intervals of dates, weeks and fiscal years from any beginning. */
export const ofDates: Question[] = [
  {
    name: 'interval: all of a date',
    query: {
      dimensions: ['orders_id', ...allIntervals.slice(5).filter((interval) => !/HOUR/.test(interval)).map((interval) => `orders_ordered_on_${interval.toLowerCase()}`)],
      sorts: [by('orders_id')],
      timezone: 'Pacific/Apia',
    },
  },
  ...[0, 1, 3, 6].map((startOfWeek): Question => ({
    name: `interval: weeks that begin on day ${startOfWeek}`,
    query: {
      dimensions: ['orders_id', 'orders_ordered_on_week', 'orders_created_at_week', 'orders_utc_at_week'],
      sorts: [by('orders_id')],
      timezone: 'Europe/Berlin',
    },
    startOfWeek,
  })),
  ...[1, 2, 4, 10, 12].map((fiscalYearStart): Question => ({
    name: `interval: fiscal years that begin with month ${fiscalYearStart}`,
    query: {
      dimensions: [
        'orders_id',
        ...['fiscal_quarter', 'fiscal_year', 'fiscal_quarter_num', 'fiscal_year_num'].flatMap((interval) => [`orders_ordered_on_${interval}`, `orders_created_at_${interval}`]),
      ],
      sorts: [by('orders_id')],
      timezone: 'America/New_York',
    },
    fiscalYearStart,
  })),
  {
    name: 'interval: revenue of a fiscal year beside the one before',
    query: {
      dimensions: ['orders_ordered_on_fiscal_quarter'],
      metrics: ['orders_revenue'],
      filters: { dimensions: and(rule('orders_ordered_on', 'inTheCurrent', [], { unitOfTime: 'fiscalYears' })) },
      comparisons: [{ fieldId: 'orders_ordered_on', to: 'previous_period' }],
      sorts: [by('orders_ordered_on_fiscal_quarter')],
    },
    fiscalYearStart: 2,
  },
  {
    name: 'interval: orders of one fiscal year',
    query: {
      dimensions: ['orders_id'],
      filters: { dimensions: and(rule('orders_created_at_fiscal_year', 'equals', ['2024-05-01'])) },
      sorts: [by('orders_id')],
      timezone: 'Europe/Berlin',
    },
    fiscalYearStart: 4,
  },
  {
    name: 'interval: revenue per month',
    query: { dimensions: ['orders_utc_at_month'], metrics: ['orders_revenue'], sorts: [by('orders_utc_at_month', { descending: true })] },
  },
  {
    name: 'interval: months in the order of the year',
    query: { dimensions: ['orders_ordered_on_month_name'], metrics: ['orders_count'], sorts: [by('orders_ordered_on_month_name')] },
  },
  {
    name: 'interval: weekdays from Sunday',
    query: { dimensions: ['orders_utc_at_day_of_week_name'], metrics: ['orders_count'], sorts: [by('orders_utc_at_day_of_week_name', { descending: true, nullsFirst: true })] },
    startOfWeek: 6,
  },
]

/** Hours, days and weeks around the world. */
export const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'].flatMap((timezone): Question[] => [
  ...(['created_at', 'local_at', 'utc_at'] as const).map((column): Question => ({
    name: `zone: ${column} in ${timezone}`,
    query: {
      dimensions: ['orders_id', ...['hour', 'day', 'week', 'hour_of_day_num', 'day_of_week_name'].map((interval) => `orders_${column}_${interval}`)],
      sorts: [by('orders_id')],
      timezone,
    },
  })),
  {
    name: `zone: days and hours counted in ${timezone}`,
    query: { dimensions: ['orders_created_at_day'], metrics: ['orders_count', 'orders_revenue'], sorts: [by('orders_created_at_day')], timezone },
  },
])

/** Intervals that are looked up in a table of days. */
export const calendars: Question[] = [
  {
    name: 'calendar: orders and what was paid by retail month, items beside them',
    query: {
      dimensions: ['orders_ordered_on_retail_month'],
      metrics: ['orders_revenue', 'orders_count', 'payments_paid', 'order_items_quantity_sold'],
      sorts: [by('orders_ordered_on_retail_month')],
    },
  },
  {
    name: 'calendar: orders of some retail weeks',
    query: {
      dimensions: ['orders_id', 'orders_ordered_on_retail_week'],
      filters: { dimensions: and(rule('orders_ordered_on_retail_week', 'inBetween', [5, 14])) },
      sorts: [by('orders_id')],
    },
  },
  {
    name: 'calendar: revenue so far at the end of each retail month',
    query: {
      dimensions: ['orders_ordered_on_retail_month'],
      metrics: ['orders_revenue_so_far'],
      filters: { dimensions: and(rule('orders_ordered_on_day', 'greaterThan', ['2024-01-31'])) },
      sorts: [by('orders_ordered_on_retail_month')],
    },
  },
]
