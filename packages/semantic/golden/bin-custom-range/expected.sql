SELECT
  CASE WHEN ("orders".amount) < 10 THEN '<10' WHEN ("orders".amount) >= 10 AND ("orders".amount) < 60 THEN '10-60' WHEN ("orders".amount) >= 60 THEN '≥60' ELSE NULL END AS "ranges",
  CASE WHEN ("orders".amount) < 10 THEN 0 WHEN ("orders".amount) >= 10 AND ("orders".amount) < 60 THEN 1 WHEN ("orders".amount) >= 60 THEN 2 ELSE NULL END AS "ranges_order",
  COUNT("orders".id) AS "orders_count"
FROM "main"."orders" AS "orders"
GROUP BY 1, 2
ORDER BY "ranges_order" NULLS LAST
LIMIT 500
