SELECT
  "customers".region AS "customers_region"
FROM "main"."orders" AS "orders"
LEFT OUTER JOIN "main"."customers" AS "customers"
  ON "orders".customer_id = "customers".id
GROUP BY 1
ORDER BY "customers_region" NULLS FIRST
LIMIT 500
