WITH "orders_metrics" AS (
  SELECT
    SUM("orders".amount) AS "orders_revenue"
  FROM "main"."orders" AS "orders"
),
"items_metrics" AS (
  SELECT
    SUM("items".quantity * "items".price) AS "items_value"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."items" AS "items"
    ON "orders".id = "items".order_id
),
"payments_metrics" AS (
  SELECT
    SUM("payments".total) AS "payments_total"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."payments" AS "payments"
    ON "orders".id = "payments".order_id
),
"customers_rows" AS (
  SELECT DISTINCT
    "customers".id AS "customers.id",
    "customers".id AS "customers_count.value"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."customers" AS "customers"
    ON "orders".customer_id = "customers".id
),
"customers_metrics" AS (
  SELECT
    COUNT("customers_count.value") AS "customers_count"
  FROM "customers_rows"
)
SELECT
  "orders_metrics"."orders_revenue" AS "orders_revenue",
  "items_metrics"."items_value" AS "items_value",
  "payments_metrics"."payments_total" AS "payments_total",
  "customers_metrics"."customers_count" AS "customers_count",
  ("orders_metrics"."orders_revenue") / NULLIF(("customers_metrics"."customers_count"), 0) AS "orders_per_customer"
FROM "orders_metrics"
CROSS JOIN "items_metrics"
CROSS JOIN "payments_metrics"
CROSS JOIN "customers_metrics"
LIMIT 500
