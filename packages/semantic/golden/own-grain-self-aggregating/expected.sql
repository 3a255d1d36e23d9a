WITH "orders_rows" AS (
  SELECT DISTINCT
    "items".product AS "items_product.group",
    "orders".id AS "orders.id",
    "orders".*
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."items" AS "items"
    ON "orders".id = "items".order_id
)
SELECT
  "items_product.group" AS "items_product",
  MAX("orders".amount) - MIN("orders".amount) AS "orders_spread"
FROM "orders_rows" AS "orders"
GROUP BY 1
ORDER BY "items_product"
LIMIT 500
