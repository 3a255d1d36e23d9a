import { and, rule } from '../../compile.ts'
import { by, type Question } from './question.ts'

/** Every aggregate, over everything and by group. */
export const aggregates: Question[] = [
  {
    name: 'aggregates over everything',
    query: {
      metrics: ['count', 'buyers', 'statuses', 'first_status', 'revenue', 'average', 'smallest', 'largest', 'distinct_revenue', 'distinct_average'].map(
        (name) => `orders_${name}`,
      ),
    },
  },
  { name: 'percentiles over everything', query: { metrics: ['orders_median', 'orders_p90', 'orders_p25'] } },
  {
    name: 'percentiles per status',
    query: { dimensions: ['orders_status'], metrics: ['orders_median', 'orders_p90', 'orders_count'], sorts: [by('orders_status')] },
  },
  {
    name: 'average of whole numbers',
    query: { dimensions: ['orders_status'], metrics: ['orders_average_units', 'orders_units_sold'], sorts: [by('orders_status')] },
  },
  {
    name: 'aggregates of no rows',
    query: {
      metrics: ['orders_count', 'orders_revenue', 'orders_average', 'orders_largest', 'orders_median', 'orders_first_day', 'orders_buyers'],
      filters: { dimensions: and(rule('orders_id', 'equals', [-1])) },
    },
  },
  { name: 'extremes of time', query: { metrics: ['orders_first_day', 'orders_last_at'] } },
  {
    name: 'metrics with filters of their own',
    query: { dimensions: ['customers_region'], metrics: ['orders_paid_revenue', 'orders_gift_count', 'orders_this_month'], sorts: [by('customers_region')] },
  },
  {
    name: 'formula over metrics',
    query: { dimensions: ['orders_status'], metrics: ['orders_average_order_value'], sorts: [by('orders_status', { nullsFirst: true })] },
  },
  { name: 'dimensions only', query: { dimensions: ['customers_region', 'orders_size'], sorts: [by('customers_region'), by('orders_size')] } },
  { name: 'nothing but a limit of no rows', query: { dimensions: ['orders_status'], limit: 0 } },
  { name: 'limit', query: { dimensions: ['orders_id'], sorts: [by('orders_id', { descending: true })], limit: 3 } },
]
