/** The shop as Open Semantic Interchange writes it: the list form of the draft, and the flat one. */
const datasets = `datasets:
  - name: orders
    source: main.orders
    primary_key: [order_id]
    unique_keys: [[order_id]]
    description: One row per order
    ai_context:
      instructions: Use it for money
      synonyms: [purchases, sales]
    fields:
      - {name: order_id, datatype: Integer, expression: {dialects: [{dialect: ANSI_SQL, expression: order_id}]}}
      - {name: customer_key, expression: {dialects: [{dialect: ANSI_SQL, expression: customer_id}]}}
      - {name: status, datatype: String, description: State of it, expression: {dialects: [{dialect: ANSI_SQL, expression: order_status}]}}
      - {name: placed, datatype: DateTime, dimension: {is_time: true}, expression: {dialects: [{dialect: ANSI_SQL, expression: ordered_at}]}}
      - {name: amount, datatype: Decimal, expression: {dialects: [{dialect: ANSI_SQL, expression: amount}]}}
      - {name: with_tax, datatype: Decimal, expression: {dialects: [{dialect: SNOWFLAKE, expression: amount * 2}]}}
      - {name: cube_only, expression: {dialects: [{dialect: MDX, expression: "[x].[y]"}]}}
  - name: customers
    source: SELECT * FROM customers WHERE customer_id > 0
    primary_key: [customer_id]
    fields:
      - {name: customer_id, datatype: Integer, expression: {dialects: [{dialect: ANSI_SQL, expression: customer_id}]}}
      - {name: shout, datatype: String, expression: {dialects: [{dialect: ANSI_SQL, expression: "UPPER(full_name) || '!'"}]}}
relationships:
  - {name: orders_to_customers, from: orders, to: customers, from_columns: [customer_id], to_columns: [customer_id]}
  - {name: orders_to_nobody, from: orders, to: nobody, from_columns: [x], to_columns: [y]}
metrics:
  - {name: revenue, description: What was paid, expression: {dialects: [{dialect: ANSI_SQL, expression: SUM(orders.amount)}]}}
  - {name: per_customer, expression: {dialects: [{dialect: ANSI_SQL, expression: "SUM(orders.amount) / COUNT(DISTINCT customers.customer_id)"}]}}
  - {name: paid, expression: {dialects: [{dialect: ANSI_SQL, expression: "SUM(CASE WHEN orders.status = 'paid' THEN orders.amount END)"}]}}
  - {name: spread, expression: {dialects: [{dialect: ANSI_SQL, expression: STDDEV(orders.amount)}]}}
  - {name: odd, expression: {dialects: [{dialect: ANSI_SQL, expression: SUM(nobody.x)}]}}
`
const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '    ')

export const osiShop = { 'shop.osi.yml': `version: "0.2.0.dev0"\nsemantic_model:\n  - name: shop\n${indented(datasets)}` }
export const flatOsiShop = { 'shop.osi.yml': `version: "0.2.0.dev0"\nname: shop\n${datasets}` }
