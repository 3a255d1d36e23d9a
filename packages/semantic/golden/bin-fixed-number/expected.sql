WITH "bins_extent" AS (
  SELECT
    MIN("orders".amount) AS "min_value",
    MAX("orders".amount) AS "max_value"
  FROM "main"."orders" AS "orders"
)
SELECT
  CASE WHEN ("orders".amount) IS NULL THEN NULL ELSE REGEXP_REPLACE(CAST(ROUND(CAST("bins_extent"."min_value" + ("bins_extent"."max_value" - "bins_extent"."min_value") * (CASE WHEN ("orders".amount) IS NULL THEN NULL WHEN "bins_extent"."max_value" = "bins_extent"."min_value" THEN 0 ELSE LEAST(FLOOR((("orders".amount) - "bins_extent"."min_value") * 5 / ("bins_extent"."max_value" - "bins_extent"."min_value")), 4) END) / 5 AS DECIMAL(38, 9)), 6) AS VARCHAR), '\.?0+$', '') || ' - ' || REGEXP_REPLACE(CAST(ROUND(CAST("bins_extent"."min_value" + ("bins_extent"."max_value" - "bins_extent"."min_value") * (CASE WHEN ("orders".amount) IS NULL THEN NULL WHEN "bins_extent"."max_value" = "bins_extent"."min_value" THEN 0 ELSE LEAST(FLOOR((("orders".amount) - "bins_extent"."min_value") * 5 / ("bins_extent"."max_value" - "bins_extent"."min_value")), 4) END + 1) / 5 AS DECIMAL(38, 9)), 6) AS VARCHAR), '\.?0+$', '') END AS "bins",
  "bins_extent"."min_value" + ("bins_extent"."max_value" - "bins_extent"."min_value") * (CASE WHEN ("orders".amount) IS NULL THEN NULL WHEN "bins_extent"."max_value" = "bins_extent"."min_value" THEN 0 ELSE LEAST(FLOOR((("orders".amount) - "bins_extent"."min_value") * 5 / ("bins_extent"."max_value" - "bins_extent"."min_value")), 4) END) / 5 AS "bins_order",
  COUNT("orders".id) AS "orders_count"
FROM "main"."orders" AS "orders"
CROSS JOIN "bins_extent"
GROUP BY 1, 2
ORDER BY "bins_order" DESC NULLS LAST
LIMIT 500
