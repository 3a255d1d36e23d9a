WITH "orders_metrics" AS (
  SELECT
    "customers".region AS "customers_region",
    SUM("orders".amount) AS "orders_revenue"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."customers" AS "customers"
    ON "orders".customer_id = "customers".id
  GROUP BY 1
),
"items_metrics" AS (
  SELECT
    "customers".region AS "customers_region",
    SUM("items".quantity * "items".price) AS "items_value"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."customers" AS "customers"
    ON "orders".customer_id = "customers".id
  LEFT OUTER JOIN "main"."items" AS "items"
    ON "orders".id = "items".order_id
  GROUP BY 1
),
"payments_metrics" AS (
  SELECT
    "customers".region AS "customers_region",
    SUM("payments".total) AS "payments_total"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."customers" AS "customers"
    ON "orders".customer_id = "customers".id
  LEFT OUTER JOIN "main"."payments" AS "payments"
    ON "orders".id = "payments".order_id
  GROUP BY 1
),
"customers_rows" AS (
  SELECT DISTINCT
    "customers".region AS "customers_region.group",
    "customers".id AS "customers.id",
    "customers".credit AS "customers_credit.value"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."customers" AS "customers"
    ON "orders".customer_id = "customers".id
),
"customers_metrics" AS (
  SELECT
    "customers_region.group" AS "customers_region",
    SUM("customers_credit.value") AS "customers_credit"
  FROM "customers_rows"
  GROUP BY 1
)
SELECT
  "orders_metrics"."customers_region" AS "customers_region",
  "orders_metrics"."orders_revenue" AS "orders_revenue",
  "items_metrics"."items_value" AS "items_value",
  "payments_metrics"."payments_total" AS "payments_total",
  "customers_metrics"."customers_credit" AS "customers_credit"
FROM "orders_metrics"
INNER JOIN "items_metrics"
  ON "orders_metrics"."customers_region" IS NOT DISTINCT FROM "items_metrics"."customers_region"
INNER JOIN "payments_metrics"
  ON "orders_metrics"."customers_region" IS NOT DISTINCT FROM "payments_metrics"."customers_region"
INNER JOIN "customers_metrics"
  ON "orders_metrics"."customers_region" IS NOT DISTINCT FROM "customers_metrics"."customers_region"
ORDER BY "customers_region"
LIMIT 500
