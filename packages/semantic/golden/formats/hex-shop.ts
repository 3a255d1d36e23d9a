/** A small shop as models and views of Hex. */
export const hexShop: Record<string, string> = {
  'hex/shop.yml': `id: sales
base_sql_table: main.orders
description: One row per order
dimensions:
  - {id: order_id, type: number, unique: true, visibility: internal}
  - {id: customer_id, type: number}
  - {id: state, type: string, expr_sql: order_status, name: State of the order}
  - {id: placed, type: timestamp_naive, expr_sql: ordered_at}
  - {id: amount, type: number, visibility: private}
  - {id: is_gift, type: boolean}
  - {id: shout, type: string, expr_sql: "upper(\${state}) || '!'"}
  - {id: doubled, type: number, expr_sql: sales.amount * 2}
  - {id: month, type: date, expr_calc: TruncMonth(placed)}
  - {id: week, type: timestamp_naive, expr_calc: truncweek(placed)}
  - {id: size, type: string, expr_calc: "If(amount >= 80 && not is_gift, 'big', switch(state, 'paid', 'paid', 'other')) & '/' & Year(placed)"}
  - {id: buyer_name, type: string, expr_sql: "upper(\${buyer.name})"}
  - {id: buyer_code, type: number, expr_sql: "\${buyer}.customer_id + 100"}
  - {id: buyer_region, type: string, expr_calc: Upper(buyer.home.name)}
  - {id: since, type: number, expr_calc: "diffdays(placed, today())"}
  - {id: tag, type: other, expr_sql: order_status}
measures:
  - {id: orders, func: count}
  - {id: revenue, func: sum, of: amount, name: Money}
  - {id: gifts, func: sum_boolean, of: is_gift}
  - {id: paid_revenue, func: sum, of: amount, filters: [{expr_sql: "\${state} = 'paid'"}]}
  - {id: gift_count, func: count, filters: [is_gift]}
  - {id: spread, func: stddev_pop, of: amount}
  - {id: latest, func_sql: "max(\${placed})", type: timestamp_naive}
  - {id: per_buyer, func_calc: "Sum(amount) / CountDistinct(customer_id)"}
  - {id: paid_share, func_calc: "sum(if(state = \\"paid\\", amount, 0)) / revenue"}
  - {id: high, func_calc: "Percentile(amount, 0.75)"}
  - {id: balance, func: sum, of: amount, semi_additive: {over: [{dimension: placed}]}}
  - {id: running, func_calc: "CumulativeSum(amount)"}
  - {id: loose, func_calc: "amount * 2"}
relations:
  - {id: buyer, target: customers, type: many_to_one, join_sql: "customer_id = \${buyer}.customer_id"}
  - {id: items, type: one_to_many, join_sql: "\${order_id} = \${items.order_id}"}
  - {id: nowhere, type: many_to_one, join_sql: "a = \${nowhere.b}"}
---
id: customers
type: model
base_sql_query: SELECT * FROM customers;
dimensions:
  - {id: customer_id, type: number, unique: true}
  - {id: name, type: string, expr_sql: full_name}
  - {id: region_label, type: string, expr_sql: "'in ' || \${home.name}"}
measures:
  - {id: people, func: count}
relations:
  - {id: home, target: regions, type: many_to_one, join_sql: "region_id = \${home}.region_id", visibility: internal}
---
id: regions
base_sql_table: regions
visibility: internal
dimensions:
  - {id: region_id, type: number, unique: true}
  - {id: name, type: string, expr_sql: region_name}
`,
  'hex/items.yaml': `id: items
base_sql_table: items
dimensions:
  - {id: item_id, type: number, unique: true}
  - {id: order_id, type: number}
  - {id: product, type: string}
measures:
  - {id: pieces, func: sum, of: {expr_calc: "Coalesce(quantity_in, 0)"}}
  - {id: pieces_sold, func: sum, of: {expr_sql: quantity}}
`,
  'hex/view.yml': `id: paid_sales
type: view
base: sales
name: What was sold
contents:
  - name: The order
    description: What an order says
    dimensions: [..., ~doubled, {dimension: month, name: Month of the order}]
    measures: [revenue, orders]
    contents:
      - relation: buyer
        dimensions: [name]
        contents:
          - relation: home
            dimensions: "..."
  - relation: nobody
    dimensions: [name]
`,
}
