import { and, rule } from '../../compile.ts'
import { by, type Question } from './question.ts'

/** Table calculations in SQL. */
export const calculations: Question[] = [
  {
    name: 'table calculation: rank and running total',
    query: {
      dimensions: ['orders_id'],
      metrics: ['orders_revenue'],
      sorts: [by('place'), by('orders_id')],
      filters: { dimensions: and(rule('orders_amount', 'notNull')) },
      tableCalculations: [
        { name: 'place', displayName: 'Place', sql: 'RANK() OVER (ORDER BY ${orders.revenue} DESC)' },
        { name: 'running', displayName: 'Running', sql: 'SUM(${orders.revenue}) OVER (ORDER BY ${orders.id})' },
        { name: 'twice', displayName: 'Twice', sql: '${running} * 2' },
      ],
    },
  },
  {
    name: 'table calculation: filtered',
    query: {
      dimensions: ['orders_status'],
      metrics: ['orders_count'],
      sorts: [by('orders_status')],
      tableCalculations: [{ name: 'double', displayName: 'Double', sql: '${orders.count} * 2' }],
      filters: { tableCalculations: and(rule('double', 'greaterThanOrEqual', [8])) },
    },
  },
]

const formula = (name: string, sql: string) => ({ name, displayName: name, sql })
/** Table calculations as spreadsheet formulas. */
export const formulas: Question[] = [
  {
    name: 'formula: totals, order and shares',
    query: {
      dimensions: ['orders_id', 'customers_region'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_id')],
      filters: { dimensions: and(rule('orders_amount', 'notNull')) },
      tableCalculations: [
        formula('total', '=SUM(orders_revenue)'),
        formula('share', '=ROUND(PERCENT_OF_TOTAL(orders_revenue), 4)'),
        formula('running', '=RUNNING_SUM(orders_revenue)'),
        formula('before', '=PREVIOUS(orders_revenue, 2)'),
        formula('place', '=RANK(orders_revenue)'),
        formula('half', '=orders_id / 2'),
      ],
    },
  },
  {
    name: 'formula: conditions, text and dates',
    query: {
      dimensions: ['orders_id', 'orders_status', 'orders_ordered_on_day'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_id')],
      tableCalculations: [
        formula('kind', '=IFS(orders_revenue > 100, "high", orders_revenue > 20, "middle", "low")'),
        formula('shout', '=UPPER(CONCAT(orders_status, "!"))'),
        formula('start', '=LEFT(orders_status, 2)'),
        formula('letters', '=LEN(orders_status)'),
        formula('numbered', '="no " & orders_id'),
        formula('year', '=YEAR(orders_ordered_on_day)'),
        formula('known', '=COALESCE(orders_revenue, 0)'),
      ],
    },
  },
  {
    name: 'formula: numbers',
    query: {
      dimensions: ['orders_id', 'orders_units'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_id')],
      tableCalculations: [
        formula('rest', '=ROUND(MOD(orders_revenue, 7), 4)'),
        formula('rest_of_negative', '=MOD(orders_units - 10, 3)'),
        formula('least', '=MIN(orders_revenue, orders_units, 30)'),
        formula('most', '=MAX(orders_revenue, 20)'),
        formula('logarithm', '=ROUND(LN(orders_revenue), 4)'),
        formula('root', '=ROUND(SQRT(orders_revenue) + EXP(1) + POWER(2, 3), 4)'),
        formula('whole', '=CEILING(orders_revenue) - FLOOR(orders_revenue) + SIGN(orders_units) + ABS(orders_units)'),
        formula('rounded', '=ROUND(orders_revenue * 10%)'),
      ],
    },
  },
  {
    name: 'formula: what holds',
    query: {
      dimensions: ['orders_id', 'orders_is_gift', 'orders_status'],
      metrics: ['orders_revenue'],
      sorts: [by('orders_id')],
      tableCalculations: [
        formula('large', '=orders_revenue > 50'),
        formula('both', '=AND(orders_revenue > 20, NOT(ISBLANK(orders_status)))'),
        formula('either', '=OR(orders_is_gift, orders_revenue > 100)'),
        formula('gift', '=IF(orders_is_gift, "gift", "no gift")'),
        formula('same', '=(orders_revenue > 50) = orders_is_gift'),
        formula('known', '=COALESCE(orders_is_gift, FALSE)'),
        formula('chosen', '=IFS(orders_is_gift, TRUE, orders_revenue > 50, FALSE)'),
      ],
    },
  },
  {
    name: 'formula: rows beside each other',
    query: {
      dimensions: ['customers_region', 'orders_ordered_on_month'],
      metrics: ['orders_revenue', 'orders_count'],
      sorts: [by('customers_region'), by('orders_ordered_on_month')],
      filters: { dimensions: and(rule('orders_ordered_on_day', 'notNull')) },
      tableCalculations: [
        formula('part', '=ROUND(PERCENT_OF_TOTAL(orders_count, customers_region), 4)'),
        formula('parts', '=SUM(orders_count, customers_region)'),
        formula('mean', '=ROUND(AVG(orders_revenue), 4)'),
        formula('least', '=MIN(orders_revenue, customers_region)'),
        formula('running', '=ROUND(RUNNING_AVG(orders_revenue), 4)'),
        formula('moving', '=MOVING_SUM(orders_count, 2)'),
        formula('after', '=NEXT(orders_count)'),
        formula('change', '=ROUND(PERCENT_CHANGE(orders_revenue), 4)'),
        formula('place', '=DENSE_RANK(orders_count, TRUE)'),
        formula('row', '=ROW()'),
      ],
    },
  },
  {
    name: 'formula: text',
    query: {
      dimensions: ['orders_id', 'orders_status'],
      sorts: [by('orders_id')],
      tableCalculations: [
        formula('lower', '=LOWER(orders_status)'),
        formula('middle', '=MID(orders_status, 2, 2)'),
        formula('put', '=SUBSTITUTE(orders_status, "a", "_%_")'),
        formula('bare', '=TRIM("  " & orders_status & " ")'),
      ],
    },
  },
]

/** Metrics and dimensions of the question's own. */
export const own: Question[] = [
  {
    name: 'own: custom metric and custom SQL dimension',
    query: {
      customDimensions: [{ id: 'initial', name: 'Initial', table: 'customers', type: 'sql', sql: 'UPPER(${TABLE}.name)', dimensionType: 'string' }],
      additionalMetrics: [{ table: 'orders', name: 'big', type: 'count', sql: 'CASE WHEN ${TABLE}.amount > 50 THEN 1 END' }],
      dimensions: ['initial'],
      metrics: ['orders_big'],
      sorts: [by('initial')],
    },
  },
]
