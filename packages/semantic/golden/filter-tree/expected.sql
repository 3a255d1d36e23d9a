WITH metrics AS (
  SELECT
    "orders".id AS "orders_id",
    SUM("orders".amount) AS "orders_revenue",
    COUNT("orders".id) AS "orders_count"
  FROM "main"."orders" AS "orders"
  LEFT OUTER JOIN "main"."customers" AS "customers"
    ON "orders".customer_id = "customers".id
  WHERE (LOWER(("orders".status)) LIKE LOWER('%b\%c%') ESCAPE '\' OR (("orders".amount) > 10 AND ("customers".region) IN ('north')))
  GROUP BY 1
)
SELECT
  *
FROM metrics
WHERE ("orders_count") >= 1
ORDER BY "orders_id"
LIMIT 500
