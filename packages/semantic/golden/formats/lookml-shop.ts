/** The shop as LookML writes it. */
export const lookmlShop = {
  'manifest.lkml': `project_name: "shop"
constant: main_schema { value: "main" }
`,
  'shop.model.lkml': `connection: "warehouse"
include: "/views/*.view.lkml"

access_grant: may_see_money {
  user_attribute: department
  allowed_values: ["finance", "board"]
}

explore: orders {
  label: "Orders placed"   # the first one people open
  group_label: "Shop"
  join: customers {
    type: left_outer
    relationship: many_to_one
    sql_on: \${orders.customer_id} = \${customers.customer_id} ;;
  }
  join: regions {
    # written before what it reads was joined
    foreign_key: customers.region_id
    fields: [regions.region_name]
  }
  join: items {
    relationship: one_to_many
    sql_on: \${orders.order_id} = \${items.order_id} ;;
  }
}

explore: paid_orders {
  view_name: orders
  sql_always_where: \${orders.status} = 'paid' AND \${orders.created_date} >= '2024-02-01' ;;
  fields: [ALL_FIELDS*, -orders.size]
}

explore: my_orders {
  from: orders
  access_filter: { field: my_orders.status user_attribute: state }
  always_filter: { filters: [my_orders.order_value: ">25"] }
}
`,
  'views/orders.view.lkml': `view: orders {
  sql_table_name: @{main_schema}.orders ;;
  dimension: order_id { primary_key: yes type: number sql: \${TABLE}.order_id ;; }
  dimension: customer_id { hidden: yes type: number }
  dimension: status {
    label: "State"
    sql: \${TABLE}.order_status ;;
    link: { label: "Search" url: "https://example.com/?q={{ value }}" }
  }
  dimension_group: created {
    type: time
    timeframes: [raw, date, week, month, month_name, fiscal_quarter]
    sql: \${TABLE}.ordered_at ;;
  }
  dimension: is_large { type: yesno sql: \${order_value} >= 80 ;; }
  dimension: order_value { type: number sql: \${TABLE}.amount ;; value_format_name: usd_0 }
  dimension: size { type: tier tiers: [40, 80] style: integer sql: \${order_value} ;; }
  dimension: kind {
    case: {
      when: { sql: \${TABLE}.is_gift ;; label: "Gift" }
      else: "Own use"
    }
  }
  dimension: buyer { sql: UPPER(\${customers.full_name}) ;; }
  dimension: dynamic { sql: {% if x._is_selected %} 1 {% else %} 2 {% endif %} ;; }
  dimension_group: waiting { type: duration sql_start: \${TABLE}.a ;; sql_end: \${TABLE}.b ;; }
  measure: count { type: count drill_fields: [detail*] }
  measure: revenue { type: sum sql: \${order_value} ;; value_format: "$#,##0.00" required_access_grants: [may_see_money] }
  measure: gift_revenue { type: sum sql: \${order_value} ;; filters: [kind: "Gift"] }
  measure: large_or_open { type: count filters: [status: "open,paid", order_value: ">=50"] }
  measure: average_value { type: number sql: \${total} / NULLIF(\${count}, 0) ;; }
  measure: total { hidden: yes type: sum sql: \${order_value} ;; }
  measure: share { type: percent_of_total sql: \${total} ;; }
  measure: odd { type: count filters: [status: "a%b"] }
  parameter: pick { type: unquoted }
  set: detail { fields: [order_id, status, created_date] }
}
`,
  'views/others.view.lkml': `view: customers {
  sql_table_name: customers ;;
  dimension: customer_id { primary_key: yes type: number }
  dimension: full_name { label: "Name" }
  dimension: region_id { type: number hidden: yes }
  measure: people { type: count_distinct sql: \${customer_id} ;; }
}

view: regions {
  derived_table: { sql: SELECT * FROM regions WHERE region_id < 10 ;; }
  dimension: region_id { primary_key: yes type: number }
  dimension: region_name {}
}

view: items {
  dimension: item_id { primary_key: yes type: number }
  dimension: order_id { type: number }
  measure: pieces { type: sum sql: \${TABLE}.quantity ;; }
}

view: +items {
  dimension: product { label: "Article" }
}
`,
}
