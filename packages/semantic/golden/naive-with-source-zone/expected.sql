SELECT
  CAST(TIMEZONE('Europe/Berlin', TIMEZONE('America/New_York', "orders".local_at)) AS DATE) AS "orders_local_at_day",
  COUNT("orders".id) AS "orders_count"
FROM "main"."orders" AS "orders"
WHERE (("orders".local_at) >= TIMESTAMP '2023-12-31 18:00:00' AND ("orders".local_at) < TIMESTAMP '2024-01-31 18:00:00')
GROUP BY 1
ORDER BY "orders_local_at_day"
LIMIT 500
