WITH "orders_rows" AS (
  SELECT DISTINCT
    "items".product AS "items_product.group",
    "orders".id AS "orders.id",
    "orders".amount AS "orders_revenue.value",
    "orders".amount AS "orders_average.value",
    "orders".amount AS "orders_largest.value"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."items" AS "items"
    ON "orders".id = "items".order_id
)
SELECT
  "items_product.group" AS "items_product",
  SUM("orders_revenue.value") AS "orders_revenue",
  AVG("orders_average.value") AS "orders_average",
  MAX("orders_largest.value") AS "orders_largest"
FROM "orders_rows"
GROUP BY 1
ORDER BY "items_product"
LIMIT 500
