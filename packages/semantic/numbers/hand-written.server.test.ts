import { afterAll, beforeAll, expect, it } from 'vitest'
import { and, compile, rule } from '../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../golden/duckdb-session.ts'
import { shopExplore, shopTables } from '../golden/shop.ts'
import type { FilterGroup, MetricQuery } from '../src/types/metric-query.ts'

/**
 * Questions to the small shop of `golden`, each with the SQL that a careful person would write for it: what repeats rows
 * is asked in EXISTS and in subqueries, never joined. Columns stand in the order of the question.
 */
type Case = [question: string, parts: Partial<MetricQuery>, sql: string]

const where = (...rules: Parameters<typeof and>): Pick<MetricQuery, 'filters'> => ({ filters: { dimensions: and(...rules) } })
const either = (...rules: Parameters<typeof and>): FilterGroup => ({ id: 'or', or: rules })

const cases: Case[] = [
  [
    'totals of four tables at once',
    { metrics: ['orders_revenue', 'customers_credit', 'items_quantity', 'payments_total'] },
    `
    select (select sum(amount) from orders),
      (select sum(credit) from customers where id in (select customer_id from orders)),
      (select sum(quantity) from items where order_id in (select id from orders)),
      (select sum(total) from payments where order_id in (select id from orders))`,
  ],
  [
    'orders and customers counted beside items',
    { metrics: ['orders_count', 'customers_count', 'items_quantity'] },
    `
    select (select count(*) from orders), (select count(*) from customers where id in (select customer_id from orders)), (select sum(quantity) from items)`,
  ],
  [
    'customers without an order are in no read that begins at orders',
    { dimensions: ['customers_name'], metrics: ['customers_credit'] },
    `
    select c.name, sum(c.credit) from customers c where exists (select 1 from orders o where o.customer_id = c.id) group by 1
    union all select null, null where exists (select 1 from orders where customer_id is null)`,
  ],
  [
    'revenue by region',
    { dimensions: ['customers_region'], metrics: ['orders_revenue'] },
    `
    select (select region from customers c where c.id = o.customer_id) r, sum(amount) from orders o group by 1`,
  ],
  [
    'revenue and items by region',
    { dimensions: ['customers_region'], metrics: ['orders_revenue', 'items_quantity'] },
    `
    select r, sum(amount), sum(q) from (
      select (select region from customers c where c.id = o.customer_id) r, amount, (select sum(quantity) from items i where i.order_id = o.id) q from orders o
    ) group by 1`,
  ],
  [
    'revenue of the orders that hold a product',
    { dimensions: ['items_product'], metrics: ['orders_revenue'] },
    `
    select p, sum(amount) from (select distinct o.id, o.amount, i.product p from orders o left join items i on i.order_id = o.id) group by 1`,
  ],
  [
    'revenue and pieces of a product',
    { dimensions: ['items_product'], metrics: ['orders_revenue', 'items_quantity'] },
    `
    select a.p, a.revenue, b.pieces from
      (select p, sum(amount) revenue from (select distinct o.id, o.amount, i.product p from orders o left join items i on i.order_id = o.id) group by 1) a
      left join (select product p, sum(quantity) pieces from items group by 1) b on a.p is not distinct from b.p`,
  ],
  [
    'average and median of the orders paid by a method',
    { dimensions: ['payments_method'], metrics: ['orders_average', 'orders_median'] },
    `
    select m, avg(amount), median(cast(amount as double)) from (select distinct o.id, o.amount, p.method m from orders o left join payments p on p.order_id = o.id) group by 1`,
  ],
  [
    'customers of the orders that were paid by card',
    { metrics: ['customers_credit', 'orders_customers'], ...where(rule('payments_method', 'equals', ['card'])) },
    `
    with paid as (select * from orders o where exists (select 1 from payments p where p.order_id = o.id and p.method = 'card'))
    select (select sum(credit) from customers where id in (select customer_id from paid)), (select count(distinct customer_id) from paid)`,
  ],
  [
    'revenue of orders with a pen',
    { metrics: ['orders_revenue', 'orders_count'], ...where(rule('items_product', 'equals', ['pen'])) },
    `
    select sum(amount), count(*) from orders o where exists (select 1 from items i where i.order_id = o.id and i.product = 'pen')`,
  ],
  [
    'pens only, beside the revenue of their orders',
    { metrics: ['items_quantity', 'orders_revenue'], ...where(rule('items_product', 'equals', ['pen'])) },
    `
    select (select sum(quantity) from items where product = 'pen'), (select sum(amount) from orders where id in (select order_id from items where product = 'pen'))`,
  ],
  [
    'orders with a pen or paid in cash',
    { metrics: ['orders_count'], filters: { dimensions: either(rule('items_product', 'equals', ['pen']), rule('payments_method', 'equals', ['cash'])) } },
    `
    select count(*) from orders o where exists (select 1 from items i where i.order_id = o.id and i.product = 'pen')
      or exists (select 1 from payments p where p.order_id = o.id and p.method = 'cash')`,
  ],
  [
    'orders without items',
    { metrics: ['orders_count', 'orders_revenue'], ...where(rule('items_order_id', 'isNull')) },
    `
    select count(*), sum(amount) from orders where id not in (select order_id from items)`,
  ],
  [
    'not open, null included',
    { metrics: ['orders_revenue', 'items_quantity'], ...where(rule('orders_status', 'notEquals', ['open'])) },
    `
    select (select sum(amount) from orders where status is distinct from 'open'),
      (select sum(quantity) from items where order_id in (select id from orders where status is distinct from 'open'))`,
  ],
  [
    'paid share by region',
    { dimensions: ['customers_region'], metrics: ['orders_paid_share'] },
    `
    select (select region from customers c where c.id = o.customer_id) r, sum(case when status = 'paid' then amount end) / nullif(sum(amount), 0) from orders o group by 1`,
  ],
  [
    'paid share where payments are asked for too',
    { metrics: ['orders_paid_share', 'payments_count'] },
    `
    select (select sum(amount) from orders where status = 'paid') / (select sum(amount) from orders), (select count(*) from payments where order_id in (select id from orders))`,
  ],
  [
    'revenue per customer',
    { metrics: ['orders_per_customer'] },
    `
    select (select sum(amount) from orders) / (select count(*) from customers where id in (select customer_id from orders))`,
  ],
  [
    'revenue per customer of a product',
    { dimensions: ['items_product'], metrics: ['orders_per_customer'] },
    `
    with pairs as (select distinct o.id, o.amount, o.customer_id, i.product p from orders o left join items i on i.order_id = o.id)
    select p, sum(amount) / nullif(count(distinct (select id from customers c where c.id = customer_id)), 0) from pairs group by 1`,
  ],
  [
    'spread of the amounts by product',
    { dimensions: ['items_product'], metrics: ['orders_spread'] },
    `
    select i.product, max(o.amount) - min(o.amount) from orders o left join items i on i.order_id = o.id group by 1`,
  ],
  [
    'the ninetieth percentile of the orders paid by a method',
    { dimensions: ['payments_method'], metrics: ['orders_p90'] },
    `
    select m, quantile_cont(cast(amount as double), 0.9) from (select distinct o.id, o.amount, p.method m from orders o left join payments p on p.order_id = o.id) group by 1`,
  ],
  [
    'value of the items by status',
    { dimensions: ['orders_status'], metrics: ['items_value', 'payments_total'] },
    `
    select s, sum(v), sum(t) from (select status s, (select sum(quantity * price) from items i where i.order_id = o.id) v,
      (select sum(total) from payments p where p.order_id = o.id) t from orders o) group by 1`,
  ],
  [
    'the amount of its order, once for each item',
    { dimensions: ['items_product'], metrics: ['items_order_amount'], ...where(rule('items_order_id', 'notNull')) },
    `
    select product, sum((select amount from orders o where o.id = i.order_id)) from items i group by 1`,
  ],
  [
    'the amount of its order beside payments',
    { metrics: ['items_order_amount', 'payments_count'] },
    `
    select (select sum((select amount from orders o where o.id = i.order_id)) from items i), (select count(*) from payments)`,
  ],
  [
    'customers as rows by product',
    { dimensions: ['items_product'], metrics: ['customers_rows'] },
    `
    select i.product, count(distinct c.id) from orders o left join items i on i.order_id = o.id left join customers c on c.id = o.customer_id group by 1`,
  ],
  [
    'by product and method: every pair that an order has',
    { dimensions: ['items_product', 'payments_method'], metrics: ['orders_revenue', 'items_quantity', 'payments_total'] },
    `
    with wide as (select o.id, o.amount, i.line, i.quantity, i.product p, y.id pay, y.total, y.method m from orders o left join items i on i.order_id = o.id left join payments y on y.order_id = o.id)
    select p, m, (select sum(amount) from (select distinct id, amount from wide w where w.p is not distinct from g.p and w.m is not distinct from g.m)),
      (select sum(quantity) from (select distinct id, line, quantity from wide w where w.p is not distinct from g.p and w.m is not distinct from g.m)),
      (select sum(total) from (select distinct pay, total from wide w where w.p is not distinct from g.p and w.m is not distinct from g.m))
    from (select distinct p, m from wide) g`,
  ],
  [
    'months of orders with their items and payments',
    { dimensions: ['orders_ordered_on_month'], metrics: ['orders_count', 'items_quantity', 'payments_count'] },
    `
    select date_trunc('month', ordered_on)::date d, count(*), sum((select sum(quantity) from items i where i.order_id = o.id)),
      sum((select count(*) from payments p where p.order_id = o.id)) from orders o group by 1`,
  ],
  [
    'days in New York',
    { dimensions: ['orders_created_at_day'], metrics: ['orders_revenue', 'payments_total'], timezone: 'America/New_York' },
    `
    select (created_at at time zone 'America/New_York')::date d, sum(amount), sum((select sum(total) from payments p where p.order_id = o.id)) from orders o group by 1`,
  ],
  [
    'latest order by method',
    { dimensions: ['payments_method'], metrics: ['orders_last_at', 'orders_largest'] },
    `
    select p.method, max(o.created_at), max(o.amount) from orders o left join payments p on p.order_id = o.id group by 1`,
  ],
  [
    'gifts by size, with the customers who gave them',
    { dimensions: ['orders_size'], metrics: ['customers_count', 'orders_count'], ...where(rule('orders_is_gift', 'equals', [true])) },
    `
    select case when amount > 50 then 'large' else 'small' end s, count(distinct (select id from customers c where c.id = o.customer_id)), count(*) from orders o where is_gift group by 1`,
  ],
  [
    'only groups that a metric keeps',
    { dimensions: ['orders_status'], metrics: ['payments_total'], filters: { metrics: and(rule('orders_revenue', 'greaterThan', [50])) } },
    `
    select status, sum((select sum(total) from payments p where p.order_id = o.id)) from orders o group by 1 having sum(amount) > 50`,
  ],
]

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

const plain = (value: unknown): unknown => {
  const text = String(value)
  return value === null || text === '' || Number.isNaN(Number(text)) ? value : Math.round(Number(text) * 1e6) / 1e6
}
const sorted = (rows: unknown[][]): string[] => rows.map((row) => JSON.stringify(row)).toSorted()

it.each(cases)('%s', async (_, parts, sql) => {
  const { sql: planned, columns } = compile(shopExplore(), parts)
  const shown = columns.filter(({ hidden }) => !hidden).map(({ fieldId }) => fieldId)
  const actual = (await session.rows(planned)).map((row) => shown.map((id) => plain(row[id])))
  const expected = (await session.rows(sql)).map((row) => Object.values(row).map(plain))
  expect(sorted(actual), planned).toEqual(sorted(expected))
})
