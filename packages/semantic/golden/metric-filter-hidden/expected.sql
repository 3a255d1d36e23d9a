WITH metrics AS (
  SELECT
    "customers".region AS "customers_region",
    SUM("orders".amount) AS "orders_revenue",
    COUNT("orders".id) AS "orders_count"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."customers" AS "customers"
    ON "orders".customer_id = "customers".id
  GROUP BY 1
)
SELECT
  *
FROM metrics
WHERE ("orders_count") > 1
ORDER BY "orders_revenue" DESC
LIMIT 500
