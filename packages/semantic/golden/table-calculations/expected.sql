WITH metrics AS (
  SELECT
    "orders".status AS "orders_status",
    SUM("orders".amount) AS "orders_revenue"
  FROM "main"."orders" AS "orders"
  GROUP BY 1
),
table_calculations AS (
  SELECT
    *,
    "orders_revenue" / SUM("orders_revenue") OVER () AS "share"
  FROM metrics
),
table_calculations_2 AS (
  SELECT
    *,
    RANK() OVER (ORDER BY "share" DESC NULLS LAST) AS "rank"
  FROM table_calculations
)
SELECT
  *
FROM table_calculations_2
WHERE ("rank") <= 4
ORDER BY "rank"
LIMIT 500
