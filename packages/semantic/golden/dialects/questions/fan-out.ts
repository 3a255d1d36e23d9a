import { and, rule } from '../../compile.ts'
import { by, type Question } from './question.ts'

/** Metrics of tables that repeat each other's rows. */
export const fanOut: Question[] = [
  {
    name: 'fan-out: revenue beside items and payments',
    query: { dimensions: ['customers_region'], metrics: ['orders_revenue', 'order_items_quantity_sold', 'payments_paid'], sorts: [by('customers_region')] },
  },
  { name: 'fan-out: totals of three grains', query: { metrics: ['orders_revenue', 'order_items_quantity_sold', 'payments_paid', 'customers_total_credit'] } },
  {
    name: 'fan-out: orders once per product',
    query: { dimensions: ['order_items_product'], metrics: ['orders_revenue', 'orders_count'], sorts: [by('order_items_product')] },
  },
  {
    name: 'fan-out: customers counted once per month of their orders',
    query: {
      dimensions: ['orders_ordered_on_month'],
      metrics: ['customers_count', 'customers_total_credit', 'orders_revenue'],
      sorts: [by('orders_ordered_on_month')],
    },
  },
  {
    name: 'fan-out: medians of three tables',
    query: {
      dimensions: ['customers_region'],
      metrics: ['customers_median_credit', 'orders_median', 'payments_median_payment', 'orders_count'],
      sorts: [by('customers_region')],
    },
  },
  {
    name: 'fan-out: an aggregate of its own over repeated rows',
    query: { dimensions: ['order_items_product'], metrics: ['orders_spread', 'orders_revenue'], sorts: [by('order_items_product')] },
  },
  {
    name: 'fan-out: formula over two tables',
    query: { dimensions: ['customers_region'], metrics: ['orders_revenue_per_customer'], sorts: [by('customers_region')] },
  },
  {
    name: 'fan-out: filter on the repeated side',
    query: {
      dimensions: ['orders_status'],
      metrics: ['orders_revenue', 'payments_paid'],
      sorts: [by('orders_status')],
      filters: { dimensions: and(rule('order_items_product', 'equals', ['pen', 'pad'])) },
    },
  },
  {
    name: 'fan-out: groups that are dates and booleans, null among them',
    query: {
      dimensions: ['orders_ordered_on_month', 'orders_is_gift', 'orders_units', 'orders_created_at_hour'],
      metrics: ['orders_revenue', 'payments_paid', 'order_items_quantity_sold', 'orders_spread'],
      sorts: [by('orders_ordered_on_month'), by('orders_units'), by('orders_created_at_hour'), by('orders_revenue')],
      timezone: 'Asia/Kolkata',
    },
  },
  {
    name: 'fan-out: names of the few customers that a metric filter leaves',
    query: {
      dimensions: ['customers_id', 'customers_name', 'customers_region'],
      metrics: ['orders_revenue'],
      filters: { metrics: and(rule('orders_revenue', 'greaterThan', [50])) },
      sorts: [by('customers_id')],
    },
  },
]
