import type { Explore } from '../src/types/explore.ts'
import { explore, join, table } from './build-explore.ts'

const intervals = ['RAW', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'MONTH_NAME', 'DAY_OF_WEEK_NAME', 'HOUR_OF_DAY_NUM'] as const

/** Orders with customers (many-to-one), items and payments (one-to-many each): the chasm trap is in it. */
export function shopExplore(): Explore {
  return explore(
    [
      table('orders', {
        primaryKey: ['id'],
        dimensions: {
          id: 'number',
          customer_id: 'number',
          status: 'string',
          amount: 'number',
          is_gift: 'boolean',
          ordered_on: { type: 'date', intervals: ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] },
          created_at: { type: 'timestamp', timestampKind: 'instant', intervals: [...intervals] },
          local_at: { type: 'timestamp', timestampKind: 'naive', sourceTimezone: 'America/New_York', intervals: [...intervals] },
          utc_at: { type: 'timestamp', timestampKind: 'naive', intervals: [...intervals] },
          size: { type: 'string', sql: "CASE WHEN ${amount} > 50 THEN 'large' ELSE 'small' END" },
        },
        metrics: {
          revenue: ['sum', '${TABLE}.amount'],
          count: ['count', '${TABLE}.id'],
          average: ['average', '${TABLE}.amount'],
          largest: ['max', '${TABLE}.amount'],
          median: ['median', '${TABLE}.amount'],
          p90: ['percentile', '${TABLE}.amount', { percentile: 90 }],
          customers: ['count_distinct', '${TABLE}.customer_id'],
          last_at: ['max', '${TABLE}.created_at'],
          paid_revenue: [
            'sum',
            '${amount}',
            { filters: [{ id: 'f', target: { fieldRef: 'status' }, operator: 'equals', values: ['paid'] }] },
          ],
          paid_share: ['number', '${paid_revenue} / NULLIF(${revenue}, 0)'],
          per_customer: ['number', '${revenue} / NULLIF(${customers.count}, 0)'],
          spread: ['number', 'MAX(${TABLE}.amount) - MIN(${TABLE}.amount)'],
        },
      }),
      table('customers', {
        primaryKey: ['id'],
        dimensions: { id: 'number', name: 'string', region: 'string' },
        metrics: {
          count: ['count', '${TABLE}.id'],
          credit: ['sum', '${TABLE}.credit'],
          rows: ['count', '1'],
        },
      }),
      table('items', {
        primaryKey: ['order_id', 'line'],
        dimensions: { order_id: 'number', line: 'number', product: 'string', quantity: 'number' },
        metrics: {
          quantity: ['sum', '${TABLE}.quantity'],
          value: ['sum', '${TABLE}.quantity * ${TABLE}.price'],
          order_amount: ['sum', '${orders.amount}'],
        },
      }),
      table('payments', {
        primaryKey: ['id'],
        dimensions: { id: 'number', order_id: 'number', method: 'string' },
        metrics: { total: ['sum', '${TABLE}.total'], count: ['count', '${TABLE}.id'] },
      }),
    ],
    [
      join('customers', '${orders.customer_id} = ${customers.id}', { relationship: 'many-to-one' }),
      join('items', '${orders.id} = ${items.order_id}', { relationship: 'one-to-many' }),
      join('payments', '${orders.id} = ${payments.order_id}', { relationship: 'one-to-many' }),
    ],
  )
}

/** The shop's tables in DuckDB: orders without customers, items or payments are among them. */
export const shopTables = `
create table orders (id integer, customer_id integer, status varchar, amount decimal(10, 2), is_gift boolean,
  ordered_on date, created_at timestamptz, local_at timestamp, utc_at timestamp);
insert into orders values
  (1, 1, 'paid', 10.00, true, '2024-01-15', '2024-01-15 12:00:00+00', '2024-01-15 07:00:00', '2024-01-15 12:00:00'),
  (2, 1, 'paid', 90.50, false, '2024-01-31', '2024-01-31 23:30:00+00', '2024-01-31 18:30:00', '2024-01-31 23:30:00'),
  (3, 2, 'open', 60.25, null, '2024-02-01', '2024-02-01 04:00:00+00', '2024-01-31 23:00:00', '2024-02-01 04:00:00'),
  (4, null, 'open', 5.00, false, '2024-03-10', '2024-03-10 06:30:00+00', '2024-03-10 01:30:00', '2024-03-10 06:30:00'),
  (5, 3, null, 120.00, true, '2024-11-03', '2024-11-03 05:30:00+00', '2024-11-03 01:30:00', '2024-11-03 05:30:00'),
  (6, 3, 'void', null, null, null, null, null, null),
  (7, 2, 'a''b%c_d', 33.00, true, '2024-11-03', '2024-11-03 06:30:00+00', '2024-11-03 01:30:00', '2024-11-03 06:30:00');
create table customers (id integer, name varchar, region varchar, credit integer);
insert into customers values (1, 'Ada', 'north', 100), (2, 'Bo', 'south', 50), (3, 'Cy', null, 25), (4, 'Di', 'north', 7);
create table items (order_id integer, line integer, product varchar, quantity integer, price decimal(10, 2));
insert into items values (1, 1, 'pen', 2, 1.50), (1, 2, 'ink', 1, 7.00), (2, 1, 'pen', 10, 1.50), (2, 2, 'pad', 3, 25.00),
  (3, 1, 'pad', 2, 25.00), (5, 1, 'ink', 4, 7.00), (5, 2, 'pen', 1, 1.50), (5, 3, 'pad', 1, 25.00), (7, 1, null, 1, 33.00);
create table payments (id integer, order_id integer, method varchar, total decimal(10, 2));
insert into payments values (1, 1, 'card', 10.00), (2, 2, 'card', 50.00), (3, 2, 'cash', 40.50), (4, 5, 'card', 60.00), (5, 5, 'card', 60.00), (6, 7, null, 33.00);
`
