SELECT
  LEFT(("customers".name), 1) AS "initial",
  COUNT(CASE WHEN (("orders".is_gift) = true) THEN ("orders".id) ELSE NULL END) AS "orders_gifts"
FROM "main"."orders" AS "orders"
LEFT OUTER JOIN "main"."customers" AS "customers"
  ON "orders".customer_id = "customers".id
GROUP BY 1
ORDER BY "initial"
LIMIT 500
