SELECT
  CASE WHEN ("orders".amount) IS NULL THEN NULL ELSE REGEXP_REPLACE(CAST(ROUND(CAST(FLOOR(("orders".amount) / 50) * 50 AS DECIMAL(38, 9)), 6) AS VARCHAR), '\.?0+$', '') || ' - ' || REGEXP_REPLACE(CAST(ROUND(CAST(FLOOR(("orders".amount) / 50) * 50 + 49 AS DECIMAL(38, 9)), 6) AS VARCHAR), '\.?0+$', '') END AS "width",
  FLOOR(("orders".amount) / 50) * 50 AS "width_order",
  COUNT("orders".id) AS "orders_count"
FROM "main"."orders" AS "orders"
GROUP BY 1, 2
ORDER BY "width_order" NULLS LAST
LIMIT 500
