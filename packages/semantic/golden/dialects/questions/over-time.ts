import { and, rule } from '../../compile.ts'
import { by, type Question } from './question.ts'

/** The same metrics a stretch of time earlier. */
export const comparisons: Question[] = [
  {
    name: 'comparison: each month with the month before',
    query: {
      dimensions: ['orders_ordered_on_month'],
      metrics: ['orders_revenue', 'orders_count'],
      sorts: [by('orders_ordered_on_month')],
      comparisons: [{ fieldId: 'orders_ordered_on', to: 'previous_period' }],
    },
  },
  {
    name: 'comparison: days with those of the month before, in New York',
    query: {
      dimensions: ['orders_created_at_day'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_created_at_day')],
      timezone: 'America/New_York',
      comparisons: [{ fieldId: 'orders_created_at', to: { count: 1, unit: 'month' } }],
    },
  },
  {
    name: 'comparison: by status, a quarter and a year earlier',
    query: {
      dimensions: ['orders_status', 'orders_utc_at_quarter'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_utc_at_quarter'), by('orders_status')],
      comparisons: [
        { fieldId: 'orders_utc_at', to: 'previous_period' },
        { fieldId: 'orders_utc_at', to: 'previous_year' },
      ],
    },
  },
  {
    name: 'comparison: hours with those of a day and of a week before',
    query: {
      dimensions: ['orders_created_at_hour'],
      metrics: ['orders_count'],
      sorts: [by('orders_created_at_hour')],
      timezone: 'Asia/Kolkata',
      comparisons: [
        { fieldId: 'orders_created_at', to: { count: 1, unit: 'hour' } },
        { fieldId: 'orders_created_at', to: { count: 3, unit: 'week' } },
      ],
    },
  },
]

/** Metrics that look at other times or rows. */
export const overTime: Question[] = [
  {
    name: 'over time: so far, by month and status',
    query: {
      dimensions: ['orders_status', 'orders_ordered_on_month'],
      metrics: ['orders_revenue', 'orders_revenue_so_far'],
      sorts: [by('orders_status'), by('orders_ordered_on_month')],
    },
  },
  {
    name: 'over time: of the year, by week, in Berlin, from February on',
    query: {
      dimensions: ['orders_created_at_week'],
      metrics: ['orders_revenue_of_year'],
      filters: { dimensions: and(rule('orders_created_at_day', 'inBetween', ['2024-02-01', '2024-03-31'])) },
      sorts: [by('orders_created_at_week')],
      timezone: 'Europe/Berlin',
    },
    startOfWeek: 6,
  },
  {
    name: 'over time: buyers of 30 days, by day of a month',
    query: {
      dimensions: ['orders_utc_at_day'],
      metrics: ['orders_buyers_of_30_days', 'orders_count'],
      filters: { dimensions: and(rule('orders_utc_at_month', 'equals', ['2024-03-01'])) },
      sorts: [by('orders_utc_at_day')],
    },
  },
  {
    name: 'over time: average so far at the beginning of each quarter, with items',
    query: {
      dimensions: ['orders_local_at_quarter'],
      metrics: ['orders_average_so_far', 'order_items_quantity_sold'],
      sorts: [by('orders_local_at_quarter')],
      timezone: 'America/New_York',
    },
  },
  { name: 'over time: so far, in all', query: { metrics: ['orders_revenue', 'orders_revenue_so_far', 'orders_buyers_of_30_days'] } },
  {
    name: 'over time: the month before, by region',
    query: {
      dimensions: ['customers_region', 'orders_ordered_on_month'],
      metrics: ['orders_revenue', 'orders_revenue_month_before'],
      sorts: [by('customers_region'), by('orders_ordered_on_month')],
    },
  },
  {
    name: 'over time: the last amounts of each status and of all',
    query: { dimensions: ['orders_status'], metrics: ['orders_last_amount', 'orders_first_median', 'orders_revenue'], sorts: [by('orders_status')] },
  },
  { name: 'over time: the last amounts with items beside them', query: { dimensions: ['order_items_product'], metrics: ['orders_last_amount'], sorts: [by('order_items_product')] } },
  {
    name: 'over time: shares, parts of the row before and running totals',
    query: {
      dimensions: ['orders_status', 'orders_utc_at_quarter'],
      metrics: ['orders_share', 'orders_of_previous', 'orders_running'],
      filters: { metrics: and(rule('orders_running', 'greaterThan', [20])) },
      sorts: [by('orders_status'), by('orders_utc_at_quarter')],
    },
  },
  {
    name: 'over time: orders followed by another',
    query: { dimensions: ['orders_created_at_month'], metrics: ['orders_followed', 'orders_followed_in_time'], sorts: [by('orders_created_at_month')] },
  },
  {
    name: 'over time: so far and of the fiscal year, by fiscal quarter',
    query: {
      dimensions: ['orders_ordered_on_fiscal_quarter'],
      metrics: ['orders_revenue_so_far', 'orders_revenue_of_fiscal_year'],
      sorts: [by('orders_ordered_on_fiscal_quarter')],
    },
    fiscalYearStart: 5,
  },
  {
    name: 'over time: buyers of 30 days beside those of a month before',
    query: {
      dimensions: ['orders_utc_at_day'],
      metrics: ['orders_buyers_of_30_days'],
      comparisons: [{ fieldId: 'orders_utc_at', to: { count: 1, unit: 'month' } }],
      filters: { dimensions: and(rule('orders_utc_at_day', 'inBetween', ['2024-03-25', '2024-03-31'])) },
      sorts: [by('orders_utc_at_day')],
    },
  },
  {
    name: 'over time: orders of the month, on average of its days, gifts and others',
    query: {
      dimensions: ['orders_created_at_month', 'orders_is_gift'],
      metrics: ['orders_count_on_average'],
      filters: { dimensions: and(rule('orders_created_at_year', 'equals', ['2024-01-01'])) },
      sorts: [by('orders_created_at_month'), by('orders_is_gift')],
      timezone: 'America/New_York',
    },
  },
]
