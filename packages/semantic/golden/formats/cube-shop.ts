/** The shop as Cube writes it. */
export const cubeShop = {
  'model/cubes/orders.yml': `cubes:
  - name: orders
    sql_table: main.orders
    title: Orders placed
    description: One row per order
    joins:
      - name: customers
        sql: "{CUBE}.customer_id = {customers.id}"
        relationship: many_to_one
      - name: items
        sql: "{CUBE.id} = {items}.order_id"
        relationship: one_to_many
    dimensions:
      - {name: id, sql: order_id, type: number, primary_key: true}
      - {name: status, sql: order_status, type: string, title: State}
      - {name: placed_at, sql: ordered_at, type: time}
      - {name: value, sql: "{CUBE}.amount", type: number}
      - name: size
        type: string
        case:
          when:
            - {sql: "{CUBE}.amount >= 80", label: large}
            - {sql: "{value} >= 40", label: medium}
          else: {label: small}
      - {name: buyer, sql: "UPPER({customers.name})", type: string}
      - {name: spot, type: geo, latitude: {sql: a}, longitude: {sql: b}}
      - {name: customer_total, sql: "{customers.total}", type: number, sub_query: true}
    segments:
      - {name: gifts, sql: "{CUBE}.is_gift"}
    measures:
      - {name: count, type: count, drill_members: [id, status]}
      - {name: revenue, sql: amount, type: sum, format: currency}
      - name: paid_revenue
        sql: amount
        type: sum
        filters:
          - {sql: "{CUBE}.order_status = 'paid'"}
      - {name: paid_percent, sql: "100.0 * {paid_revenue} / NULLIF({revenue}, 0)", type: number, format: percent}
      - {name: mean, sql: "SUM({CUBE}.amount) / COUNT(*)", type: number}
      - {name: buyers, sql: customer_id, type: count_distinct_approx}
      - name: rolling
        sql: amount
        type: sum
        rolling_window: {trailing: 1 month}
      - {name: of_year, sql: amount, type: sum, rolling_window: {type: to_date, granularity: year}}
      - {name: ahead, sql: amount, type: sum, rolling_window: {trailing: 1 month, leading: 1 month}}
    pre_aggregations:
      - {name: main, measures: [count]}
  - name: gift_orders
    extends: orders
    sql: SELECT * FROM orders WHERE is_gift
    title: Gifts
`,
  'model/cubes/others.yml': `cubes:
  - name: customers
    sql: SELECT * FROM customers
    joins:
      - {name: regions, sql: "{CUBE}.region_id = {regions}.region_id", relationship: many_to_one}
    dimensions:
      - {name: id, sql: customer_id, type: number, primary_key: true}
      - {name: name, sql: full_name, type: string}
    measures:
      - {name: people, type: count}
  - name: regions
    public: false
    sql_table: regions
    dimensions:
      - {name: key, sql: region_id, type: number, primary_key: true}
      - {name: label, sql: region_name, type: string}
  - name: items
    sql_table: items
    dimensions:
      - {name: id, sql: item_id, type: number, primary_key: true}
      - {name: product, sql: product, type: string}
    measures:
      - {name: pieces, sql: quantity, type: sum}
`,
  'model/views/sales.yml': `views:
  - name: sales
    description: What was sold
    cubes:
      - join_path: orders
        includes: [status, revenue, {name: placed_at, title: Day of order}]
      - join_path: orders.customers.regions
        prefix: true
        includes: "*"
        excludes: [key]
`,
}
