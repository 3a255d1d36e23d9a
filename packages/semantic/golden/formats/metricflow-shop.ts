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
      - {name: buyers, agg: count_distinct, expr: customer_id, create_metric: true}
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
  - name: customers_30_days
    type: cumulative
    type_params: {measure: buyers, cumulative_type_params: {window: 30 days, period_agg: last}}
  - name: paid_to_open
    type: conversion
    type_params:
      conversion_type_params:
        entity: customer
        calculation: conversion_rate
        base_measure: {name: order_count, filter: "{{ Dimension('order__status') }} = 'paid'"}
        conversion_measure: {name: order_count, filter: "{{ Dimension('order__status') }} = 'open'"}
        window: 60 days
  - name: half_converted
    type: conversion
    type_params: {conversion_type_params: {entity: customer}}
  - name: month_average
    type: cumulative
    type_params: {measure: order_total, cumulative_type_params: {grain_to_date: month, period_agg: average}}
  - name: since_year_began
    type: derived
    type_params: {expr: revenue, metrics: [{name: revenue, offset_to_grain: year}]}
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
      - {name: month_average, type: cumulative, input_metric: revenue, grain_to_date: month, period_agg: average}
      - {name: buyers, type: simple, agg: count_distinct, expr: customer_id}
      - {name: customers_30_days, type: cumulative, input_metric: buyers, window: 30 days, period_agg: last}
      - {name: balance, type: simple, agg: sum, expr: amount, non_additive_dimension: {name: ordered_at}}
      - name: paid_to_open
        type: conversion
        entity: customer
        calculation: conversion_rate
        base_metric: {name: orders_placed, filter: "{{ Dimension('order__status') }} = 'paid'"}
        conversion_metric: {name: orders_placed, filter: "{{ Dimension('order__status') }} = 'open'"}
        window: 60 days
      - name: revenue_change
        type: derived
        expr: revenue - revenue_before
        input_metrics:
          - revenue
          - {name: revenue, alias: revenue_before, offset_window: 1 month}
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
