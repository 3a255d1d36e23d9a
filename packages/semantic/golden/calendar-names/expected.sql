WITH metrics AS (
  SELECT
    MONTHNAME("orders".utc_at) AS "orders_utc_at_month_name",
    COUNT("orders".id) AS "orders_count"
  FROM "main"."orders" AS "orders"
  GROUP BY 1
)
SELECT
  *
FROM metrics
ORDER BY CASE "orders_utc_at_month_name" WHEN 'January' THEN 1 WHEN 'February' THEN 2 WHEN 'March' THEN 3 WHEN 'April' THEN 4 WHEN 'May' THEN 5 WHEN 'June' THEN 6 WHEN 'July' THEN 7 WHEN 'August' THEN 8 WHEN 'September' THEN 9 WHEN 'October' THEN 10 WHEN 'November' THEN 11 WHEN 'December' THEN 12 END
LIMIT 500
