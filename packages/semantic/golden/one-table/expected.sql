SELECT
  "orders".status AS "orders_status",
  SUM("orders".amount) AS "orders_revenue",
  COUNT("orders".id) AS "orders_count",
  (SUM(CASE WHEN (("orders".status) IN ('paid')) THEN (("orders".amount)) ELSE NULL END)) / NULLIF((SUM("orders".amount)), 0) AS "orders_paid_share"
FROM "main"."orders" AS "orders"
GROUP BY 1
ORDER BY "orders_revenue" DESC, "orders_status"
LIMIT 10
