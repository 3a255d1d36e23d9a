SELECT
  CAST(DATE_TRUNC('month', TIMEZONE('Asia/Kathmandu', "orders".created_at)) AS DATE) AS "orders_created_at_month",
  SUM("orders".amount) AS "orders_revenue"
FROM "main"."orders" AS "orders"
WHERE (("orders".created_at) >= TIMESTAMPTZ '2023-10-31 18:15:00+00:00' AND ("orders".created_at) < TIMESTAMPTZ '2024-02-29 18:15:00+00:00')
GROUP BY 1
ORDER BY "orders_created_at_month" DESC
LIMIT 500
