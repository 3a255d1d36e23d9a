import { compileProject, duckdb, type Explore, isExploreError } from '@atrium/semantic'

/**
 * Joins are as in the SQL by hand, which joins what a question groups or filters by with JOIN. Parts are read by metrics
 * alone, whose other rows have to stay.
 */
const text = `models:
  - name: lineitem
    meta:
      primary_key: [l_orderkey, l_linenumber]
      joins:
        - {join: orders, type: inner, relationship: many-to-one, sql_on: "\${lineitem.l_orderkey} = \${orders.o_orderkey}"}
        - {join: customer, type: inner, relationship: many-to-one, sql_on: "\${orders.o_custkey} = \${customer.c_custkey}"}
        - {join: nation, alias: customer_nation, type: inner, relationship: many-to-one, sql_on: "\${customer.c_nationkey} = \${customer_nation.n_nationkey}"}
        - {join: region, type: inner, relationship: many-to-one, sql_on: "\${customer_nation.n_regionkey} = \${region.r_regionkey}"}
        - {join: supplier, type: inner, relationship: many-to-one, sql_on: "\${lineitem.l_suppkey} = \${supplier.s_suppkey}"}
        - {join: nation, alias: supplier_nation, type: inner, relationship: many-to-one, sql_on: "\${supplier.s_nationkey} = \${supplier_nation.n_nationkey}"}
        - {join: part, relationship: many-to-one, sql_on: "\${lineitem.l_partkey} = \${part.p_partkey}"}
      metrics:
        revenue: {type: sum, sql: "\${TABLE}.l_extendedprice * (1 - \${TABLE}.l_discount)"}
        charge: {type: sum, sql: "\${TABLE}.l_extendedprice * (1 - \${TABLE}.l_discount) * (1 + \${TABLE}.l_tax)"}
        saved: {type: sum, sql: "\${TABLE}.l_extendedprice * \${TABLE}.l_discount"}
        promo_revenue: {type: sum, sql: "\${TABLE}.l_extendedprice * (1 - \${TABLE}.l_discount)", filters: [{part.p_type: "PROMO%"}]}
        promo_share: {type: number, sql: "100.0 * \${promo_revenue} / \${revenue}"}
        line_count: {type: count, sql: "\${TABLE}.l_linenumber"}
        urgent_lines: {type: count, sql: "\${TABLE}.l_linenumber", filters: [{orders.o_orderpriority: ["1-URGENT", "2-HIGH"]}]}
        other_lines: {type: count, sql: "\${TABLE}.l_linenumber", filters: [{orders.o_orderpriority: ["3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"]}]}
    columns:
      - {name: l_orderkey, meta: {dimension: {type: number}}}
      - {name: l_linenumber, meta: {dimension: {type: number}}}
      - {name: l_suppkey, meta: {dimension: {type: number}}}
      - {name: l_partkey, meta: {dimension: {type: number}}}
      - {name: l_quantity, meta: {dimension: {type: number}, metrics: {quantity: {type: sum}, average_quantity: {type: average}}}}
      - {name: l_extendedprice, meta: {dimension: {type: number}, metrics: {price: {type: sum}, average_price: {type: average}}}}
      - {name: l_discount, meta: {dimension: {type: number}, metrics: {average_discount: {type: average}}}}
      - {name: l_returnflag, meta: {dimension: {type: string}}}
      - {name: l_linestatus, meta: {dimension: {type: string}}}
      - {name: l_shipmode, meta: {dimension: {type: string}}}
      - {name: l_shipdate, meta: {dimension: {type: date, time_intervals: [DAY, MONTH, YEAR]}}}
      - name: l_receiptdate
        meta:
          dimension: {type: date, time_intervals: [DAY, YEAR]}
          additional_dimensions:
            came_late: {type: boolean, sql: "\${TABLE}.l_commitdate < \${TABLE}.l_receiptdate AND \${TABLE}.l_shipdate < \${TABLE}.l_commitdate"}
            at_home: {type: boolean, sql: "\${customer.c_nationkey} = \${supplier.s_nationkey}"}
  - name: orders
    meta:
      primary_key: o_orderkey
      joins:
        - {join: lineitem, relationship: one-to-many, sql_on: "\${orders.o_orderkey} = \${lineitem.l_orderkey}"}
        - {join: customer, type: inner, relationship: many-to-one, sql_on: "\${orders.o_custkey} = \${customer.c_custkey}"}
    columns:
      - {name: o_orderkey, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - {name: o_custkey, meta: {dimension: {type: number}}}
      - {name: o_orderdate, meta: {dimension: {type: date, time_intervals: [DAY, MONTH, QUARTER, YEAR]}}}
      - {name: o_orderpriority, meta: {dimension: {type: string}}}
      - {name: o_shippriority, meta: {dimension: {type: number}}}
      - {name: o_totalprice, meta: {dimension: {type: number}, metrics: {total: {type: sum}}}}
  - name: customer
    meta: {primary_key: c_custkey}
    columns:
      - {name: c_custkey, meta: {dimension: {type: number}}}
      - {name: c_name, meta: {dimension: {type: string}}}
      - {name: c_nationkey, meta: {dimension: {type: number}}}
      - {name: c_acctbal, meta: {dimension: {type: number}}}
      - {name: c_mktsegment, meta: {dimension: {type: string}}}
  - name: nation
    meta: {primary_key: n_nationkey}
    columns:
      - {name: n_nationkey, meta: {dimension: {type: number}}}
      - {name: n_name, meta: {dimension: {type: string}}}
      - {name: n_regionkey, meta: {dimension: {type: number}}}
  - name: region
    meta: {primary_key: r_regionkey}
    columns:
      - {name: r_regionkey, meta: {dimension: {type: number}}}
      - {name: r_name, meta: {dimension: {type: string}}}
  - name: supplier
    meta: {primary_key: s_suppkey}
    columns:
      - {name: s_suppkey, meta: {dimension: {type: number}}}
      - {name: s_nationkey, meta: {dimension: {type: number}}}
  - name: part
    meta: {primary_key: p_partkey}
    columns:
      - {name: p_partkey, meta: {dimension: {type: number}}}
      - {name: p_type, meta: {dimension: {type: string}}}
`

/** The explores of the benchmark's tables, by name. */
export function tpchExplores(): ReadonlyMap<string, Explore> {
  const { explores, problems } = compileProject({ files: [{ path: 'tpch.yml', text }], dialect: duckdb })
  if (problems.length > 0) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return new Map(explores.flatMap((explore) => (isExploreError(explore) ? [] : [[explore.name, explore] as const])))
}
