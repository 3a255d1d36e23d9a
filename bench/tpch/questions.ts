import type { FilterOperator, FilterRule, MetricQuery } from '@atrium/semantic'

/** One question, and the SQL that somebody who knows the tables well would write for it. */
export type TpchQuestion = { name: string; query: Partial<MetricQuery> & { exploreName: string }; sql: string }

const rule = (fieldId: string, operator: FilterOperator, values: unknown[] = []): FilterRule => ({
  id: `${fieldId} ${operator}`,
  target: { fieldId },
  operator,
  values,
})
const where = (...rules: FilterRule[]) => ({ dimensions: { id: 'all', and: rules } })
const down = (fieldId: string) => [{ fieldId, descending: true }]

/** Ten questions in the manner of the benchmark's, as far as a metric layer is asked such. */
export const questions: readonly TpchQuestion[] = [
  {
    name: 'Q1: pricing summary',
    query: {
      exploreName: 'lineitem',
      dimensions: ['lineitem_l_returnflag', 'lineitem_l_linestatus'],
      metrics: ['quantity', 'price', 'revenue', 'charge', 'average_quantity', 'average_price', 'average_discount', 'line_count'].map(
        (name) => `lineitem_${name}`,
      ),
      filters: where(rule('lineitem_l_shipdate', 'lessThanOrEqual', ['1998-09-02'])),
    },
    sql: `SELECT l_returnflag, l_linestatus, SUM(l_quantity), SUM(l_extendedprice), SUM(l_extendedprice * (1 - l_discount)), SUM(l_extendedprice * (1 - l_discount) * (1 + l_tax)),
      AVG(l_quantity), AVG(l_extendedprice), AVG(l_discount), COUNT(*) FROM lineitem WHERE l_shipdate <= DATE '1998-09-02' GROUP BY 1, 2`,
  },
  {
    name: 'Q3: orders not shipped yet',
    query: {
      exploreName: 'lineitem',
      dimensions: ['lineitem_l_orderkey', 'orders_o_orderdate', 'orders_o_shippriority'],
      metrics: ['lineitem_revenue'],
      filters: where(
        rule('customer_c_mktsegment', 'equals', ['BUILDING']),
        rule('orders_o_orderdate', 'lessThan', ['1995-03-15']),
        rule('lineitem_l_shipdate', 'greaterThan', ['1995-03-15']),
      ),
      sorts: down('lineitem_revenue'),
      limit: 10,
    },
    sql: `SELECT l_orderkey, o_orderdate, o_shippriority, SUM(l_extendedprice * (1 - l_discount)) AS revenue FROM lineitem JOIN orders ON l_orderkey = o_orderkey JOIN customer ON o_custkey = c_custkey
      WHERE c_mktsegment = 'BUILDING' AND o_orderdate < DATE '1995-03-15' AND l_shipdate > DATE '1995-03-15' GROUP BY 1, 2, 3 ORDER BY revenue DESC LIMIT 10`,
  },
  {
    name: 'Q5: local suppliers',
    query: {
      exploreName: 'lineitem',
      dimensions: ['customer_nation_n_name'],
      metrics: ['lineitem_revenue'],
      filters: where(
        rule('region_r_name', 'equals', ['ASIA']),
        rule('lineitem_at_home', 'equals', [true]),
        rule('orders_o_orderdate', 'inBetween', ['1994-01-01', '1994-12-31']),
      ),
      sorts: down('lineitem_revenue'),
    },
    sql: `SELECT n_name, SUM(l_extendedprice * (1 - l_discount)) AS revenue FROM customer JOIN orders ON c_custkey = o_custkey JOIN lineitem ON l_orderkey = o_orderkey
      JOIN supplier ON l_suppkey = s_suppkey AND c_nationkey = s_nationkey JOIN nation ON c_nationkey = n_nationkey JOIN region ON n_regionkey = r_regionkey
      WHERE r_name = 'ASIA' AND o_orderdate >= DATE '1994-01-01' AND o_orderdate < DATE '1995-01-01' GROUP BY 1 ORDER BY revenue DESC`,
  },
  {
    name: 'Q6: revenue given away',
    query: {
      exploreName: 'lineitem',
      metrics: ['lineitem_saved'],
      filters: where(
        rule('lineitem_l_shipdate', 'inBetween', ['1994-01-01', '1994-12-31']),
        rule('lineitem_l_discount', 'inBetween', [0.05, 0.07]),
        rule('lineitem_l_quantity', 'lessThan', [24]),
      ),
    },
    sql: `SELECT SUM(l_extendedprice * l_discount) FROM lineitem WHERE l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1995-01-01' AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24`,
  },
  {
    name: 'Q7: volume between nations',
    query: {
      exploreName: 'lineitem',
      dimensions: ['supplier_nation_n_name', 'customer_nation_n_name', 'lineitem_l_shipdate_year'],
      metrics: ['lineitem_revenue'],
      filters: where(
        rule('supplier_nation_n_name', 'equals', ['NATION 6', 'NATION 7']),
        rule('customer_nation_n_name', 'equals', ['NATION 6', 'NATION 7']),
        rule('lineitem_l_shipdate', 'inBetween', ['1995-01-01', '1996-12-31']),
      ),
    },
    sql: `SELECT n1.n_name, n2.n_name, DATE_TRUNC('year', l_shipdate)::DATE, SUM(l_extendedprice * (1 - l_discount)) FROM supplier JOIN lineitem ON s_suppkey = l_suppkey JOIN orders ON o_orderkey = l_orderkey
      JOIN customer ON c_custkey = o_custkey JOIN nation n1 ON s_nationkey = n1.n_nationkey JOIN nation n2 ON c_nationkey = n2.n_nationkey
      WHERE n1.n_name IN ('NATION 6', 'NATION 7') AND n2.n_name IN ('NATION 6', 'NATION 7') AND l_shipdate BETWEEN DATE '1995-01-01' AND DATE '1996-12-31' GROUP BY 1, 2, 3`,
  },
  {
    name: 'Q10: returned items',
    query: {
      exploreName: 'lineitem',
      dimensions: ['customer_c_custkey', 'customer_c_name', 'customer_c_acctbal', 'customer_nation_n_name'],
      metrics: ['lineitem_revenue'],
      filters: where(rule('lineitem_l_returnflag', 'equals', ['R']), rule('orders_o_orderdate', 'inBetween', ['1993-10-01', '1993-12-31'])),
      sorts: down('lineitem_revenue'),
      limit: 20,
    },
    sql: `SELECT c_custkey, c_name, c_acctbal, n_name, SUM(l_extendedprice * (1 - l_discount)) AS revenue FROM customer JOIN orders ON c_custkey = o_custkey JOIN lineitem ON l_orderkey = o_orderkey JOIN nation ON c_nationkey = n_nationkey
      WHERE l_returnflag = 'R' AND o_orderdate >= DATE '1993-10-01' AND o_orderdate < DATE '1994-01-01' GROUP BY 1, 2, 3, 4 ORDER BY revenue DESC LIMIT 20`,
  },
  {
    name: 'Q12: late by mode of shipping',
    query: {
      exploreName: 'lineitem',
      dimensions: ['lineitem_l_shipmode'],
      metrics: ['lineitem_urgent_lines', 'lineitem_other_lines'],
      filters: where(
        rule('lineitem_l_shipmode', 'equals', ['MAIL', 'SHIP']),
        rule('lineitem_came_late', 'equals', [true]),
        rule('lineitem_l_receiptdate', 'inBetween', ['1994-01-01', '1994-12-31']),
      ),
    },
    sql: `SELECT l_shipmode, COUNT(*) FILTER (o_orderpriority IN ('1-URGENT', '2-HIGH')), COUNT(*) FILTER (o_orderpriority NOT IN ('1-URGENT', '2-HIGH')) FROM orders JOIN lineitem ON o_orderkey = l_orderkey
      WHERE l_shipmode IN ('MAIL', 'SHIP') AND l_commitdate < l_receiptdate AND l_shipdate < l_commitdate AND l_receiptdate >= DATE '1994-01-01' AND l_receiptdate < DATE '1995-01-01' GROUP BY 1`,
  },
  {
    name: 'Q14: share of promotions',
    query: {
      exploreName: 'lineitem',
      metrics: ['lineitem_promo_share'],
      filters: where(rule('lineitem_l_shipdate_month', 'equals', ['1995-09-01'])),
    },
    sql: `SELECT 100.0 * SUM(CASE WHEN p_type LIKE 'PROMO%' THEN l_extendedprice * (1 - l_discount) END) / SUM(l_extendedprice * (1 - l_discount)) FROM lineitem JOIN part ON l_partkey = p_partkey
      WHERE l_shipdate >= DATE '1995-09-01' AND l_shipdate < DATE '1995-10-01'`,
  },
  {
    name: 'Q18: large orders',
    query: {
      exploreName: 'lineitem',
      dimensions: ['customer_c_name', 'customer_c_custkey', 'orders_o_orderkey', 'orders_o_orderdate', 'orders_o_totalprice'],
      metrics: ['lineitem_quantity'],
      filters: { metrics: { id: 'large', and: [rule('lineitem_quantity', 'greaterThan', [300])] } },
      sorts: [...down('orders_o_totalprice'), { fieldId: 'orders_o_orderkey', descending: false }],
      limit: 100,
    },
    sql: `SELECT c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice, SUM(l_quantity) FROM customer JOIN orders ON c_custkey = o_custkey JOIN lineitem ON o_orderkey = l_orderkey
      WHERE o_orderkey IN (SELECT l_orderkey FROM lineitem GROUP BY l_orderkey HAVING SUM(l_quantity) > 300) GROUP BY 1, 2, 3, 4, 5 ORDER BY o_totalprice DESC, o_orderkey LIMIT 100`,
  },
  {
    name: 'orders and their lines, each at its own grain',
    query: {
      exploreName: 'orders',
      dimensions: ['orders_o_orderpriority', 'orders_o_orderdate_year'],
      metrics: ['orders_total', 'orders_order_count', 'lineitem_quantity', 'lineitem_revenue'],
    },
    sql: `WITH l AS (SELECT l_orderkey, SUM(l_quantity) AS quantity, SUM(l_extendedprice * (1 - l_discount)) AS revenue FROM lineitem GROUP BY 1)
      SELECT o_orderpriority, DATE_TRUNC('year', o_orderdate)::DATE, SUM(o_totalprice), COUNT(*), SUM(quantity), SUM(revenue) FROM orders LEFT JOIN l ON o_orderkey = l_orderkey GROUP BY 1, 2`,
  },
]
