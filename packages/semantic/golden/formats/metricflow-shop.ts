/** The same shop in both specs of MetricFlow: what is asked of one must give the numbers of the other. */
export const legacyShop = {
  'semantic/orders.yml': `semantic_models:
  - name: orders
    description: One row per order
    model: ref('orders')
    defaults:
      agg_time_dimension: ordered_at
    entities:
      - name: order
        type: primary
        expr: order_id
      - name: customer
        type: foreign
        expr: customer_id
    dimensions:
      - name: ordered_at
        type: time
        type_params:
          time_granularity: day
      - name: status
        type: categorical
        expr: order_status
      - name: is_large
        type: categorical
        expr: amount >= 80
    measures:
      - name: order_total
        description: What customers pay
        agg: sum
        expr: amount
      - name: order_count
        agg: count
        expr: 1
      - name: gift_count
        agg: sum_boolean
        expr: is_gift
        create_metric: true
      - name: p95
        agg: percentile
        expr: amount
        agg_params: {percentile: 0.95, use_discrete_percentile: true}
        create_metric: true
      - name: balance
        agg: sum
        expr: amount
        non_additive_dimension: {name: ordered_at}
        create_metric: true
      - name: forgotten
        agg: max
        expr: amount
`,
  'semantic/customers.yml': `semantic_models:
  - name: customers
    model: ref('customers')
    entities:
      - {name: customer, type: primary, expr: customer_id}
      - {name: region, type: foreign, expr: region_id}
    dimensions:
      - {name: full_name, type: categorical, label: Customer}
    measures:
      - {name: people, agg: count_distinct, expr: customer_id}
  - name: regions
    model: ref('regions')
    entities:
      - {name: region, type: primary, expr: region_id}
    dimensions:
      - {name: region_name, type: categorical}
`,
  'semantic/metrics.yml': `metrics:
  - name: revenue
    label: Revenue
    type: simple
    type_params:
      measure: order_total
  - name: orders_placed
    type: simple
    type_params: {measure: {name: order_count}}
  - name: paid_revenue
    type: simple
    type_params: {measure: order_total}
    filter: |
      {{ Dimension('order__status') }} = 'paid'
  - name: north_revenue
    type: simple
    type_params: {measure: order_total}
    filter: "{{ Dimension('region__region_name') }} = 'North'"
  - name: january_revenue
    type: simple
    type_params:
      measure:
        name: order_total
        fill_nulls_with: 0
        filter: "{{ TimeDimension('order__ordered_at', 'month') }} = '2024-01-01'"
  - name: paid_share
    type: ratio
    type_params:
      numerator: {name: revenue, filter: "{{ Dimension('order__status') }} = 'paid'"}
      denominator: revenue
  - name: open_revenue
    type: derived
    type_params:
      expr: total - paid
      metrics:
        - {name: revenue, alias: total}
        - {name: paid_revenue, alias: paid}
  - name: revenue_per_customer
    type: ratio
    type_params: {numerator: revenue, denominator: people_count}
  - name: people_count
    type: simple
    type_params: {measure: people}
  - name: revenue_change
    type: derived
    type_params:
      expr: revenue - revenue_before
      metrics:
        - name: revenue
        - {name: revenue, alias: revenue_before, offset_window: 1 month}
  - name: revenue_mtd
    type: cumulative
    type_params:
      measure: order_total
      cumulative_type_params: {grain_to_date: month}
  - name: visit_to_order
    type: conversion
    type_params: {conversion_type_params: {entity: customer}}
  - name: twice_changed
    type: derived
    type_params: {expr: revenue_change * 2, metrics: [revenue_change]}
`,
}

export const latestShop = {
  'models/shop.yml': `models:
  - name: orders
    description: One row per order
    semantic_model:
      enabled: true
    agg_time_dimension: ordered_at
    columns:
      - name: order_id
        entity: {type: primary, name: order}
      - name: customer_id
        entity: {type: foreign, name: customer}
      - name: ordered_at
        granularity: day
        dimension: {type: time}
      - name: order_status
        dimension: {type: categorical, name: status}
      - name: amount
    derived_semantics:
      dimensions:
        - {name: is_large, type: categorical, expr: amount >= 80}
    metrics:
      - {name: revenue, label: Revenue, type: simple, agg: sum, expr: amount}
      - {name: orders_placed, type: simple, agg: count, expr: 1}
      - {name: gift_count, type: simple, agg: sum_boolean, expr: is_gift}
      - name: paid_revenue
        type: simple
        agg: sum
        expr: amount
        filter: "{{ Dimension('order__status') }} = 'paid'"
      - name: north_revenue
        type: simple
        agg: sum
        expr: amount
        filter: "{{ Dimension('region__region_name') }} = 'North'"
      - name: january_revenue
        type: simple
        agg: sum
        expr: amount
        fill_nulls_with: 0
        filter: "{{ TimeDimension('order__ordered_at', 'month') }} = '2024-01-01'"
      - name: paid_share
        type: ratio
        numerator: {name: revenue, filter: "{{ Dimension('order__status') }} = 'paid'"}
        denominator: revenue
      - name: open_revenue
        type: derived
        expr: total - paid
        input_metrics:
          - {name: revenue, alias: total}
          - {name: paid_revenue, alias: paid}
      - {name: revenue_mtd, type: cumulative, input_metric: revenue, grain_to_date: month}
  - name: customers
    semantic_model: true
    columns:
      - name: customer_id
        entity: {type: primary, name: customer}
      - name: region_id
        entity: {type: foreign, name: region}
      - name: full_name
        dimension: categorical
    metrics:
      - {name: people_count, type: simple, agg: count_distinct, expr: customer_id}
  - name: regions
    semantic_model: true
    columns:
      - name: region_id
        entity: {type: primary, name: region}
      - name: region_name
        dimension: categorical
metrics:
  - name: revenue_per_customer
    type: ratio
    numerator: revenue
    denominator: people_count
`,
}
