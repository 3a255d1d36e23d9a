-- aggregates over everything
SELECT
  COUNT(`orders`.id) AS `orders_count`,
  COUNT(DISTINCT `orders`.customer_id) AS `orders_buyers`,
  COUNT(DISTINCT `orders`.status) AS `orders_statuses`,
  MIN(`orders`.status) AS `orders_first_status`,
  SUM(`orders`.amount) AS `orders_revenue`,
  AVG(CAST(`orders`.amount AS DOUBLE)) AS `orders_average`,
  MIN(`orders`.amount) AS `orders_smallest`,
  MAX(`orders`.amount) AS `orders_largest`,
  SUM(DISTINCT `orders`.amount) AS `orders_distinct_revenue`,
  AVG(DISTINCT CAST(`orders`.amount AS DOUBLE)) AS `orders_distinct_average`
FROM `orders` AS `orders`
LIMIT 500;

-- percentiles over everything
SELECT
  MEDIAN(`orders`.amount) AS `orders_median`,
  PERCENTILE(`orders`.amount, 0.9) AS `orders_p90`,
  PERCENTILE(`orders`.amount, 0.25) AS `orders_p25`
FROM `orders` AS `orders`
LIMIT 500;

-- percentiles per status
SELECT
  `orders`.status AS `orders_status`,
  MEDIAN(`orders`.amount) AS `orders_median`,
  PERCENTILE(`orders`.amount, 0.9) AS `orders_p90`,
  COUNT(`orders`.id) AS `orders_count`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_status` NULLS LAST
LIMIT 500;

-- average of whole numbers
SELECT
  `orders`.status AS `orders_status`,
  AVG(CAST(`orders`.units AS DOUBLE)) AS `orders_average_units`,
  SUM(`orders`.units) AS `orders_units_sold`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_status` NULLS LAST
LIMIT 500;

-- aggregates of no rows
SELECT
  COUNT(`orders`.id) AS `orders_count`,
  SUM(`orders`.amount) AS `orders_revenue`,
  AVG(CAST(`orders`.amount AS DOUBLE)) AS `orders_average`,
  MAX(`orders`.amount) AS `orders_largest`,
  MEDIAN(`orders`.amount) AS `orders_median`,
  MIN(`orders`.ordered_on) AS `orders_first_day`,
  COUNT(DISTINCT `orders`.customer_id) AS `orders_buyers`
FROM `orders` AS `orders`
WHERE (`orders`.id) IN (-1)
LIMIT 500;

-- extremes of time
SELECT
  MIN(`orders`.ordered_on) AS `orders_first_day`,
  MAX(`orders`.created_at) AS `orders_last_at`
FROM `orders` AS `orders`
LIMIT 500;

-- metrics with filters of their own
SELECT
  `customers`.region AS `customers_region`,
  SUM(CASE WHEN ((`orders`.status) IN ('paid')) THEN (`orders`.amount) ELSE NULL END) AS `orders_paid_revenue`,
  COUNT(CASE WHEN ((`orders`.is_gift) = true) THEN (`orders`.amount) ELSE NULL END) AS `orders_gift_count`,
  SUM(CASE WHEN (((`orders`.ordered_on) >= DATE '2024-03-01' AND (`orders`.ordered_on) < DATE '2024-04-01')) THEN (`orders`.amount) ELSE NULL END) AS `orders_this_month`
FROM `orders` AS `orders`
LEFT OUTER JOIN `customers` AS `customers`
  ON (`orders`.customer_id) = (`customers`.id)
GROUP BY 1
ORDER BY `customers_region` NULLS LAST
LIMIT 500;

-- formula over metrics
SELECT
  `orders`.status AS `orders_status`,
  (SUM(`orders`.amount)) * 1e0 / NULLIF((COUNT(`orders`.id)), 0) AS `orders_average_order_value`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_status` NULLS FIRST
LIMIT 500;

-- dimensions only
SELECT
  `customers`.region AS `customers_region`,
  CASE WHEN (`orders`.amount) > 50 THEN 'large' WHEN (`orders`.amount) > 0 THEN 'small' END AS `orders_size`
FROM `orders` AS `orders`
LEFT OUTER JOIN `customers` AS `customers`
  ON (`orders`.customer_id) = (`customers`.id)
GROUP BY 1, 2
ORDER BY `customers_region` NULLS LAST, `orders_size` NULLS LAST
LIMIT 500;

-- nothing but a limit of no rows
SELECT
  `orders`.status AS `orders_status`
FROM `orders` AS `orders`
GROUP BY 1
LIMIT 0;

-- limit
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_id` DESC
LIMIT 3;

-- filter: status isNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.status) IS NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status notNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.status) IS NOT NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status equals "paid", "a'b%c_d"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.status) IN ('paid', 'a\'b%c_d')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status equals "back\\slash"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.status) IN ('back\\slash')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status notEquals "paid", ""
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.status) NOT IN ('paid', '') OR (`orders`.status) IS NULL)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status include "B%C_"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE CONTAINS(LOWER((`orders`.status)), LOWER('B%C_'))
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status include "\\", "ähn"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (CONTAINS(LOWER((`orders`.status)), LOWER('\\')) OR CONTAINS(LOWER((`orders`.status)), LOWER('ähn')))
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status include "_"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE CONTAINS(LOWER((`orders`.status)), LOWER('_'))
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status doesNotInclude "PAI"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE NOT (CONTAINS(LOWER((`orders`.status)), LOWER('PAI')))
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status startsWith "a", "back\\"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (STARTSWITH((`orders`.status), 'a') OR STARTSWITH((`orders`.status), 'back\\'))
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: status endsWith "_d", "en"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (ENDSWITH((`orders`.status), '_d') OR ENDSWITH((`orders`.status), 'en'))
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount isNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.amount) IS NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount notNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.amount) IS NOT NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount equals 33, 90.5
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.amount) IN (33, 90.5)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount notEquals 33
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.amount) NOT IN (33) OR (`orders`.amount) IS NULL)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount lessThan 5
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.amount) < 5
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount lessThanOrEqual 5
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.amount) <= 5
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount greaterThan 90.5
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.amount) > 90.5
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount greaterThanOrEqual 90.5
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.amount) >= 90.5
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount inBetween 10, 60.25
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.amount) >= 10 AND (`orders`.amount) <= 60.25)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: amount notInBetween 10, 60.25
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE NOT ((`orders`.amount) >= 10 AND (`orders`.amount) <= 60.25)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: is_gift isNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.is_gift) IS NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: is_gift notNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.is_gift) IS NOT NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: is_gift equals true
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.is_gift) = true
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: is_gift notEquals true
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.is_gift) != true OR (`orders`.is_gift) IS NULL)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on isNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.ordered_on) IS NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on notNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.ordered_on) IS NOT NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on equals "2024-03-10", "2024-02-29"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.ordered_on) IN (DATE '2024-03-10', DATE '2024-02-29')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on notEquals "2024-03-10"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (NOT ((`orders`.ordered_on) IN (DATE '2024-03-10')) OR (`orders`.ordered_on) IS NULL)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on lessThan "2024-02-01"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.ordered_on) < DATE '2024-02-01'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on lessThanOrEqual "2024-02-01"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.ordered_on) < DATE '2024-02-02'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on greaterThan "2024-10-27"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.ordered_on) >= DATE '2024-10-28'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on greaterThanOrEqual "2024-10-27"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.ordered_on) >= DATE '2024-10-27'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on inBetween "2024-02-01", "2024-03-10"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.ordered_on) >= DATE '2024-02-01' AND (`orders`.ordered_on) < DATE '2024-03-11')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on notInBetween "2024-02-01", "2024-03-10"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE NOT ((`orders`.ordered_on) >= DATE '2024-02-01' AND (`orders`.ordered_on) < DATE '2024-03-11')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on inThePast 2 weeks
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.ordered_on) >= DATE '2024-03-17' AND (`orders`.ordered_on) < DATE '2024-04-01')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on notInThePast 1 completed months
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE NOT ((`orders`.ordered_on) >= DATE '2024-02-01' AND (`orders`.ordered_on) < DATE '2024-03-01')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on inTheNext 30 days
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.ordered_on) >= DATE '2024-03-31' AND (`orders`.ordered_on) < DATE '2024-05-01')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on inTheCurrent  quarters
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.ordered_on) >= DATE '2024-01-01' AND (`orders`.ordered_on) < DATE '2024-04-01')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on notInTheCurrent  years
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE NOT ((`orders`.ordered_on) >= DATE '2024-01-01' AND (`orders`.ordered_on) < DATE '2025-01-01')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on_month equals "2024-03-01"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.ordered_on) >= DATE '2024-03-01' AND (`orders`.ordered_on) < DATE '2024-04-01')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: ordered_on_week notEquals "2024-03-04"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (NOT (((`orders`.ordered_on) >= DATE '2024-03-04' AND (`orders`.ordered_on) < DATE '2024-03-11')) OR (`orders`.ordered_on) IS NULL)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at isNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.created_at) IS NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at notNull
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.created_at) IS NOT NULL
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at equals "2024-03-10T06:30:00Z"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.created_at) = TIMESTAMP '2024-03-10 06:30:00+00:00'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at notEquals "2024-03-10T06:30:00Z", "2024-01-15T12:00:00Z"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.created_at) != TIMESTAMP '2024-03-10 06:30:00+00:00' AND (`orders`.created_at) != TIMESTAMP '2024-01-15 12:00:00+00:00' OR (`orders`.created_at) IS NULL)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at lessThan "2024-01-31T18:30:15"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.created_at) < TIMESTAMP '2024-01-31 23:30:15+00:00'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at greaterThanOrEqual "2024-10-27T01:30:00Z"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.created_at) >= TIMESTAMP '2024-10-27 01:30:00+00:00'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at inBetween "2024-02-01", "2024-03-10T06:30:00Z"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.created_at) >= TIMESTAMP '2024-02-01 05:00:00+00:00' AND (`orders`.created_at) <= TIMESTAMP '2024-03-10 06:30:00+00:00')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at notInBetween "2024-02-01", "2024-03-10T06:30:00Z"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE NOT ((`orders`.created_at) >= TIMESTAMP '2024-02-01 05:00:00+00:00' AND (`orders`.created_at) <= TIMESTAMP '2024-03-10 06:30:00+00:00')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at inThePast 36 hours
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.created_at) >= TIMESTAMP '2024-03-29 22:30:00+00:00' AND (`orders`.created_at) <= TIMESTAMP '2024-03-31 10:30:00+00:00')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at inTheNext 1 completed months
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.created_at) >= TIMESTAMP '2024-04-01 04:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2024-05-01 04:00:00+00:00')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at_day equals "2024-03-10", "2024-01-31"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE)) IN (DATE '2024-03-10', DATE '2024-01-31')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at_month greaterThan "2024-03-01"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.created_at) >= TIMESTAMP '2024-04-01 04:00:00+00:00'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: created_at_hour equals "2024-03-10T06:00:00Z"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.created_at - (CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ))) = TIMESTAMP '2024-03-10 06:00:00+00:00'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: local_at greaterThan "2024-03-10T03:30:00"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (`orders`.local_at) > TIMESTAMP_NTZ '2024-03-10 03:30:00'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: local_at lessThanOrEqual "2024-11-03T05:30:00Z"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at)) <= TIMESTAMP_NTZ '2024-11-03 05:30:00'
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: local_at_day equals "2024-01-31"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.local_at) >= TIMESTAMP_NTZ '2024-01-31 00:00:00' AND (`orders`.local_at) < TIMESTAMP_NTZ '2024-02-01 00:00:00')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: utc_at_year notEquals "2024-01-01"
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE (NOT (((`orders`.utc_at) >= TIMESTAMP_NTZ '2024-01-01 05:00:00' AND (`orders`.utc_at) < TIMESTAMP_NTZ '2025-01-01 05:00:00')) OR (`orders`.utc_at) IS NULL)
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: utc_at inTheCurrent  weeks
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.utc_at) >= TIMESTAMP_NTZ '2024-03-25 04:00:00' AND (`orders`.utc_at) < TIMESTAMP_NTZ '2024-04-01 04:00:00')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter: a tree of rules over two tables
SELECT
  `orders`.id AS `orders_id`,
  `customers`.name AS `customers_name`
FROM `orders` AS `orders`
LEFT OUTER JOIN `customers` AS `customers`
  ON (`orders`.customer_id) = (`customers`.id)
WHERE ((`orders`.amount) > 10 AND ((`customers`.region) IN ('north') OR (`orders`.status) IS NULL OR ((`orders`.is_gift) = true AND (`customers`.region) IS NULL)))
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- filter on a metric
WITH metrics AS (
  SELECT
    `orders`.status AS `orders_status`,
    SUM(`orders`.amount) AS `orders_revenue`,
    COUNT(`orders`.id) AS `orders_count`,
    AVG(CAST(`orders`.units AS DOUBLE)) AS `orders_average_units`
  FROM `orders` AS `orders`
  GROUP BY 1
)
SELECT
  *
FROM metrics
WHERE ((`orders_count`) > 1 AND (`orders_average_units`) IS NOT NULL)
ORDER BY `orders_status` NULLS LAST
LIMIT 500;

-- filter on the latest moment of a group
WITH metrics AS (
  SELECT
    `customers`.region AS `customers_region`,
    MAX(`orders`.created_at) AS `orders_last_at`,
    MIN(`orders`.ordered_on) AS `orders_first_day`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  GROUP BY 1
)
SELECT
  *
FROM metrics
WHERE (`orders_last_at`) > TIMESTAMP '2024-10-01 00:00:00+00:00'
ORDER BY `customers_region` NULLS LAST
LIMIT 500;

-- interval: RAW of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  `orders`.created_at AS `orders_created_at_raw`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: MILLISECOND of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  CAST(DATE_TRUNC('MILLISECOND', CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ) AS `orders_created_at_millisecond`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: SECOND of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  CAST(DATE_TRUNC('SECOND', CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ) AS `orders_created_at_second`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: MINUTE of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  `orders`.created_at - (CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('MINUTE', CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_minute`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: HOUR of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  `orders`.created_at - (CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: DAY of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: WEEK of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `orders_created_at_week`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: MONTH of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'MONTH') AS `orders_created_at_month`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: QUARTER of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'QUARTER') AS `orders_created_at_quarter`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: YEAR of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'YEAR') AS `orders_created_at_year`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: YEAR_NUM of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  YEAR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_year_num`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: QUARTER_NUM of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  QUARTER(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_quarter_num`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: MONTH_NUM of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_month_num`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: WEEK_NUM of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  WEEKOFYEAR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_week_num`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: DAY_OF_MONTH_NUM of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  DAYOFMONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_day_of_month_num`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: DAY_OF_WEEK_INDEX of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  DAYOFWEEK(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) - 1 AS `orders_created_at_day_of_week_index`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: DAY_OF_YEAR_NUM of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  DAYOFYEAR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_day_of_year_num`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: HOUR_OF_DAY_NUM of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  HOUR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_hour_of_day_num`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: MINUTE_OF_HOUR_NUM of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  MINUTE(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_minute_of_hour_num`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: DAY_OF_WEEK_NAME of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  DATE_FORMAT(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'EEEE') AS `orders_created_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: MONTH_NAME of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  DATE_FORMAT(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'MMMM') AS `orders_created_at_month_name`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: QUARTER_NAME of a moment in New York
SELECT
  `orders`.id AS `orders_id`,
  CONCAT('Q', QUARTER(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)))) AS `orders_created_at_quarter_name`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: all of a date
SELECT
  `orders`.id AS `orders_id`,
  `orders`.ordered_on AS `orders_ordered_on_day`,
  TRUNC(`orders`.ordered_on, 'WEEK') AS `orders_ordered_on_week`,
  TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month`,
  TRUNC(`orders`.ordered_on, 'QUARTER') AS `orders_ordered_on_quarter`,
  TRUNC(`orders`.ordered_on, 'YEAR') AS `orders_ordered_on_year`,
  YEAR(`orders`.ordered_on) AS `orders_ordered_on_year_num`,
  QUARTER(`orders`.ordered_on) AS `orders_ordered_on_quarter_num`,
  MONTH(`orders`.ordered_on) AS `orders_ordered_on_month_num`,
  WEEKOFYEAR(`orders`.ordered_on) AS `orders_ordered_on_week_num`,
  DAYOFMONTH(`orders`.ordered_on) AS `orders_ordered_on_day_of_month_num`,
  DAYOFWEEK(`orders`.ordered_on) - 1 AS `orders_ordered_on_day_of_week_index`,
  DAYOFYEAR(`orders`.ordered_on) AS `orders_ordered_on_day_of_year_num`,
  DATE_FORMAT(`orders`.ordered_on, 'EEEE') AS `orders_ordered_on_day_of_week_name`,
  DATE_FORMAT(`orders`.ordered_on, 'MMMM') AS `orders_ordered_on_month_name`,
  CONCAT('Q', QUARTER(`orders`.ordered_on)) AS `orders_ordered_on_quarter_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: weeks that begin on day 0
SELECT
  `orders`.id AS `orders_id`,
  TRUNC(`orders`.ordered_on, 'WEEK') AS `orders_ordered_on_week`,
  TRUNC(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `orders_created_at_week`,
  TRUNC(CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at), 'WEEK') AS `orders_utc_at_week`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: weeks that begin on day 1
SELECT
  `orders`.id AS `orders_id`,
  DATE_ADD(TRUNC(DATE_ADD(CAST(`orders`.ordered_on AS DATE), -1), 'WEEK'), 1) AS `orders_ordered_on_week`,
  DATE_ADD(TRUNC(DATE_ADD(CAST(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE), -1), 'WEEK'), 1) AS `orders_created_at_week`,
  DATE_ADD(TRUNC(DATE_ADD(CAST(CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at) AS DATE), -1), 'WEEK'), 1) AS `orders_utc_at_week`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: weeks that begin on day 3
SELECT
  `orders`.id AS `orders_id`,
  DATE_ADD(TRUNC(DATE_ADD(CAST(`orders`.ordered_on AS DATE), -3), 'WEEK'), 3) AS `orders_ordered_on_week`,
  DATE_ADD(TRUNC(DATE_ADD(CAST(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE), -3), 'WEEK'), 3) AS `orders_created_at_week`,
  DATE_ADD(TRUNC(DATE_ADD(CAST(CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at) AS DATE), -3), 'WEEK'), 3) AS `orders_utc_at_week`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: weeks that begin on day 6
SELECT
  `orders`.id AS `orders_id`,
  DATE_ADD(TRUNC(DATE_ADD(CAST(`orders`.ordered_on AS DATE), -6), 'WEEK'), 6) AS `orders_ordered_on_week`,
  DATE_ADD(TRUNC(DATE_ADD(CAST(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE), -6), 'WEEK'), 6) AS `orders_created_at_week`,
  DATE_ADD(TRUNC(DATE_ADD(CAST(CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at) AS DATE), -6), 'WEEK'), 6) AS `orders_utc_at_week`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: fiscal years that begin with month 1
SELECT
  `orders`.id AS `orders_id`,
  TRUNC(`orders`.ordered_on, 'QUARTER') AS `orders_ordered_on_fiscal_quarter`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'QUARTER') AS `orders_created_at_fiscal_quarter`,
  TRUNC(`orders`.ordered_on, 'YEAR') AS `orders_ordered_on_fiscal_year`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'YEAR') AS `orders_created_at_fiscal_year`,
  QUARTER(`orders`.ordered_on) AS `orders_ordered_on_fiscal_quarter_num`,
  QUARTER(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_fiscal_quarter_num`,
  YEAR(`orders`.ordered_on) AS `orders_ordered_on_fiscal_year_num`,
  YEAR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_fiscal_year_num`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: fiscal years that begin with month 2
SELECT
  `orders`.id AS `orders_id`,
  CAST((TRUNC(CAST((`orders`.ordered_on) + INTERVAL '-1' MONTH AS DATE), 'QUARTER')) + INTERVAL '1' MONTH AS DATE) AS `orders_ordered_on_fiscal_quarter`,
  CAST((TRUNC(CAST((CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE)) + INTERVAL '-1' MONTH AS DATE), 'QUARTER')) + INTERVAL '1' MONTH AS DATE) AS `orders_created_at_fiscal_quarter`,
  CAST((TRUNC(CAST((`orders`.ordered_on) + INTERVAL '-1' MONTH AS DATE), 'YEAR')) + INTERVAL '1' MONTH AS DATE) AS `orders_ordered_on_fiscal_year`,
  CAST((TRUNC(CAST((CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE)) + INTERVAL '-1' MONTH AS DATE), 'YEAR')) + INTERVAL '1' MONTH AS DATE) AS `orders_created_at_fiscal_year`,
  CASE WHEN MONTH(`orders`.ordered_on) IN (2, 3, 4) THEN 1 WHEN MONTH(`orders`.ordered_on) IN (5, 6, 7) THEN 2 WHEN MONTH(`orders`.ordered_on) IN (8, 9, 10) THEN 3 WHEN MONTH(`orders`.ordered_on) IN (11, 12, 1) THEN 4 END AS `orders_ordered_on_fiscal_quarter_num`,
  CASE WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (2, 3, 4) THEN 1 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (5, 6, 7) THEN 2 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (8, 9, 10) THEN 3 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (11, 12, 1) THEN 4 END AS `orders_created_at_fiscal_quarter_num`,
  (YEAR(`orders`.ordered_on) + CASE WHEN MONTH(`orders`.ordered_on) >= 2 THEN 1 ELSE 0 END) AS `orders_ordered_on_fiscal_year_num`,
  (YEAR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + CASE WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) >= 2 THEN 1 ELSE 0 END) AS `orders_created_at_fiscal_year_num`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: fiscal years that begin with month 4
SELECT
  `orders`.id AS `orders_id`,
  TRUNC(`orders`.ordered_on, 'QUARTER') AS `orders_ordered_on_fiscal_quarter`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'QUARTER') AS `orders_created_at_fiscal_quarter`,
  CAST((TRUNC(CAST((`orders`.ordered_on) + INTERVAL '-3' MONTH AS DATE), 'YEAR')) + INTERVAL '3' MONTH AS DATE) AS `orders_ordered_on_fiscal_year`,
  CAST((TRUNC(CAST((CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE)) + INTERVAL '-3' MONTH AS DATE), 'YEAR')) + INTERVAL '3' MONTH AS DATE) AS `orders_created_at_fiscal_year`,
  CASE WHEN MONTH(`orders`.ordered_on) IN (4, 5, 6) THEN 1 WHEN MONTH(`orders`.ordered_on) IN (7, 8, 9) THEN 2 WHEN MONTH(`orders`.ordered_on) IN (10, 11, 12) THEN 3 WHEN MONTH(`orders`.ordered_on) IN (1, 2, 3) THEN 4 END AS `orders_ordered_on_fiscal_quarter_num`,
  CASE WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (4, 5, 6) THEN 1 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (7, 8, 9) THEN 2 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (10, 11, 12) THEN 3 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (1, 2, 3) THEN 4 END AS `orders_created_at_fiscal_quarter_num`,
  (YEAR(`orders`.ordered_on) + CASE WHEN MONTH(`orders`.ordered_on) >= 4 THEN 1 ELSE 0 END) AS `orders_ordered_on_fiscal_year_num`,
  (YEAR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + CASE WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) >= 4 THEN 1 ELSE 0 END) AS `orders_created_at_fiscal_year_num`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: fiscal years that begin with month 10
SELECT
  `orders`.id AS `orders_id`,
  TRUNC(`orders`.ordered_on, 'QUARTER') AS `orders_ordered_on_fiscal_quarter`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'QUARTER') AS `orders_created_at_fiscal_quarter`,
  CAST((TRUNC(CAST((`orders`.ordered_on) + INTERVAL '-9' MONTH AS DATE), 'YEAR')) + INTERVAL '9' MONTH AS DATE) AS `orders_ordered_on_fiscal_year`,
  CAST((TRUNC(CAST((CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE)) + INTERVAL '-9' MONTH AS DATE), 'YEAR')) + INTERVAL '9' MONTH AS DATE) AS `orders_created_at_fiscal_year`,
  CASE WHEN MONTH(`orders`.ordered_on) IN (10, 11, 12) THEN 1 WHEN MONTH(`orders`.ordered_on) IN (1, 2, 3) THEN 2 WHEN MONTH(`orders`.ordered_on) IN (4, 5, 6) THEN 3 WHEN MONTH(`orders`.ordered_on) IN (7, 8, 9) THEN 4 END AS `orders_ordered_on_fiscal_quarter_num`,
  CASE WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (10, 11, 12) THEN 1 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (1, 2, 3) THEN 2 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (4, 5, 6) THEN 3 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (7, 8, 9) THEN 4 END AS `orders_created_at_fiscal_quarter_num`,
  (YEAR(`orders`.ordered_on) + CASE WHEN MONTH(`orders`.ordered_on) >= 10 THEN 1 ELSE 0 END) AS `orders_ordered_on_fiscal_year_num`,
  (YEAR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + CASE WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) >= 10 THEN 1 ELSE 0 END) AS `orders_created_at_fiscal_year_num`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: fiscal years that begin with month 12
SELECT
  `orders`.id AS `orders_id`,
  CAST((TRUNC(CAST((`orders`.ordered_on) + INTERVAL '-2' MONTH AS DATE), 'QUARTER')) + INTERVAL '2' MONTH AS DATE) AS `orders_ordered_on_fiscal_quarter`,
  CAST((TRUNC(CAST((CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE)) + INTERVAL '-2' MONTH AS DATE), 'QUARTER')) + INTERVAL '2' MONTH AS DATE) AS `orders_created_at_fiscal_quarter`,
  CAST((TRUNC(CAST((`orders`.ordered_on) + INTERVAL '-11' MONTH AS DATE), 'YEAR')) + INTERVAL '11' MONTH AS DATE) AS `orders_ordered_on_fiscal_year`,
  CAST((TRUNC(CAST((CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE)) + INTERVAL '-11' MONTH AS DATE), 'YEAR')) + INTERVAL '11' MONTH AS DATE) AS `orders_created_at_fiscal_year`,
  CASE WHEN MONTH(`orders`.ordered_on) IN (12, 1, 2) THEN 1 WHEN MONTH(`orders`.ordered_on) IN (3, 4, 5) THEN 2 WHEN MONTH(`orders`.ordered_on) IN (6, 7, 8) THEN 3 WHEN MONTH(`orders`.ordered_on) IN (9, 10, 11) THEN 4 END AS `orders_ordered_on_fiscal_quarter_num`,
  CASE WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (12, 1, 2) THEN 1 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (3, 4, 5) THEN 2 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (6, 7, 8) THEN 3 WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) IN (9, 10, 11) THEN 4 END AS `orders_created_at_fiscal_quarter_num`,
  (YEAR(`orders`.ordered_on) + CASE WHEN MONTH(`orders`.ordered_on) >= 12 THEN 1 ELSE 0 END) AS `orders_ordered_on_fiscal_year_num`,
  (YEAR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + CASE WHEN MONTH(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) >= 12 THEN 1 ELSE 0 END) AS `orders_created_at_fiscal_year_num`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: revenue of a fiscal year beside the one before
WITH `current_period` AS (
  SELECT
    CAST((TRUNC(CAST((`orders`.ordered_on) + INTERVAL '-1' MONTH AS DATE), 'QUARTER')) + INTERVAL '1' MONTH AS DATE) AS `orders_ordered_on_fiscal_quarter`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  WHERE ((`orders`.ordered_on) >= DATE '2024-02-01' AND (`orders`.ordered_on) < DATE '2025-02-01')
  GROUP BY 1
),
`previous_period` AS (
  SELECT
    CAST((TRUNC(CAST((CAST((`orders`.ordered_on) + INTERVAL '3' MONTH AS DATE)) + INTERVAL '-1' MONTH AS DATE), 'QUARTER')) + INTERVAL '1' MONTH AS DATE) AS `orders_ordered_on_fiscal_quarter`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  WHERE ((CAST((`orders`.ordered_on) + INTERVAL '3' MONTH AS DATE)) >= DATE '2024-02-01' AND (CAST((`orders`.ordered_on) + INTERVAL '3' MONTH AS DATE)) < DATE '2025-02-01')
    AND (CAST((`orders`.ordered_on) + INTERVAL '3' MONTH AS DATE)) <= DATE '2024-03-31'
  GROUP BY 1
)
SELECT
  `current_period`.`orders_ordered_on_fiscal_quarter` AS `orders_ordered_on_fiscal_quarter`,
  `current_period`.`orders_revenue` AS `orders_revenue`,
  `previous_period`.`orders_revenue` AS `orders_revenue__previous_period`,
  `current_period`.`orders_revenue` - `previous_period`.`orders_revenue` AS `orders_revenue__previous_period_change`,
  CAST(`current_period`.`orders_revenue` - `previous_period`.`orders_revenue` AS DOUBLE) / NULLIF(ABS(`previous_period`.`orders_revenue`), 0) AS `orders_revenue__previous_period_change_percent`
FROM `current_period`
LEFT OUTER JOIN `previous_period`
  ON `current_period`.`orders_ordered_on_fiscal_quarter` <=> `previous_period`.`orders_ordered_on_fiscal_quarter`
ORDER BY `orders_ordered_on_fiscal_quarter` NULLS LAST
LIMIT 500;

-- interval: orders of one fiscal year
SELECT
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
WHERE ((`orders`.created_at) >= TIMESTAMP '2024-03-31 22:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-03-31 22:00:00+00:00')
GROUP BY 1
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- interval: revenue per month
SELECT
  TRUNC(`orders`.utc_at, 'MONTH') AS `orders_utc_at_month`,
  SUM(`orders`.amount) AS `orders_revenue`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_utc_at_month` DESC
LIMIT 500;

-- interval: months in the order of the year
WITH metrics AS (
  SELECT
    DATE_FORMAT(`orders`.ordered_on, 'MMMM') AS `orders_ordered_on_month_name`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  GROUP BY 1
)
SELECT
  *
FROM metrics
ORDER BY CASE `orders_ordered_on_month_name` WHEN 'January' THEN 1 WHEN 'February' THEN 2 WHEN 'March' THEN 3 WHEN 'April' THEN 4 WHEN 'May' THEN 5 WHEN 'June' THEN 6 WHEN 'July' THEN 7 WHEN 'August' THEN 8 WHEN 'September' THEN 9 WHEN 'October' THEN 10 WHEN 'November' THEN 11 WHEN 'December' THEN 12 END NULLS LAST
LIMIT 500;

-- interval: weekdays from Sunday
WITH metrics AS (
  SELECT
    DATE_FORMAT(`orders`.utc_at, 'EEEE') AS `orders_utc_at_day_of_week_name`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  GROUP BY 1
)
SELECT
  *
FROM metrics
ORDER BY CASE `orders_utc_at_day_of_week_name` WHEN 'Sunday' THEN 1 WHEN 'Monday' THEN 2 WHEN 'Tuesday' THEN 3 WHEN 'Wednesday' THEN 4 WHEN 'Thursday' THEN 5 WHEN 'Friday' THEN 6 WHEN 'Saturday' THEN 7 END DESC NULLS FIRST
LIMIT 500;

-- zone: created_at in UTC
SELECT
  `orders`.id AS `orders_id`,
  CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ) AS `orders_created_at_hour`,
  CAST(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `orders_created_at_week`,
  HOUR(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'EEEE') AS `orders_created_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: local_at in UTC
SELECT
  `orders`.id AS `orders_id`,
  CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at)) AS TIMESTAMP_NTZ) AS `orders_local_at_hour`,
  CAST(CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at) AS DATE) AS `orders_local_at_day`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at), 'WEEK') AS `orders_local_at_week`,
  HOUR(CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at)) AS `orders_local_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at), 'EEEE') AS `orders_local_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: utc_at in UTC
SELECT
  `orders`.id AS `orders_id`,
  CAST(DATE_TRUNC('HOUR', `orders`.utc_at) AS TIMESTAMP_NTZ) AS `orders_utc_at_hour`,
  CAST(`orders`.utc_at AS DATE) AS `orders_utc_at_day`,
  TRUNC(`orders`.utc_at, 'WEEK') AS `orders_utc_at_week`,
  HOUR(`orders`.utc_at) AS `orders_utc_at_hour_of_day_num`,
  DATE_FORMAT(`orders`.utc_at, 'EEEE') AS `orders_utc_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: days and hours counted in UTC
SELECT
  CAST(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  COUNT(`orders`.id) AS `orders_count`,
  SUM(`orders`.amount) AS `orders_revenue`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_created_at_day` NULLS LAST
LIMIT 500;

-- zone: created_at in America/New_York
SELECT
  `orders`.id AS `orders_id`,
  `orders`.created_at - (CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
  CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `orders_created_at_week`,
  HOUR(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'EEEE') AS `orders_created_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: local_at in America/New_York
SELECT
  `orders`.id AS `orders_id`,
  CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at) - (`orders`.local_at - CAST(DATE_TRUNC('HOUR', `orders`.local_at) AS TIMESTAMP_NTZ)) AS `orders_local_at_hour`,
  CAST(`orders`.local_at AS DATE) AS `orders_local_at_day`,
  TRUNC(`orders`.local_at, 'WEEK') AS `orders_local_at_week`,
  HOUR(`orders`.local_at) AS `orders_local_at_hour_of_day_num`,
  DATE_FORMAT(`orders`.local_at, 'EEEE') AS `orders_local_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: utc_at in America/New_York
SELECT
  `orders`.id AS `orders_id`,
  `orders`.utc_at - (CONVERT_TIMEZONE('UTC', 'America/New_York', `orders`.utc_at) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('UTC', 'America/New_York', `orders`.utc_at)) AS TIMESTAMP_NTZ)) AS `orders_utc_at_hour`,
  CAST(CONVERT_TIMEZONE('UTC', 'America/New_York', `orders`.utc_at) AS DATE) AS `orders_utc_at_day`,
  TRUNC(CONVERT_TIMEZONE('UTC', 'America/New_York', `orders`.utc_at), 'WEEK') AS `orders_utc_at_week`,
  HOUR(CONVERT_TIMEZONE('UTC', 'America/New_York', `orders`.utc_at)) AS `orders_utc_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('UTC', 'America/New_York', `orders`.utc_at), 'EEEE') AS `orders_utc_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: days and hours counted in America/New_York
SELECT
  CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  COUNT(`orders`.id) AS `orders_count`,
  SUM(`orders`.amount) AS `orders_revenue`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_created_at_day` NULLS LAST
LIMIT 500;

-- zone: created_at in Europe/Berlin
SELECT
  `orders`.id AS `orders_id`,
  `orders`.created_at - (CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
  CAST(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  TRUNC(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `orders_created_at_week`,
  HOUR(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'EEEE') AS `orders_created_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: local_at in Europe/Berlin
SELECT
  `orders`.id AS `orders_id`,
  CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at) - (CONVERT_TIMEZONE('America/New_York', 'Europe/Berlin', `orders`.local_at) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('America/New_York', 'Europe/Berlin', `orders`.local_at)) AS TIMESTAMP_NTZ)) AS `orders_local_at_hour`,
  CAST(CONVERT_TIMEZONE('America/New_York', 'Europe/Berlin', `orders`.local_at) AS DATE) AS `orders_local_at_day`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', 'Europe/Berlin', `orders`.local_at), 'WEEK') AS `orders_local_at_week`,
  HOUR(CONVERT_TIMEZONE('America/New_York', 'Europe/Berlin', `orders`.local_at)) AS `orders_local_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('America/New_York', 'Europe/Berlin', `orders`.local_at), 'EEEE') AS `orders_local_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: utc_at in Europe/Berlin
SELECT
  `orders`.id AS `orders_id`,
  `orders`.utc_at - (CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at)) AS TIMESTAMP_NTZ)) AS `orders_utc_at_hour`,
  CAST(CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at) AS DATE) AS `orders_utc_at_day`,
  TRUNC(CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at), 'WEEK') AS `orders_utc_at_week`,
  HOUR(CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at)) AS `orders_utc_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('UTC', 'Europe/Berlin', `orders`.utc_at), 'EEEE') AS `orders_utc_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: days and hours counted in Europe/Berlin
SELECT
  CAST(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  COUNT(`orders`.id) AS `orders_count`,
  SUM(`orders`.amount) AS `orders_revenue`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_created_at_day` NULLS LAST
LIMIT 500;

-- zone: created_at in Asia/Kolkata
SELECT
  `orders`.id AS `orders_id`,
  `orders`.created_at - (CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
  CAST(CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  TRUNC(CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `orders_created_at_week`,
  HOUR(CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'EEEE') AS `orders_created_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: local_at in Asia/Kolkata
SELECT
  `orders`.id AS `orders_id`,
  CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at) - (CONVERT_TIMEZONE('America/New_York', 'Asia/Kolkata', `orders`.local_at) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('America/New_York', 'Asia/Kolkata', `orders`.local_at)) AS TIMESTAMP_NTZ)) AS `orders_local_at_hour`,
  CAST(CONVERT_TIMEZONE('America/New_York', 'Asia/Kolkata', `orders`.local_at) AS DATE) AS `orders_local_at_day`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', 'Asia/Kolkata', `orders`.local_at), 'WEEK') AS `orders_local_at_week`,
  HOUR(CONVERT_TIMEZONE('America/New_York', 'Asia/Kolkata', `orders`.local_at)) AS `orders_local_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('America/New_York', 'Asia/Kolkata', `orders`.local_at), 'EEEE') AS `orders_local_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: utc_at in Asia/Kolkata
SELECT
  `orders`.id AS `orders_id`,
  `orders`.utc_at - (CONVERT_TIMEZONE('UTC', 'Asia/Kolkata', `orders`.utc_at) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('UTC', 'Asia/Kolkata', `orders`.utc_at)) AS TIMESTAMP_NTZ)) AS `orders_utc_at_hour`,
  CAST(CONVERT_TIMEZONE('UTC', 'Asia/Kolkata', `orders`.utc_at) AS DATE) AS `orders_utc_at_day`,
  TRUNC(CONVERT_TIMEZONE('UTC', 'Asia/Kolkata', `orders`.utc_at), 'WEEK') AS `orders_utc_at_week`,
  HOUR(CONVERT_TIMEZONE('UTC', 'Asia/Kolkata', `orders`.utc_at)) AS `orders_utc_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('UTC', 'Asia/Kolkata', `orders`.utc_at), 'EEEE') AS `orders_utc_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: days and hours counted in Asia/Kolkata
SELECT
  CAST(CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  COUNT(`orders`.id) AS `orders_count`,
  SUM(`orders`.amount) AS `orders_revenue`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_created_at_day` NULLS LAST
LIMIT 500;

-- zone: created_at in Australia/Lord_Howe
SELECT
  `orders`.id AS `orders_id`,
  `orders`.created_at - (CONVERT_TIMEZONE('Australia/Lord_Howe', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('Australia/Lord_Howe', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
  CAST(CONVERT_TIMEZONE('Australia/Lord_Howe', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  TRUNC(CONVERT_TIMEZONE('Australia/Lord_Howe', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `orders_created_at_week`,
  HOUR(CONVERT_TIMEZONE('Australia/Lord_Howe', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('Australia/Lord_Howe', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'EEEE') AS `orders_created_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: local_at in Australia/Lord_Howe
SELECT
  `orders`.id AS `orders_id`,
  CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at) - (CONVERT_TIMEZONE('America/New_York', 'Australia/Lord_Howe', `orders`.local_at) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('America/New_York', 'Australia/Lord_Howe', `orders`.local_at)) AS TIMESTAMP_NTZ)) AS `orders_local_at_hour`,
  CAST(CONVERT_TIMEZONE('America/New_York', 'Australia/Lord_Howe', `orders`.local_at) AS DATE) AS `orders_local_at_day`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', 'Australia/Lord_Howe', `orders`.local_at), 'WEEK') AS `orders_local_at_week`,
  HOUR(CONVERT_TIMEZONE('America/New_York', 'Australia/Lord_Howe', `orders`.local_at)) AS `orders_local_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('America/New_York', 'Australia/Lord_Howe', `orders`.local_at), 'EEEE') AS `orders_local_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: utc_at in Australia/Lord_Howe
SELECT
  `orders`.id AS `orders_id`,
  `orders`.utc_at - (CONVERT_TIMEZONE('UTC', 'Australia/Lord_Howe', `orders`.utc_at) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('UTC', 'Australia/Lord_Howe', `orders`.utc_at)) AS TIMESTAMP_NTZ)) AS `orders_utc_at_hour`,
  CAST(CONVERT_TIMEZONE('UTC', 'Australia/Lord_Howe', `orders`.utc_at) AS DATE) AS `orders_utc_at_day`,
  TRUNC(CONVERT_TIMEZONE('UTC', 'Australia/Lord_Howe', `orders`.utc_at), 'WEEK') AS `orders_utc_at_week`,
  HOUR(CONVERT_TIMEZONE('UTC', 'Australia/Lord_Howe', `orders`.utc_at)) AS `orders_utc_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('UTC', 'Australia/Lord_Howe', `orders`.utc_at), 'EEEE') AS `orders_utc_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: days and hours counted in Australia/Lord_Howe
SELECT
  CAST(CONVERT_TIMEZONE('Australia/Lord_Howe', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  COUNT(`orders`.id) AS `orders_count`,
  SUM(`orders`.amount) AS `orders_revenue`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_created_at_day` NULLS LAST
LIMIT 500;

-- zone: created_at in Pacific/Apia
SELECT
  `orders`.id AS `orders_id`,
  `orders`.created_at - (CONVERT_TIMEZONE('Pacific/Apia', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('Pacific/Apia', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
  CAST(CONVERT_TIMEZONE('Pacific/Apia', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  TRUNC(CONVERT_TIMEZONE('Pacific/Apia', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `orders_created_at_week`,
  HOUR(CONVERT_TIMEZONE('Pacific/Apia', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS `orders_created_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('Pacific/Apia', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'EEEE') AS `orders_created_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: local_at in Pacific/Apia
SELECT
  `orders`.id AS `orders_id`,
  CONVERT_TIMEZONE('America/New_York', 'UTC', `orders`.local_at) - (CONVERT_TIMEZONE('America/New_York', 'Pacific/Apia', `orders`.local_at) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('America/New_York', 'Pacific/Apia', `orders`.local_at)) AS TIMESTAMP_NTZ)) AS `orders_local_at_hour`,
  CAST(CONVERT_TIMEZONE('America/New_York', 'Pacific/Apia', `orders`.local_at) AS DATE) AS `orders_local_at_day`,
  TRUNC(CONVERT_TIMEZONE('America/New_York', 'Pacific/Apia', `orders`.local_at), 'WEEK') AS `orders_local_at_week`,
  HOUR(CONVERT_TIMEZONE('America/New_York', 'Pacific/Apia', `orders`.local_at)) AS `orders_local_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('America/New_York', 'Pacific/Apia', `orders`.local_at), 'EEEE') AS `orders_local_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: utc_at in Pacific/Apia
SELECT
  `orders`.id AS `orders_id`,
  `orders`.utc_at - (CONVERT_TIMEZONE('UTC', 'Pacific/Apia', `orders`.utc_at) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('UTC', 'Pacific/Apia', `orders`.utc_at)) AS TIMESTAMP_NTZ)) AS `orders_utc_at_hour`,
  CAST(CONVERT_TIMEZONE('UTC', 'Pacific/Apia', `orders`.utc_at) AS DATE) AS `orders_utc_at_day`,
  TRUNC(CONVERT_TIMEZONE('UTC', 'Pacific/Apia', `orders`.utc_at), 'WEEK') AS `orders_utc_at_week`,
  HOUR(CONVERT_TIMEZONE('UTC', 'Pacific/Apia', `orders`.utc_at)) AS `orders_utc_at_hour_of_day_num`,
  DATE_FORMAT(CONVERT_TIMEZONE('UTC', 'Pacific/Apia', `orders`.utc_at), 'EEEE') AS `orders_utc_at_day_of_week_name`
FROM `orders` AS `orders`
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- zone: days and hours counted in Pacific/Apia
SELECT
  CAST(CONVERT_TIMEZONE('Pacific/Apia', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
  COUNT(`orders`.id) AS `orders_count`,
  SUM(`orders`.amount) AS `orders_revenue`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_created_at_day` NULLS LAST
LIMIT 500;

-- sort: status ascending
SELECT
  `orders`.status AS `orders_status`,
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_status` NULLS LAST, `orders_id` NULLS LAST
LIMIT 500;

-- sort: status descending
SELECT
  `orders`.status AS `orders_status`,
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_status` DESC, `orders_id` NULLS LAST
LIMIT 500;

-- sort: status ascending, nulls first
SELECT
  `orders`.status AS `orders_status`,
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_status` NULLS FIRST, `orders_id` NULLS LAST
LIMIT 500;

-- sort: status ascending, nulls last
SELECT
  `orders`.status AS `orders_status`,
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_status` NULLS LAST, `orders_id` NULLS LAST
LIMIT 500;

-- sort: status descending, nulls first
SELECT
  `orders`.status AS `orders_status`,
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_status` DESC NULLS FIRST, `orders_id` NULLS LAST
LIMIT 500;

-- sort: status descending, nulls last
SELECT
  `orders`.status AS `orders_status`,
  `orders`.id AS `orders_id`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `orders_status` DESC NULLS LAST, `orders_id` NULLS LAST
LIMIT 500;

-- sort: by a metric that is null for one group
SELECT
  `orders`.status AS `orders_status`,
  SUM(`orders`.amount) AS `orders_revenue`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_revenue` DESC, `orders_status` NULLS LAST
LIMIT 500;

-- sort: by a metric that is not shown
SELECT
  `orders`.id AS `orders_id`,
  MAX(`orders`.amount) AS `orders_largest`
FROM `orders` AS `orders`
GROUP BY 1
ORDER BY `orders_largest` NULLS FIRST, `orders_id` NULLS LAST
LIMIT 500;

-- bins: width
SELECT
  CASE WHEN (`orders`.amount) IS NULL THEN NULL ELSE REGEXP_REPLACE(CAST(CAST(FLOOR(CAST((`orders`.amount) AS DOUBLE) / 25) * 25 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') || ' - ' || REGEXP_REPLACE(CAST(CAST(FLOOR(CAST((`orders`.amount) AS DOUBLE) / 25) * 25 + 24 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') END AS `bins`,
  FLOOR(CAST((`orders`.amount) AS DOUBLE) / 25) * 25 AS `bins_order`,
  COUNT(`orders`.id) AS `orders_count`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `bins_order` NULLS LAST
LIMIT 500;

-- bins: fractional width
SELECT
  CASE WHEN (`orders`.amount) IS NULL THEN NULL ELSE REGEXP_REPLACE(CAST(CAST(FLOOR(CAST((`orders`.amount) AS DOUBLE) / 12.5) * 12.5 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') || ' - ' || REGEXP_REPLACE(CAST(CAST(FLOOR(CAST((`orders`.amount) AS DOUBLE) / 12.5) * 12.5 + 12.5 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') END AS `bins`,
  FLOOR(CAST((`orders`.amount) AS DOUBLE) / 12.5) * 12.5 AS `bins_order`,
  COUNT(`orders`.id) AS `orders_count`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `bins_order` NULLS LAST
LIMIT 500;

-- bins: width, of whole numbers
SELECT
  CASE WHEN (`orders`.units) IS NULL THEN NULL ELSE REGEXP_REPLACE(CAST(CAST(FLOOR(CAST((`orders`.units) AS DOUBLE) / 4) * 4 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') || ' - ' || REGEXP_REPLACE(CAST(CAST(FLOOR(CAST((`orders`.units) AS DOUBLE) / 4) * 4 + 3 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') END AS `bins`,
  FLOOR(CAST((`orders`.units) AS DOUBLE) / 4) * 4 AS `bins_order`,
  COUNT(`orders`.id) AS `orders_count`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `bins_order` NULLS LAST
LIMIT 500;

-- bins: number
WITH `bins_extent` AS (
  SELECT
    MIN(`orders`.amount) AS `min_value`,
    MAX(`orders`.amount) AS `max_value`
  FROM `orders` AS `orders`
)
SELECT
  CASE WHEN (`orders`.amount) IS NULL THEN NULL ELSE REGEXP_REPLACE(CAST(CAST(`bins_extent`.`min_value` + CAST((`bins_extent`.`max_value` - `bins_extent`.`min_value`) * (CASE WHEN (`orders`.amount) IS NULL THEN NULL WHEN `bins_extent`.`max_value` = `bins_extent`.`min_value` THEN 0 ELSE LEAST(FLOOR(CAST(((`orders`.amount) - `bins_extent`.`min_value`) * 5 AS DOUBLE) / (`bins_extent`.`max_value` - `bins_extent`.`min_value`)), 4) END) AS DOUBLE) / 5 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') || ' - ' || REGEXP_REPLACE(CAST(CAST(`bins_extent`.`min_value` + CAST((`bins_extent`.`max_value` - `bins_extent`.`min_value`) * (CASE WHEN (`orders`.amount) IS NULL THEN NULL WHEN `bins_extent`.`max_value` = `bins_extent`.`min_value` THEN 0 ELSE LEAST(FLOOR(CAST(((`orders`.amount) - `bins_extent`.`min_value`) * 5 AS DOUBLE) / (`bins_extent`.`max_value` - `bins_extent`.`min_value`)), 4) END + 1) AS DOUBLE) / 5 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') END AS `bins`,
  `bins_extent`.`min_value` + CAST((`bins_extent`.`max_value` - `bins_extent`.`min_value`) * (CASE WHEN (`orders`.amount) IS NULL THEN NULL WHEN `bins_extent`.`max_value` = `bins_extent`.`min_value` THEN 0 ELSE LEAST(FLOOR(CAST(((`orders`.amount) - `bins_extent`.`min_value`) * 5 AS DOUBLE) / (`bins_extent`.`max_value` - `bins_extent`.`min_value`)), 4) END) AS DOUBLE) / 5 AS `bins_order`,
  COUNT(`orders`.id) AS `orders_count`
FROM `orders` AS `orders`
CROSS JOIN `bins_extent`
GROUP BY 1, 2
ORDER BY `bins_order` NULLS LAST
LIMIT 500;

-- bins: number, of whole numbers
WITH `bins_extent` AS (
  SELECT
    MIN(`orders`.units) AS `min_value`,
    MAX(`orders`.units) AS `max_value`
  FROM `orders` AS `orders`
)
SELECT
  CASE WHEN (`orders`.units) IS NULL THEN NULL ELSE REGEXP_REPLACE(CAST(CAST(`bins_extent`.`min_value` + CAST((`bins_extent`.`max_value` - `bins_extent`.`min_value`) * (CASE WHEN (`orders`.units) IS NULL THEN NULL WHEN `bins_extent`.`max_value` = `bins_extent`.`min_value` THEN 0 ELSE LEAST(FLOOR(CAST(((`orders`.units) - `bins_extent`.`min_value`) * 3 AS DOUBLE) / (`bins_extent`.`max_value` - `bins_extent`.`min_value`)), 2) END) AS DOUBLE) / 3 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') || ' - ' || REGEXP_REPLACE(CAST(CAST(`bins_extent`.`min_value` + CAST((`bins_extent`.`max_value` - `bins_extent`.`min_value`) * (CASE WHEN (`orders`.units) IS NULL THEN NULL WHEN `bins_extent`.`max_value` = `bins_extent`.`min_value` THEN 0 ELSE LEAST(FLOOR(CAST(((`orders`.units) - `bins_extent`.`min_value`) * 3 AS DOUBLE) / (`bins_extent`.`max_value` - `bins_extent`.`min_value`)), 2) END + 1) AS DOUBLE) / 3 AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') END AS `bins`,
  `bins_extent`.`min_value` + CAST((`bins_extent`.`max_value` - `bins_extent`.`min_value`) * (CASE WHEN (`orders`.units) IS NULL THEN NULL WHEN `bins_extent`.`max_value` = `bins_extent`.`min_value` THEN 0 ELSE LEAST(FLOOR(CAST(((`orders`.units) - `bins_extent`.`min_value`) * 3 AS DOUBLE) / (`bins_extent`.`max_value` - `bins_extent`.`min_value`)), 2) END) AS DOUBLE) / 3 AS `bins_order`,
  COUNT(`orders`.id) AS `orders_count`
FROM `orders` AS `orders`
CROSS JOIN `bins_extent`
GROUP BY 1, 2
ORDER BY `bins_order` NULLS LAST
LIMIT 500;

-- bins: groups of values
SELECT
  CASE WHEN (`orders`.status) IS NULL THEN NULL WHEN ((`orders`.status) IN ('paid', 'a\'b%c_d') OR STARTSWITH((`orders`.status), 'vo')) THEN 'O\'Neill' WHEN (CONTAINS(LOWER((`orders`.status)), LOWER('PE')) OR ENDSWITH((`orders`.status), '\\slash')) THEN '100%' ELSE 'Rest' END AS `bins`,
  CASE WHEN (`orders`.status) IS NULL THEN NULL WHEN ((`orders`.status) IN ('paid', 'a\'b%c_d') OR STARTSWITH((`orders`.status), 'vo')) THEN 0 WHEN (CONTAINS(LOWER((`orders`.status)), LOWER('PE')) OR ENDSWITH((`orders`.status), '\\slash')) THEN 1 ELSE 2 END AS `bins_order`,
  COUNT(`orders`.id) AS `orders_count`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `bins_order` NULLS LAST
LIMIT 500;

-- bins: ranges
SELECT
  CASE WHEN (`orders`.amount) < 0 THEN '<0' WHEN (`orders`.amount) >= 0 AND (`orders`.amount) < 50 THEN '0-50' WHEN (`orders`.amount) >= 50 THEN '≥50' ELSE NULL END AS `bins`,
  CASE WHEN (`orders`.amount) < 0 THEN 0 WHEN (`orders`.amount) >= 0 AND (`orders`.amount) < 50 THEN 1 WHEN (`orders`.amount) >= 50 THEN 2 ELSE NULL END AS `bins_order`,
  COUNT(`orders`.id) AS `orders_count`
FROM `orders` AS `orders`
GROUP BY 1, 2
ORDER BY `bins_order` NULLS LAST
LIMIT 500;

-- fan-out: revenue beside items and payments
WITH `orders_metrics` AS (
  SELECT
    `customers`.region AS `customers_region`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  GROUP BY 1
),
`order_items_metrics` AS (
  SELECT
    `customers`.region AS `customers_region`,
    SUM(`order_items`.quantity) AS `order_items_quantity_sold`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  LEFT OUTER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
  GROUP BY 1
),
`payments_metrics` AS (
  SELECT
    `customers`.region AS `customers_region`,
    SUM(`payments`.total) AS `payments_paid`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  LEFT OUTER JOIN `payments` AS `payments`
    ON (`orders`.id) = (`payments`.order_id)
  GROUP BY 1
)
SELECT
  `orders_metrics`.`customers_region` AS `customers_region`,
  `orders_metrics`.`orders_revenue` AS `orders_revenue`,
  `order_items_metrics`.`order_items_quantity_sold` AS `order_items_quantity_sold`,
  `payments_metrics`.`payments_paid` AS `payments_paid`
FROM `orders_metrics`
INNER JOIN `order_items_metrics`
  ON `orders_metrics`.`customers_region` <=> `order_items_metrics`.`customers_region`
INNER JOIN `payments_metrics`
  ON `orders_metrics`.`customers_region` <=> `payments_metrics`.`customers_region`
ORDER BY `customers_region` NULLS LAST
LIMIT 500;

-- fan-out: totals of three grains
WITH `orders_metrics` AS (
  SELECT
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
),
`order_items_metrics` AS (
  SELECT
    SUM(`order_items`.quantity) AS `order_items_quantity_sold`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
),
`payments_metrics` AS (
  SELECT
    SUM(`payments`.total) AS `payments_paid`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `payments` AS `payments`
    ON (`orders`.id) = (`payments`.order_id)
),
`customers_rows` AS (
  SELECT DISTINCT
    `customers`.id AS `customers.id`,
    `customers`.credit AS `customers_total_credit.value`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
),
`customers_metrics` AS (
  SELECT
    SUM(`customers_total_credit.value`) AS `customers_total_credit`
  FROM `customers_rows`
)
SELECT
  `orders_metrics`.`orders_revenue` AS `orders_revenue`,
  `order_items_metrics`.`order_items_quantity_sold` AS `order_items_quantity_sold`,
  `payments_metrics`.`payments_paid` AS `payments_paid`,
  `customers_metrics`.`customers_total_credit` AS `customers_total_credit`
FROM `orders_metrics`
CROSS JOIN `order_items_metrics`
CROSS JOIN `payments_metrics`
CROSS JOIN `customers_metrics`
LIMIT 500;

-- fan-out: orders once per product
WITH `orders_rows` AS (
  SELECT DISTINCT
    `order_items`.product AS `order_items_product.group`,
    `orders`.id AS `orders.id`,
    `orders`.amount AS `orders_revenue.value`,
    `orders`.id AS `orders_count.value`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
)
SELECT
  `order_items_product.group` AS `order_items_product`,
  SUM(`orders_revenue.value`) AS `orders_revenue`,
  COUNT(`orders_count.value`) AS `orders_count`
FROM `orders_rows`
GROUP BY 1
ORDER BY `order_items_product` NULLS LAST
LIMIT 500;

-- fan-out: customers counted once per month of their orders
WITH `customers_rows` AS (
  SELECT DISTINCT
    TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month.group`,
    `customers`.id AS `customers.id`,
    `customers`.id AS `customers_count.value`,
    `customers`.credit AS `customers_total_credit.value`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
),
`customers_metrics` AS (
  SELECT
    `orders_ordered_on_month.group` AS `orders_ordered_on_month`,
    COUNT(`customers_count.value`) AS `customers_count`,
    SUM(`customers_total_credit.value`) AS `customers_total_credit`
  FROM `customers_rows`
  GROUP BY 1
),
`orders_metrics` AS (
  SELECT
    TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1
)
SELECT
  `customers_metrics`.`orders_ordered_on_month` AS `orders_ordered_on_month`,
  `customers_metrics`.`customers_count` AS `customers_count`,
  `customers_metrics`.`customers_total_credit` AS `customers_total_credit`,
  `orders_metrics`.`orders_revenue` AS `orders_revenue`
FROM `customers_metrics`
INNER JOIN `orders_metrics`
  ON `customers_metrics`.`orders_ordered_on_month` <=> `orders_metrics`.`orders_ordered_on_month`
ORDER BY `orders_ordered_on_month` NULLS LAST
LIMIT 500;

-- fan-out: medians of three tables
WITH `customers_rows` AS (
  SELECT DISTINCT
    `customers`.region AS `customers_region.group`,
    `customers`.id AS `customers.id`,
    `customers`.credit AS `customers_median_credit.value`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
),
`customers_metrics` AS (
  SELECT
    `customers_region.group` AS `customers_region`,
    MEDIAN(`customers_median_credit.value`) AS `customers_median_credit`
  FROM `customers_rows`
  GROUP BY 1
),
`orders_metrics` AS (
  SELECT
    `customers`.region AS `customers_region`,
    MEDIAN(`orders`.amount) AS `orders_median`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  GROUP BY 1
),
`payments_metrics` AS (
  SELECT
    `customers`.region AS `customers_region`,
    MEDIAN(`payments`.total) AS `payments_median_payment`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  LEFT OUTER JOIN `payments` AS `payments`
    ON (`orders`.id) = (`payments`.order_id)
  GROUP BY 1
)
SELECT
  `customers_metrics`.`customers_region` AS `customers_region`,
  `customers_metrics`.`customers_median_credit` AS `customers_median_credit`,
  `orders_metrics`.`orders_median` AS `orders_median`,
  `payments_metrics`.`payments_median_payment` AS `payments_median_payment`,
  `orders_metrics`.`orders_count` AS `orders_count`
FROM `customers_metrics`
INNER JOIN `orders_metrics`
  ON `customers_metrics`.`customers_region` <=> `orders_metrics`.`customers_region`
INNER JOIN `payments_metrics`
  ON `customers_metrics`.`customers_region` <=> `payments_metrics`.`customers_region`
ORDER BY `customers_region` NULLS LAST
LIMIT 500;

-- fan-out: an aggregate of its own over repeated rows
WITH `orders_rows` AS (
  SELECT
    `order_items`.product AS `order_items_product.group`,
    `orders`.id AS `orders.id`,
    `orders`.amount AS `orders_revenue.value`,
    `orders`.*,
    ROW_NUMBER() OVER (PARTITION BY `order_items`.product, `orders`.id ORDER BY `orders`.id) AS `orders.copy`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
)
SELECT
  `order_items_product.group` AS `order_items_product`,
  MAX(`orders`.amount) - MIN(`orders`.amount) AS `orders_spread`,
  SUM(`orders_revenue.value`) AS `orders_revenue`
FROM `orders_rows` AS `orders`
WHERE `orders.copy` = 1
GROUP BY 1
ORDER BY `order_items_product` NULLS LAST
LIMIT 500;

-- fan-out: formula over two tables
WITH `orders_metrics` AS (
  SELECT
    `customers`.region AS `customers_region`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  GROUP BY 1
),
`customers_rows` AS (
  SELECT DISTINCT
    `customers`.region AS `customers_region.group`,
    `customers`.id AS `customers.id`,
    `customers`.id AS `customers_count.value`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
),
`customers_metrics` AS (
  SELECT
    `customers_region.group` AS `customers_region`,
    COUNT(`customers_count.value`) AS `customers_count`
  FROM `customers_rows`
  GROUP BY 1
)
SELECT
  `orders_metrics`.`customers_region` AS `customers_region`,
  (`orders_metrics`.`orders_revenue`) * 1e0 / NULLIF((`customers_metrics`.`customers_count`), 0) AS `orders_revenue_per_customer`
FROM `orders_metrics`
INNER JOIN `customers_metrics`
  ON `orders_metrics`.`customers_region` <=> `customers_metrics`.`customers_region`
ORDER BY `customers_region` NULLS LAST
LIMIT 500;

-- fan-out: filter on the repeated side
WITH `orders_rows` AS (
  SELECT DISTINCT
    `orders`.status AS `orders_status.group`,
    `orders`.id AS `orders.id`,
    `orders`.amount AS `orders_revenue.value`
  FROM `orders` AS `orders`
  INNER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
  WHERE (`order_items`.product) IN ('pen', 'pad')
),
`orders_metrics` AS (
  SELECT
    `orders_status.group` AS `orders_status`,
    SUM(`orders_revenue.value`) AS `orders_revenue`
  FROM `orders_rows`
  GROUP BY 1
),
`payments_rows` AS (
  SELECT DISTINCT
    `orders`.status AS `orders_status.group`,
    `payments`.id AS `payments.id`,
    `payments`.total AS `payments_paid.value`
  FROM `orders` AS `orders`
  INNER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
  LEFT OUTER JOIN `payments` AS `payments`
    ON (`orders`.id) = (`payments`.order_id)
  WHERE (`order_items`.product) IN ('pen', 'pad')
),
`payments_metrics` AS (
  SELECT
    `orders_status.group` AS `orders_status`,
    SUM(`payments_paid.value`) AS `payments_paid`
  FROM `payments_rows`
  GROUP BY 1
)
SELECT
  `orders_metrics`.`orders_status` AS `orders_status`,
  `orders_metrics`.`orders_revenue` AS `orders_revenue`,
  `payments_metrics`.`payments_paid` AS `payments_paid`
FROM `orders_metrics`
INNER JOIN `payments_metrics`
  ON `orders_metrics`.`orders_status` <=> `payments_metrics`.`orders_status`
ORDER BY `orders_status` NULLS LAST
LIMIT 500;

-- fan-out: groups that are dates and booleans, null among them
WITH `orders_metrics` AS (
  SELECT
    TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month`,
    `orders`.is_gift AS `orders_is_gift`,
    `orders`.units AS `orders_units`,
    `orders`.created_at - (CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
    SUM(`orders`.amount) AS `orders_revenue`,
    MAX(`orders`.amount) - MIN(`orders`.amount) AS `orders_spread`
  FROM `orders` AS `orders`
  GROUP BY 1, 2, 3, 4
),
`payments_metrics` AS (
  SELECT
    TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month`,
    `orders`.is_gift AS `orders_is_gift`,
    `orders`.units AS `orders_units`,
    `orders`.created_at - (CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
    SUM(`payments`.total) AS `payments_paid`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `payments` AS `payments`
    ON (`orders`.id) = (`payments`.order_id)
  GROUP BY 1, 2, 3, 4
),
`order_items_metrics` AS (
  SELECT
    TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month`,
    `orders`.is_gift AS `orders_is_gift`,
    `orders`.units AS `orders_units`,
    `orders`.created_at - (CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
    SUM(`order_items`.quantity) AS `order_items_quantity_sold`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
  GROUP BY 1, 2, 3, 4
)
SELECT
  `orders_metrics`.`orders_ordered_on_month` AS `orders_ordered_on_month`,
  `orders_metrics`.`orders_is_gift` AS `orders_is_gift`,
  `orders_metrics`.`orders_units` AS `orders_units`,
  `orders_metrics`.`orders_created_at_hour` AS `orders_created_at_hour`,
  `orders_metrics`.`orders_revenue` AS `orders_revenue`,
  `payments_metrics`.`payments_paid` AS `payments_paid`,
  `order_items_metrics`.`order_items_quantity_sold` AS `order_items_quantity_sold`,
  `orders_metrics`.`orders_spread` AS `orders_spread`
FROM `orders_metrics`
INNER JOIN `payments_metrics`
  ON `orders_metrics`.`orders_ordered_on_month` <=> `payments_metrics`.`orders_ordered_on_month`
  AND `orders_metrics`.`orders_is_gift` <=> `payments_metrics`.`orders_is_gift`
  AND `orders_metrics`.`orders_units` <=> `payments_metrics`.`orders_units`
  AND `orders_metrics`.`orders_created_at_hour` <=> `payments_metrics`.`orders_created_at_hour`
INNER JOIN `order_items_metrics`
  ON `orders_metrics`.`orders_ordered_on_month` <=> `order_items_metrics`.`orders_ordered_on_month`
  AND `orders_metrics`.`orders_is_gift` <=> `order_items_metrics`.`orders_is_gift`
  AND `orders_metrics`.`orders_units` <=> `order_items_metrics`.`orders_units`
  AND `orders_metrics`.`orders_created_at_hour` <=> `order_items_metrics`.`orders_created_at_hour`
ORDER BY `orders_ordered_on_month` NULLS LAST, `orders_units` NULLS LAST, `orders_created_at_hour` NULLS LAST, `orders_revenue` NULLS LAST
LIMIT 500;

-- fan-out: names of the few customers that a metric filter leaves
WITH `orders_by_key` AS (
  SELECT
    `customers`.id AS `customers_id`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  GROUP BY 1
),
metrics AS (
  SELECT
    `orders_by_key`.`customers_id` AS `customers_id`,
    `customers`.name AS `customers_name`,
    `customers`.region AS `customers_region`,
    `orders_by_key`.`orders_revenue` AS `orders_revenue`
  FROM `orders_by_key`
  LEFT OUTER JOIN `customers` AS `customers`
    ON `orders_by_key`.`customers_id` = `customers`.id
)
SELECT
  *
FROM metrics
WHERE (`orders_revenue`) > 50
ORDER BY `customers_id` NULLS LAST
LIMIT 500;

-- table calculation: rank and running total
WITH metrics AS (
  SELECT
    `orders`.id AS `orders_id`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  WHERE (`orders`.amount) IS NOT NULL
  GROUP BY 1
),
table_calculations AS (
  SELECT
    *,
    RANK() OVER (ORDER BY `orders_revenue` DESC) AS `place`,
    SUM(`orders_revenue`) OVER (ORDER BY `orders_id`) AS `running`
  FROM metrics
)
SELECT
  *,
  `running` * 2 AS `twice`
FROM table_calculations
ORDER BY `place` NULLS LAST, `orders_id` NULLS LAST
LIMIT 500;

-- table calculation: filtered
WITH metrics AS (
  SELECT
    `orders`.status AS `orders_status`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  GROUP BY 1
),
table_calculations AS (
  SELECT
    *,
    `orders_count` * 2 AS `double`
  FROM metrics
)
SELECT
  *
FROM table_calculations
WHERE (`double`) >= 8
ORDER BY `orders_status` NULLS LAST
LIMIT 500;

-- formula: totals, order and shares
WITH metrics AS (
  SELECT
    `orders`.id AS `orders_id`,
    `customers`.region AS `customers_region`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  WHERE (`orders`.amount) IS NOT NULL
  GROUP BY 1, 2
)
SELECT
  *,
  SUM(`orders_revenue`) OVER () AS `total`,
  ROUND(CAST(`orders_revenue` AS DOUBLE) / NULLIF(SUM(`orders_revenue`) OVER (), 0), 4) AS `share`,
  SUM(`orders_revenue`) OVER (ORDER BY `orders_id` NULLS LAST, `customers_region` NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `running`,
  LAG(`orders_revenue`, 2) OVER (ORDER BY `orders_id` NULLS LAST, `customers_region` NULLS LAST) AS `before`,
  RANK() OVER (ORDER BY `orders_revenue` DESC NULLS LAST) AS `place`,
  CAST(`orders_id` AS DOUBLE) / NULLIF(2, 0) AS `half`
FROM metrics
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- formula: conditions, text and dates
WITH metrics AS (
  SELECT
    `orders`.id AS `orders_id`,
    `orders`.status AS `orders_status`,
    `orders`.ordered_on AS `orders_ordered_on_day`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1, 2, 3
)
SELECT
  *,
  CASE WHEN (`orders_revenue`) > (100) THEN 'high' WHEN (`orders_revenue`) > (20) THEN 'middle' ELSE 'low' END AS `kind`,
  UPPER(COALESCE(`orders_status`, '') || COALESCE('!', '')) AS `shout`,
  SUBSTRING(`orders_status`, 1, 2) AS `start`,
  LENGTH(`orders_status`) AS `letters`,
  COALESCE('no ', '') || COALESCE(REGEXP_REPLACE(CAST(CAST(`orders_id` AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', ''), '') AS `numbered`,
  YEAR(`orders_ordered_on_day`) AS `year`,
  COALESCE(`orders_revenue`, 0) AS `known`
FROM metrics
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- formula: numbers
WITH metrics AS (
  SELECT
    `orders`.id AS `orders_id`,
    `orders`.units AS `orders_units`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
)
SELECT
  *,
  ROUND((`orders_revenue`) - NULLIF(7, 0) * FLOOR(CAST((`orders_revenue`) AS DOUBLE) / NULLIF(7, 0)), 4) AS `rest`,
  ((`orders_units`) - (10)) - NULLIF(3, 0) * FLOOR(CAST(((`orders_units`) - (10)) AS DOUBLE) / NULLIF(3, 0)) AS `rest_of_negative`,
  CASE WHEN (30) IS NULL OR CASE WHEN (`orders_units`) IS NULL OR (`orders_revenue`) <= (`orders_units`) THEN (`orders_revenue`) ELSE (`orders_units`) END <= (30) THEN CASE WHEN (`orders_units`) IS NULL OR (`orders_revenue`) <= (`orders_units`) THEN (`orders_revenue`) ELSE (`orders_units`) END ELSE (30) END AS `least`,
  CASE WHEN (20) IS NULL OR (`orders_revenue`) >= (20) THEN (`orders_revenue`) ELSE (20) END AS `most`,
  ROUND(LN(CASE WHEN `orders_revenue` > 0 THEN `orders_revenue` END), 4) AS `logarithm`,
  ROUND(((SQRT(CASE WHEN `orders_revenue` >= 0 THEN `orders_revenue` END)) + (EXP(1))) + (POWER(2, 3)), 4) AS `root`,
  (((CEIL(`orders_revenue`)) - (FLOOR(`orders_revenue`))) + (SIGN(`orders_units`))) + (ABS(`orders_units`)) AS `whole`,
  ROUND((`orders_revenue`) * ((10) / 100.0), 0) AS `rounded`
FROM metrics
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- formula: what holds
WITH metrics AS (
  SELECT
    `orders`.id AS `orders_id`,
    `orders`.is_gift AS `orders_is_gift`,
    `orders`.status AS `orders_status`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1, 2, 3
)
SELECT
  *,
  (`orders_revenue`) > (50) AS `large`,
  ((`orders_revenue`) > (20)) AND (NOT ((`orders_status`) IS NULL)) AS `both`,
  ((`orders_is_gift`) OR ((`orders_revenue`) > (100))) AS `either`,
  CASE WHEN `orders_is_gift` THEN 'gift' ELSE 'no gift' END AS `gift`,
  ((`orders_revenue`) > (50)) = (`orders_is_gift`) AS `same`,
  COALESCE(`orders_is_gift`, 1 = 0) AS `known`,
  CASE WHEN `orders_is_gift` THEN 1 = 1 WHEN (`orders_revenue`) > (50) THEN 1 = 0 ELSE NULL END AS `chosen`
FROM metrics
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- formula: rows beside each other
WITH metrics AS (
  SELECT
    `customers`.region AS `customers_region`,
    TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month`,
    SUM(`orders`.amount) AS `orders_revenue`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  WHERE (`orders`.ordered_on) IS NOT NULL
  GROUP BY 1, 2
)
SELECT
  *,
  ROUND(CAST(`orders_count` AS DOUBLE) / NULLIF(SUM(`orders_count`) OVER (PARTITION BY `customers_region`), 0), 4) AS `part`,
  SUM(`orders_count`) OVER (PARTITION BY `customers_region`) AS `parts`,
  ROUND(AVG(CAST(`orders_revenue` AS DOUBLE)) OVER (), 4) AS `mean`,
  MIN(`orders_revenue`) OVER (PARTITION BY `customers_region`) AS `least`,
  ROUND(AVG(CAST(`orders_revenue` AS DOUBLE)) OVER (PARTITION BY `customers_region` ORDER BY `orders_ordered_on_month` NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), 4) AS `running`,
  SUM(`orders_count`) OVER (PARTITION BY `customers_region` ORDER BY `orders_ordered_on_month` NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS `moving`,
  LEAD(`orders_count`, 1) OVER (PARTITION BY `customers_region` ORDER BY `orders_ordered_on_month` NULLS LAST) AS `after`,
  ROUND(CAST(`orders_revenue` - LAG(`orders_revenue`, 1) OVER (PARTITION BY `customers_region` ORDER BY `orders_ordered_on_month` NULLS LAST) AS DOUBLE) / NULLIF(ABS(LAG(`orders_revenue`, 1) OVER (PARTITION BY `customers_region` ORDER BY `orders_ordered_on_month` NULLS LAST)), 0), 4) AS `change`,
  DENSE_RANK() OVER (ORDER BY `orders_count` NULLS LAST) AS `place`,
  ROW_NUMBER() OVER (PARTITION BY `customers_region` ORDER BY `orders_ordered_on_month` NULLS LAST) AS `row`
FROM metrics
ORDER BY `customers_region` NULLS LAST, `orders_ordered_on_month` NULLS LAST
LIMIT 500;

-- formula: text
WITH metrics AS (
  SELECT
    `orders`.id AS `orders_id`,
    `orders`.status AS `orders_status`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
)
SELECT
  *,
  LOWER(`orders_status`) AS `lower`,
  SUBSTRING(`orders_status`, 2, 2) AS `middle`,
  REPLACE(`orders_status`, 'a', '_%_') AS `put`,
  TRIM(COALESCE(COALESCE('  ', '') || COALESCE(`orders_status`, ''), '') || COALESCE(' ', '')) AS `bare`
FROM metrics
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- own: custom metric and custom SQL dimension
SELECT
  UPPER(`customers`.name) AS `initial`,
  COUNT(CASE WHEN `orders`.amount > 50 THEN 1 END) AS `orders_big`
FROM `orders` AS `orders`
LEFT OUTER JOIN `customers` AS `customers`
  ON (`orders`.customer_id) = (`customers`.id)
GROUP BY 1
ORDER BY `initial` NULLS LAST
LIMIT 500;

-- comparison: each month with the month before
WITH `current_period` AS (
  SELECT
    TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month`,
    SUM(`orders`.amount) AS `orders_revenue`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`previous_period` AS (
  SELECT
    TRUNC(CAST((`orders`.ordered_on) + INTERVAL '1' MONTH AS DATE), 'MONTH') AS `orders_ordered_on_month`,
    SUM(`orders`.amount) AS `orders_revenue`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  WHERE (CAST((`orders`.ordered_on) + INTERVAL '1' MONTH AS DATE)) <= DATE '2024-03-31'
  GROUP BY 1
)
SELECT
  `current_period`.`orders_ordered_on_month` AS `orders_ordered_on_month`,
  `current_period`.`orders_revenue` AS `orders_revenue`,
  `current_period`.`orders_count` AS `orders_count`,
  `previous_period`.`orders_revenue` AS `orders_revenue__previous_period`,
  `current_period`.`orders_revenue` - `previous_period`.`orders_revenue` AS `orders_revenue__previous_period_change`,
  CAST(`current_period`.`orders_revenue` - `previous_period`.`orders_revenue` AS DOUBLE) / NULLIF(ABS(`previous_period`.`orders_revenue`), 0) AS `orders_revenue__previous_period_change_percent`,
  `previous_period`.`orders_count` AS `orders_count__previous_period`,
  `current_period`.`orders_count` - `previous_period`.`orders_count` AS `orders_count__previous_period_change`,
  CAST(`current_period`.`orders_count` - `previous_period`.`orders_count` AS DOUBLE) / NULLIF(ABS(`previous_period`.`orders_count`), 0) AS `orders_count__previous_period_change_percent`
FROM `current_period`
LEFT OUTER JOIN `previous_period`
  ON `current_period`.`orders_ordered_on_month` <=> `previous_period`.`orders_ordered_on_month`
ORDER BY `orders_ordered_on_month` NULLS LAST
LIMIT 500;

-- comparison: days with those of the month before, in New York
WITH `current_period` AS (
  SELECT
    CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_created_at_day`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`1_months_earlier` AS (
  SELECT
    CAST((CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '1' MONTH AS DATE) AS `orders_created_at_day`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  WHERE ((CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '1' MONTH) <= TIMESTAMP_NTZ '2024-03-31 06:30:00'
    AND ((CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '1' MONTH) + INTERVAL '-1' MONTH = (CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '0' MONTH
  GROUP BY 1
)
SELECT
  `current_period`.`orders_created_at_day` AS `orders_created_at_day`,
  `current_period`.`orders_revenue` AS `orders_revenue`,
  `1_months_earlier`.`orders_revenue` AS `orders_revenue__1_months_earlier`,
  `current_period`.`orders_revenue` - `1_months_earlier`.`orders_revenue` AS `orders_revenue__1_months_earlier_change`,
  CAST(`current_period`.`orders_revenue` - `1_months_earlier`.`orders_revenue` AS DOUBLE) / NULLIF(ABS(`1_months_earlier`.`orders_revenue`), 0) AS `orders_revenue__1_months_earlier_change_percent`
FROM `current_period`
LEFT OUTER JOIN `1_months_earlier`
  ON `current_period`.`orders_created_at_day` <=> `1_months_earlier`.`orders_created_at_day`
ORDER BY `orders_created_at_day` NULLS LAST
LIMIT 500;

-- comparison: by status, a quarter and a year earlier
WITH `current_period` AS (
  SELECT
    `orders`.status AS `orders_status`,
    TRUNC(`orders`.utc_at, 'QUARTER') AS `orders_utc_at_quarter`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
),
`previous_period_all` AS (
  SELECT
    `orders`.status AS `orders_status`,
    TRUNC((`orders`.utc_at) + INTERVAL '3' MONTH, 'QUARTER') AS `orders_utc_at_quarter`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  WHERE ((`orders`.utc_at) + INTERVAL '3' MONTH) <= TIMESTAMP_NTZ '2024-03-31 10:30:00'
  GROUP BY 1, 2
),
`previous_period` AS (
  SELECT
    *
  FROM `previous_period_all`
  WHERE `orders_utc_at_quarter` IN (SELECT `orders_utc_at_quarter` FROM `current_period`)
),
`previous_year_all` AS (
  SELECT
    `orders`.status AS `orders_status`,
    TRUNC((`orders`.utc_at) + INTERVAL '1' YEAR, 'QUARTER') AS `orders_utc_at_quarter`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  WHERE ((`orders`.utc_at) + INTERVAL '1' YEAR) <= TIMESTAMP_NTZ '2024-03-31 10:30:00'
  GROUP BY 1, 2
),
`previous_year` AS (
  SELECT
    *
  FROM `previous_year_all`
  WHERE `orders_utc_at_quarter` IN (SELECT `orders_utc_at_quarter` FROM `current_period`)
)
SELECT
  COALESCE(`current_period`.`orders_status`, `previous_period`.`orders_status`, `previous_year`.`orders_status`) AS `orders_status`,
  COALESCE(`current_period`.`orders_utc_at_quarter`, `previous_period`.`orders_utc_at_quarter`, `previous_year`.`orders_utc_at_quarter`) AS `orders_utc_at_quarter`,
  `current_period`.`orders_revenue` AS `orders_revenue`,
  `previous_period`.`orders_revenue` AS `orders_revenue__previous_period`,
  `current_period`.`orders_revenue` - `previous_period`.`orders_revenue` AS `orders_revenue__previous_period_change`,
  CAST(`current_period`.`orders_revenue` - `previous_period`.`orders_revenue` AS DOUBLE) / NULLIF(ABS(`previous_period`.`orders_revenue`), 0) AS `orders_revenue__previous_period_change_percent`,
  `previous_year`.`orders_revenue` AS `orders_revenue__previous_year`,
  `current_period`.`orders_revenue` - `previous_year`.`orders_revenue` AS `orders_revenue__previous_year_change`,
  CAST(`current_period`.`orders_revenue` - `previous_year`.`orders_revenue` AS DOUBLE) / NULLIF(ABS(`previous_year`.`orders_revenue`), 0) AS `orders_revenue__previous_year_change_percent`
FROM `current_period`
FULL OUTER JOIN `previous_period`
  ON `current_period`.`orders_status` <=> `previous_period`.`orders_status`
  AND `current_period`.`orders_utc_at_quarter` <=> `previous_period`.`orders_utc_at_quarter`
FULL OUTER JOIN `previous_year`
  ON COALESCE(`current_period`.`orders_status`, `previous_period`.`orders_status`) <=> `previous_year`.`orders_status`
  AND COALESCE(`current_period`.`orders_utc_at_quarter`, `previous_period`.`orders_utc_at_quarter`) <=> `previous_year`.`orders_utc_at_quarter`
ORDER BY `orders_utc_at_quarter` NULLS LAST, `orders_status` NULLS LAST
LIMIT 500;

-- comparison: hours with those of a day and of a week before
WITH `current_period` AS (
  SELECT
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - (CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`1_hours_earlier` AS (
  SELECT
    (CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '1' HOUR - (CONVERT_TIMEZONE('UTC', 'Asia/Kolkata', (CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '1' HOUR) - CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('UTC', 'Asia/Kolkata', (CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '1' HOUR)) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  WHERE ((CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '1' HOUR) <= TIMESTAMP_NTZ '2024-03-31 10:30:00'
  GROUP BY 1
),
`3_weeks_earlier` AS (
  SELECT
    CONVERT_TIMEZONE('Asia/Kolkata', 'UTC', (CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '21' DAY) - ((CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '21' DAY - CAST(DATE_TRUNC('HOUR', (CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '21' DAY) AS TIMESTAMP_NTZ)) AS `orders_created_at_hour`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  WHERE ((CONVERT_TIMEZONE('Asia/Kolkata', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) + INTERVAL '21' DAY) <= TIMESTAMP_NTZ '2024-03-31 16:00:00'
  GROUP BY 1
)
SELECT
  `current_period`.`orders_created_at_hour` AS `orders_created_at_hour`,
  `current_period`.`orders_count` AS `orders_count`,
  `1_hours_earlier`.`orders_count` AS `orders_count__1_hours_earlier`,
  `current_period`.`orders_count` - `1_hours_earlier`.`orders_count` AS `orders_count__1_hours_earlier_change`,
  CAST(`current_period`.`orders_count` - `1_hours_earlier`.`orders_count` AS DOUBLE) / NULLIF(ABS(`1_hours_earlier`.`orders_count`), 0) AS `orders_count__1_hours_earlier_change_percent`,
  `3_weeks_earlier`.`orders_count` AS `orders_count__3_weeks_earlier`,
  `current_period`.`orders_count` - `3_weeks_earlier`.`orders_count` AS `orders_count__3_weeks_earlier_change`,
  CAST(`current_period`.`orders_count` - `3_weeks_earlier`.`orders_count` AS DOUBLE) / NULLIF(ABS(`3_weeks_earlier`.`orders_count`), 0) AS `orders_count__3_weeks_earlier_change_percent`
FROM `current_period`
LEFT OUTER JOIN `1_hours_earlier`
  ON `current_period`.`orders_created_at_hour` <=> `1_hours_earlier`.`orders_created_at_hour`
LEFT OUTER JOIN `3_weeks_earlier`
  ON `current_period`.`orders_created_at_hour` <=> `3_weeks_earlier`.`orders_created_at_hour`
ORDER BY `orders_created_at_hour` NULLS LAST
LIMIT 500;

-- over time: so far, by month and status
WITH `orders_metrics` AS (
  SELECT
    `orders`.status AS `orders_status`,
    TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
),
`orders_revenue_so_far_by_day` AS (
  SELECT
    `orders`.status AS `orders_status`,
    `orders`.ordered_on AS `orders_revenue_so_far.day`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
),
`orders_revenue_so_far_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_revenue_so_far_days` AS (
  SELECT DISTINCT `orders_revenue_so_far.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_revenue_so_far.day`
    FROM (
      SELECT MIN(`orders_revenue_so_far_by_day`.`orders_revenue_so_far.day`) AS `first`, MAX(`orders_revenue_so_far_by_day`.`orders_revenue_so_far.day`) AS `last` FROM `orders_revenue_so_far_by_day`
    ) AS `span`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `ones`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `tens`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `hundreds`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `thousands`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` AS `orders_revenue_so_far.day` FROM `orders_revenue_so_far_by_day` WHERE `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` IS NOT NULL
  ) AS `every_day`
),
`orders_revenue_so_far_periods` AS (
  SELECT
    TRUNC(`orders_revenue_so_far_days`.`orders_revenue_so_far.day`, 'MONTH') AS `orders_ordered_on_month`,
    MAX(`orders_revenue_so_far_days`.`orders_revenue_so_far.day`) AS `orders_revenue_so_far.day`
  FROM `orders_revenue_so_far_days`
  GROUP BY 1
),
`orders_revenue_so_far_so_far` AS (
  SELECT
    `orders_revenue_so_far_by_day`.`orders_status` AS `orders_status`,
    `orders_revenue_so_far_periods`.`orders_ordered_on_month` AS `orders_ordered_on_month`,
    SUM(`orders_revenue_so_far_by_day`.`orders_revenue`) AS `orders_revenue_so_far`
  FROM `orders_revenue_so_far_periods`
  INNER JOIN `orders_revenue_so_far_by_day`
    ON `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` <= `orders_revenue_so_far_periods`.`orders_revenue_so_far.day`
  GROUP BY 1, 2
)
SELECT
  COALESCE(`orders_metrics`.`orders_status`, `orders_revenue_so_far_so_far`.`orders_status`) AS `orders_status`,
  COALESCE(`orders_metrics`.`orders_ordered_on_month`, `orders_revenue_so_far_so_far`.`orders_ordered_on_month`) AS `orders_ordered_on_month`,
  `orders_metrics`.`orders_revenue` AS `orders_revenue`,
  `orders_revenue_so_far_so_far`.`orders_revenue_so_far` AS `orders_revenue_so_far`
FROM `orders_metrics`
FULL OUTER JOIN `orders_revenue_so_far_so_far`
  ON `orders_metrics`.`orders_status` <=> `orders_revenue_so_far_so_far`.`orders_status`
  AND `orders_metrics`.`orders_ordered_on_month` <=> `orders_revenue_so_far_so_far`.`orders_ordered_on_month`
ORDER BY `orders_status` NULLS LAST, `orders_ordered_on_month` NULLS LAST
LIMIT 500;

-- over time: of the year, by week, in Berlin, from February on
WITH `orders_revenue_of_year_by_day` AS (
  SELECT
    CAST(CONVERT_TIMEZONE('Europe/Berlin', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_revenue_of_year.day`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`orders_revenue_of_year_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_revenue_of_year_days` AS (
  SELECT DISTINCT `orders_revenue_of_year.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_revenue_of_year.day`
    FROM (
      SELECT MIN(`orders_revenue_of_year_by_day`.`orders_revenue_of_year.day`) AS `first`, MAX(`orders_revenue_of_year_by_day`.`orders_revenue_of_year.day`) AS `last` FROM `orders_revenue_of_year_by_day`
    ) AS `span`
    CROSS JOIN `orders_revenue_of_year_days_digits` AS `ones`
    CROSS JOIN `orders_revenue_of_year_days_digits` AS `tens`
    CROSS JOIN `orders_revenue_of_year_days_digits` AS `hundreds`
    CROSS JOIN `orders_revenue_of_year_days_digits` AS `thousands`
    CROSS JOIN `orders_revenue_of_year_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_revenue_of_year_by_day`.`orders_revenue_of_year.day` AS `orders_revenue_of_year.day` FROM `orders_revenue_of_year_by_day` WHERE `orders_revenue_of_year_by_day`.`orders_revenue_of_year.day` IS NOT NULL
  ) AS `every_day`
),
`orders_revenue_of_year_periods` AS (
  SELECT
    DATE_ADD(TRUNC(DATE_ADD(CAST(`orders_revenue_of_year_days`.`orders_revenue_of_year.day` AS DATE), -6), 'WEEK'), 6) AS `orders_created_at_week`,
    MAX(`orders_revenue_of_year_days`.`orders_revenue_of_year.day`) AS `orders_revenue_of_year.day`
  FROM `orders_revenue_of_year_days`
  WHERE ((`orders_revenue_of_year_days`.`orders_revenue_of_year.day`) >= DATE '2024-02-01' AND (`orders_revenue_of_year_days`.`orders_revenue_of_year.day`) < DATE '2024-04-01')
  GROUP BY 1
),
`orders_revenue_of_year_so_far` AS (
  SELECT
    `orders_revenue_of_year_periods`.`orders_created_at_week` AS `orders_created_at_week`,
    SUM(`orders_revenue_of_year_by_day`.`orders_revenue`) AS `orders_revenue_of_year`
  FROM `orders_revenue_of_year_periods`
  INNER JOIN `orders_revenue_of_year_by_day`
    ON `orders_revenue_of_year_by_day`.`orders_revenue_of_year.day` <= `orders_revenue_of_year_periods`.`orders_revenue_of_year.day`
    AND `orders_revenue_of_year_by_day`.`orders_revenue_of_year.day` >= TRUNC(`orders_revenue_of_year_periods`.`orders_revenue_of_year.day`, 'YEAR')
  GROUP BY 1
)
SELECT
  `orders_revenue_of_year_so_far`.`orders_created_at_week` AS `orders_created_at_week`,
  `orders_revenue_of_year_so_far`.`orders_revenue_of_year` AS `orders_revenue_of_year`
FROM `orders_revenue_of_year_so_far`
ORDER BY `orders_created_at_week` NULLS LAST
LIMIT 500;

-- over time: buyers of 30 days, by day of a month
WITH `orders_metrics` AS (
  SELECT
    CAST(`orders`.utc_at AS DATE) AS `orders_utc_at_day`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  WHERE ((`orders`.utc_at) >= TIMESTAMP_NTZ '2024-03-01 00:00:00' AND (`orders`.utc_at) < TIMESTAMP_NTZ '2024-04-01 00:00:00')
  GROUP BY 1
),
`orders_buyers_of_30_days_by_day` AS (
  SELECT
    CAST(`orders`.utc_at AS DATE) AS `orders_buyers_of_30_days.day`,
    `orders`.customer_id AS `orders_buyers.value`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
),
`orders_buyers_of_30_days_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_buyers_of_30_days_days` AS (
  SELECT DISTINCT `orders_buyers_of_30_days.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_buyers_of_30_days.day`
    FROM (
      SELECT MIN(`orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day`) AS `first`, MAX(`orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day`) AS `last` FROM `orders_buyers_of_30_days_by_day`
    ) AS `span`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `ones`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `tens`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `hundreds`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `thousands`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` AS `orders_buyers_of_30_days.day` FROM `orders_buyers_of_30_days_by_day` WHERE `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` IS NOT NULL
  ) AS `every_day`
),
`orders_buyers_of_30_days_periods` AS (
  SELECT
    `orders_buyers_of_30_days_days`.`orders_buyers_of_30_days.day` AS `orders_utc_at_day`,
    MAX(`orders_buyers_of_30_days_days`.`orders_buyers_of_30_days.day`) AS `orders_buyers_of_30_days.day`
  FROM `orders_buyers_of_30_days_days`
  WHERE ((`orders_buyers_of_30_days_days`.`orders_buyers_of_30_days.day`) >= DATE '2024-03-01' AND (`orders_buyers_of_30_days_days`.`orders_buyers_of_30_days.day`) < DATE '2024-04-01')
  GROUP BY 1
),
`orders_buyers_of_30_days_so_far` AS (
  SELECT
    `orders_buyers_of_30_days_periods`.`orders_utc_at_day` AS `orders_utc_at_day`,
    COUNT(DISTINCT `orders_buyers_of_30_days_by_day`.`orders_buyers.value`) AS `orders_buyers_of_30_days`
  FROM `orders_buyers_of_30_days_periods`
  INNER JOIN `orders_buyers_of_30_days_by_day`
    ON `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` <= `orders_buyers_of_30_days_periods`.`orders_buyers_of_30_days.day`
    AND `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` > CAST((`orders_buyers_of_30_days_periods`.`orders_buyers_of_30_days.day`) + INTERVAL '-30' DAY AS DATE)
  GROUP BY 1
)
SELECT
  COALESCE(`orders_metrics`.`orders_utc_at_day`, `orders_buyers_of_30_days_so_far`.`orders_utc_at_day`) AS `orders_utc_at_day`,
  `orders_buyers_of_30_days_so_far`.`orders_buyers_of_30_days` AS `orders_buyers_of_30_days`,
  `orders_metrics`.`orders_count` AS `orders_count`
FROM `orders_metrics`
FULL OUTER JOIN `orders_buyers_of_30_days_so_far`
  ON `orders_metrics`.`orders_utc_at_day` <=> `orders_buyers_of_30_days_so_far`.`orders_utc_at_day`
ORDER BY `orders_utc_at_day` NULLS LAST
LIMIT 500;

-- over time: average so far at the beginning of each quarter, with items
WITH `order_items_metrics` AS (
  SELECT
    TRUNC(`orders`.local_at, 'QUARTER') AS `orders_local_at_quarter`,
    SUM(`order_items`.quantity) AS `order_items_quantity_sold`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
  GROUP BY 1
),
`orders_average_so_far_by_day` AS (
  SELECT
    CAST(`orders`.local_at AS DATE) AS `orders_average_so_far.day`,
    SUM(`orders`.amount) AS `orders_average.sum`,
    COUNT(`orders`.amount) AS `orders_average.count`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`orders_average_so_far_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_average_so_far_days` AS (
  SELECT DISTINCT `orders_average_so_far.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_average_so_far.day`
    FROM (
      SELECT MIN(`orders_average_so_far_by_day`.`orders_average_so_far.day`) AS `first`, MAX(`orders_average_so_far_by_day`.`orders_average_so_far.day`) AS `last` FROM `orders_average_so_far_by_day`
    ) AS `span`
    CROSS JOIN `orders_average_so_far_days_digits` AS `ones`
    CROSS JOIN `orders_average_so_far_days_digits` AS `tens`
    CROSS JOIN `orders_average_so_far_days_digits` AS `hundreds`
    CROSS JOIN `orders_average_so_far_days_digits` AS `thousands`
    CROSS JOIN `orders_average_so_far_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_average_so_far_by_day`.`orders_average_so_far.day` AS `orders_average_so_far.day` FROM `orders_average_so_far_by_day` WHERE `orders_average_so_far_by_day`.`orders_average_so_far.day` IS NOT NULL
  ) AS `every_day`
),
`orders_average_so_far_periods` AS (
  SELECT
    TRUNC(`orders_average_so_far_days`.`orders_average_so_far.day`, 'QUARTER') AS `orders_local_at_quarter`,
    MIN(`orders_average_so_far_days`.`orders_average_so_far.day`) AS `orders_average_so_far.day`
  FROM `orders_average_so_far_days`
  GROUP BY 1
),
`orders_average_so_far_so_far` AS (
  SELECT
    `orders_average_so_far_periods`.`orders_local_at_quarter` AS `orders_local_at_quarter`,
    CAST(SUM(`orders_average_so_far_by_day`.`orders_average.sum`) AS DOUBLE) / NULLIF(SUM(`orders_average_so_far_by_day`.`orders_average.count`), 0) AS `orders_average_so_far`
  FROM `orders_average_so_far_periods`
  INNER JOIN `orders_average_so_far_by_day`
    ON `orders_average_so_far_by_day`.`orders_average_so_far.day` <= `orders_average_so_far_periods`.`orders_average_so_far.day`
  GROUP BY 1
)
SELECT
  COALESCE(`order_items_metrics`.`orders_local_at_quarter`, `orders_average_so_far_so_far`.`orders_local_at_quarter`) AS `orders_local_at_quarter`,
  `orders_average_so_far_so_far`.`orders_average_so_far` AS `orders_average_so_far`,
  `order_items_metrics`.`order_items_quantity_sold` AS `order_items_quantity_sold`
FROM `order_items_metrics`
FULL OUTER JOIN `orders_average_so_far_so_far`
  ON `order_items_metrics`.`orders_local_at_quarter` <=> `orders_average_so_far_so_far`.`orders_local_at_quarter`
ORDER BY `orders_local_at_quarter` NULLS LAST
LIMIT 500;

-- over time: so far, in all
WITH `orders_metrics` AS (
  SELECT
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
),
`orders_revenue_so_far_by_day` AS (
  SELECT
    `orders`.ordered_on AS `orders_revenue_so_far.day`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`orders_revenue_so_far_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_revenue_so_far_days` AS (
  SELECT DISTINCT `orders_revenue_so_far.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_revenue_so_far.day`
    FROM (
      SELECT MIN(`orders_revenue_so_far_by_day`.`orders_revenue_so_far.day`) AS `first`, MAX(`orders_revenue_so_far_by_day`.`orders_revenue_so_far.day`) AS `last` FROM `orders_revenue_so_far_by_day`
    ) AS `span`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `ones`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `tens`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `hundreds`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `thousands`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` AS `orders_revenue_so_far.day` FROM `orders_revenue_so_far_by_day` WHERE `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` IS NOT NULL
  ) AS `every_day`
),
`orders_revenue_so_far_periods` AS (
  SELECT
    MAX(`orders_revenue_so_far_days`.`orders_revenue_so_far.day`) AS `orders_revenue_so_far.day`
  FROM `orders_revenue_so_far_days`
),
`orders_revenue_so_far_so_far` AS (
  SELECT
    SUM(`orders_revenue_so_far_by_day`.`orders_revenue`) AS `orders_revenue_so_far`
  FROM `orders_revenue_so_far_periods`
  INNER JOIN `orders_revenue_so_far_by_day`
    ON `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` <= `orders_revenue_so_far_periods`.`orders_revenue_so_far.day`
),
`orders_buyers_of_30_days_by_day` AS (
  SELECT
    CAST(`orders`.utc_at AS DATE) AS `orders_buyers_of_30_days.day`,
    `orders`.customer_id AS `orders_buyers.value`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
),
`orders_buyers_of_30_days_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_buyers_of_30_days_days` AS (
  SELECT DISTINCT `orders_buyers_of_30_days.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_buyers_of_30_days.day`
    FROM (
      SELECT MIN(`orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day`) AS `first`, MAX(`orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day`) AS `last` FROM `orders_buyers_of_30_days_by_day`
    ) AS `span`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `ones`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `tens`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `hundreds`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `thousands`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` AS `orders_buyers_of_30_days.day` FROM `orders_buyers_of_30_days_by_day` WHERE `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` IS NOT NULL
  ) AS `every_day`
),
`orders_buyers_of_30_days_periods` AS (
  SELECT
    MAX(`orders_buyers_of_30_days_days`.`orders_buyers_of_30_days.day`) AS `orders_buyers_of_30_days.day`
  FROM `orders_buyers_of_30_days_days`
),
`orders_buyers_of_30_days_so_far` AS (
  SELECT
    COUNT(DISTINCT `orders_buyers_of_30_days_by_day`.`orders_buyers.value`) AS `orders_buyers_of_30_days`
  FROM `orders_buyers_of_30_days_periods`
  INNER JOIN `orders_buyers_of_30_days_by_day`
    ON `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` <= `orders_buyers_of_30_days_periods`.`orders_buyers_of_30_days.day`
    AND `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` > CAST((`orders_buyers_of_30_days_periods`.`orders_buyers_of_30_days.day`) + INTERVAL '-30' DAY AS DATE)
)
SELECT
  `orders_metrics`.`orders_revenue` AS `orders_revenue`,
  `orders_revenue_so_far_so_far`.`orders_revenue_so_far` AS `orders_revenue_so_far`,
  `orders_buyers_of_30_days_so_far`.`orders_buyers_of_30_days` AS `orders_buyers_of_30_days`
FROM `orders_metrics`
CROSS JOIN `orders_revenue_so_far_so_far`
CROSS JOIN `orders_buyers_of_30_days_so_far`
LIMIT 500;

-- over time: the month before, by region
WITH `orders_metrics` AS (
  SELECT
    `customers`.region AS `customers_region`,
    TRUNC(`orders`.ordered_on, 'MONTH') AS `orders_ordered_on_month`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  GROUP BY 1, 2
),
`orders_revenue_month_before_earlier` AS (
  SELECT
    `customers`.region AS `customers_region`,
    TRUNC(CAST((`orders`.ordered_on) + INTERVAL '1' MONTH AS DATE), 'MONTH') AS `orders_ordered_on_month`,
    SUM(`orders`.amount) AS `orders_revenue_month_before`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  WHERE (CAST((`orders`.ordered_on) + INTERVAL '1' MONTH AS DATE)) <= DATE '2024-03-31'
  GROUP BY 1, 2
)
SELECT
  COALESCE(`orders_metrics`.`customers_region`, `orders_revenue_month_before_earlier`.`customers_region`) AS `customers_region`,
  COALESCE(`orders_metrics`.`orders_ordered_on_month`, `orders_revenue_month_before_earlier`.`orders_ordered_on_month`) AS `orders_ordered_on_month`,
  `orders_metrics`.`orders_revenue` AS `orders_revenue`,
  `orders_revenue_month_before_earlier`.`orders_revenue_month_before` AS `orders_revenue_month_before`
FROM `orders_metrics`
FULL OUTER JOIN `orders_revenue_month_before_earlier`
  ON `orders_metrics`.`customers_region` <=> `orders_revenue_month_before_earlier`.`customers_region`
  AND `orders_metrics`.`orders_ordered_on_month` <=> `orders_revenue_month_before_earlier`.`orders_ordered_on_month`
ORDER BY `customers_region` NULLS LAST, `orders_ordered_on_month` NULLS LAST
LIMIT 500;

-- over time: the last amounts of each status and of all
WITH `orders_rows` AS (
  SELECT
    `orders`.status AS `orders_status.group`,
    `orders`.amount AS `orders_last_amount.value`,
    `orders`.amount AS `orders_first_median.value`,
    `orders`.ordered_on AS `orders_last_amount.moment`,
    `orders`.created_at AS `orders_first_median.moment`,
    `orders`.status AS `orders_first_median.grouping_1`
  FROM `orders` AS `orders`
),
`orders_picked` AS (
  SELECT
    *,
    CASE WHEN `orders_last_amount.moment` = MAX(`orders_last_amount.moment`) OVER (PARTITION BY `orders_status.group`) THEN `orders_last_amount.value` END AS `orders_last_amount.picked`,
    CASE WHEN `orders_first_median.moment` = MIN(`orders_first_median.moment`) OVER (PARTITION BY `orders_status.group`, `orders_first_median.grouping_1`) THEN `orders_first_median.value` END AS `orders_first_median.picked`
  FROM `orders_rows`
),
`orders_metrics` AS (
  SELECT
    `orders_status.group` AS `orders_status`,
    SUM(`orders_last_amount.picked`) AS `orders_last_amount`,
    MEDIAN(`orders_first_median.picked`) AS `orders_first_median`
  FROM `orders_picked`
  GROUP BY 1
),
`orders_metrics_2` AS (
  SELECT
    `orders`.status AS `orders_status`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1
)
SELECT
  `orders_metrics`.`orders_status` AS `orders_status`,
  `orders_metrics`.`orders_last_amount` AS `orders_last_amount`,
  `orders_metrics`.`orders_first_median` AS `orders_first_median`,
  `orders_metrics_2`.`orders_revenue` AS `orders_revenue`
FROM `orders_metrics`
INNER JOIN `orders_metrics_2`
  ON `orders_metrics`.`orders_status` <=> `orders_metrics_2`.`orders_status`
ORDER BY `orders_status` NULLS LAST
LIMIT 500;

-- over time: the last amounts with items beside them
WITH `orders_rows` AS (
  SELECT DISTINCT
    `order_items`.product AS `order_items_product.group`,
    `orders`.id AS `orders.id`,
    `orders`.amount AS `orders_last_amount.value`,
    `orders`.ordered_on AS `orders_last_amount.moment`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
),
`orders_picked` AS (
  SELECT
    *,
    CASE WHEN `orders_last_amount.moment` = MAX(`orders_last_amount.moment`) OVER (PARTITION BY `order_items_product.group`) THEN `orders_last_amount.value` END AS `orders_last_amount.picked`
  FROM `orders_rows`
)
SELECT
  `order_items_product.group` AS `order_items_product`,
  SUM(`orders_last_amount.picked`) AS `orders_last_amount`
FROM `orders_picked`
GROUP BY 1
ORDER BY `order_items_product` NULLS LAST
LIMIT 500;

-- over time: shares, parts of the row before and running totals
WITH metrics AS (
  SELECT
    `orders`.status AS `orders_status`,
    TRUNC(`orders`.utc_at, 'QUARTER') AS `orders_utc_at_quarter`,
    COUNT(`orders`.id) AS `orders_count`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
),
table_calculations AS (
  SELECT
    *,
    CAST(`orders_count` AS DOUBLE) / NULLIF(SUM(`orders_count`) OVER (), 0) AS `orders_share`,
    CAST(`orders_count` AS DOUBLE) / NULLIF(LAG(`orders_count`, 1) OVER (PARTITION BY `orders_status` ORDER BY `orders_utc_at_quarter` NULLS LAST), 0) AS `orders_of_previous`,
    SUM(`orders_revenue`) OVER (PARTITION BY `orders_status` ORDER BY `orders_utc_at_quarter` NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `orders_running`
  FROM metrics
)
SELECT
  *
FROM table_calculations
WHERE (`orders_running`) > 20
ORDER BY `orders_status` NULLS LAST, `orders_utc_at_quarter` NULLS LAST
LIMIT 500;

-- over time: orders followed by another
WITH `orders_metrics` AS (
  SELECT
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'MONTH') AS `orders_created_at_month`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`orders_followed_events` AS (
  SELECT
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'MONTH') AS `orders_created_at_month`,
    `orders`.customer_id AS `orders_followed.key_1`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `orders_followed.moment`,
    `orders`.id AS `orders_followed.row_1`
  FROM `orders` AS `orders`
  WHERE `orders`.id IS NOT NULL
),
`orders_followed_following` AS (
  SELECT
    `later`.customer_id AS `orders_followed.key_1`,
    CONVERT_TIMEZONE('UTC', CAST(`later`.created_at AS TIMESTAMP_NTZ)) AS `orders_followed.moment`,
    `later`.id AS `orders_followed.value`,
    ROW_NUMBER() OVER (ORDER BY CONVERT_TIMEZONE('UTC', CAST(`later`.created_at AS TIMESTAMP_NTZ))) AS `orders_followed.event`
  FROM `orders` AS `later`
),
`orders_followed_pairs` AS (
  SELECT
    `orders_followed_events`.`orders_created_at_month` AS `orders_created_at_month`,
    `orders_followed_following`.`orders_followed.value` AS `orders_followed.value`,
    ROW_NUMBER() OVER (PARTITION BY `orders_followed_following`.`orders_followed.event` ORDER BY `orders_followed_events`.`orders_followed.moment` DESC, `orders_followed_events`.`orders_followed.row_1` DESC) AS `orders_followed.place`
  FROM `orders_followed_events`
  INNER JOIN `orders_followed_following`
    ON `orders_followed_events`.`orders_followed.key_1` = `orders_followed_following`.`orders_followed.key_1`
    AND `orders_followed_events`.`orders_followed.moment` <= `orders_followed_following`.`orders_followed.moment`
    AND `orders_followed_events`.`orders_followed.moment` > (`orders_followed_following`.`orders_followed.moment`) + INTERVAL '-20' DAY
),
`orders_followed_followed` AS (
  SELECT
    `orders_created_at_month` AS `orders_created_at_month`,
    COUNT(`orders_followed.value`) AS `orders_followed`
  FROM `orders_followed_pairs`
  WHERE `orders_followed.place` = 1 AND `orders_followed.value` IS NOT NULL
  GROUP BY 1
),
`orders_followed_in_time_events` AS (
  SELECT
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'MONTH') AS `orders_created_at_month`,
    `orders`.customer_id AS `orders_followed_in_time.key_1`,
    `orders`.ordered_on AS `orders_followed_in_time.moment`,
    `orders`.id AS `orders_followed_in_time.row_1`
  FROM `orders` AS `orders`
  WHERE `orders`.id IS NOT NULL
),
`orders_followed_in_time_following` AS (
  SELECT
    `later`.customer_id AS `orders_followed_in_time.key_1`,
    CAST(`later`.utc_at AS DATE) AS `orders_followed_in_time.moment`,
    `later`.id AS `orders_followed_in_time.value`,
    ROW_NUMBER() OVER (ORDER BY CAST(`later`.utc_at AS DATE)) AS `orders_followed_in_time.event`
  FROM `orders` AS `later`
),
`orders_followed_in_time_pairs` AS (
  SELECT
    `orders_followed_in_time_events`.`orders_created_at_month` AS `orders_created_at_month`,
    `orders_followed_in_time_following`.`orders_followed_in_time.value` AS `orders_followed_in_time.value`,
    ROW_NUMBER() OVER (PARTITION BY `orders_followed_in_time_following`.`orders_followed_in_time.event` ORDER BY `orders_followed_in_time_events`.`orders_followed_in_time.moment` DESC, `orders_followed_in_time_events`.`orders_followed_in_time.row_1` DESC) AS `orders_followed_in_time.place`
  FROM `orders_followed_in_time_events`
  INNER JOIN `orders_followed_in_time_following`
    ON `orders_followed_in_time_events`.`orders_followed_in_time.key_1` = `orders_followed_in_time_following`.`orders_followed_in_time.key_1`
    AND `orders_followed_in_time_events`.`orders_followed_in_time.moment` <= `orders_followed_in_time_following`.`orders_followed_in_time.moment`
),
`orders_followed_in_time_followed` AS (
  SELECT
    `orders_created_at_month` AS `orders_created_at_month`,
    COUNT(`orders_followed_in_time.value`) AS `orders_followed_in_time`
  FROM `orders_followed_in_time_pairs`
  WHERE `orders_followed_in_time.place` = 1 AND `orders_followed_in_time.value` IS NOT NULL
  GROUP BY 1
)
SELECT
  COALESCE(`orders_metrics`.`orders_created_at_month`, `orders_followed_followed`.`orders_created_at_month`, `orders_followed_in_time_followed`.`orders_created_at_month`) AS `orders_created_at_month`,
  CAST(COALESCE(`orders_followed_followed`.`orders_followed`, 0) AS DOUBLE) / NULLIF(`orders_metrics`.`orders_count`, 0) AS `orders_followed`,
  CASE WHEN `orders_metrics`.`orders_count` IS NOT NULL THEN COALESCE(`orders_followed_in_time_followed`.`orders_followed_in_time`, 0) END AS `orders_followed_in_time`
FROM `orders_metrics`
FULL OUTER JOIN `orders_followed_followed`
  ON `orders_metrics`.`orders_created_at_month` <=> `orders_followed_followed`.`orders_created_at_month`
FULL OUTER JOIN `orders_followed_in_time_followed`
  ON COALESCE(`orders_metrics`.`orders_created_at_month`, `orders_followed_followed`.`orders_created_at_month`) <=> `orders_followed_in_time_followed`.`orders_created_at_month`
ORDER BY `orders_created_at_month` NULLS LAST
LIMIT 500;

-- over time: so far and of the fiscal year, by fiscal quarter
WITH `orders_revenue_so_far_by_day` AS (
  SELECT
    `orders`.ordered_on AS `orders_revenue_so_far.day`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`orders_revenue_so_far_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_revenue_so_far_days` AS (
  SELECT DISTINCT `orders_revenue_so_far.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_revenue_so_far.day`
    FROM (
      SELECT MIN(`orders_revenue_so_far_by_day`.`orders_revenue_so_far.day`) AS `first`, MAX(`orders_revenue_so_far_by_day`.`orders_revenue_so_far.day`) AS `last` FROM `orders_revenue_so_far_by_day`
    ) AS `span`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `ones`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `tens`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `hundreds`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `thousands`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` AS `orders_revenue_so_far.day` FROM `orders_revenue_so_far_by_day` WHERE `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` IS NOT NULL
  ) AS `every_day`
),
`orders_revenue_so_far_periods` AS (
  SELECT
    CAST((TRUNC(CAST((`orders_revenue_so_far_days`.`orders_revenue_so_far.day`) + INTERVAL '-1' MONTH AS DATE), 'QUARTER')) + INTERVAL '1' MONTH AS DATE) AS `orders_ordered_on_fiscal_quarter`,
    MAX(`orders_revenue_so_far_days`.`orders_revenue_so_far.day`) AS `orders_revenue_so_far.day`
  FROM `orders_revenue_so_far_days`
  GROUP BY 1
),
`orders_revenue_so_far_so_far` AS (
  SELECT
    `orders_revenue_so_far_periods`.`orders_ordered_on_fiscal_quarter` AS `orders_ordered_on_fiscal_quarter`,
    SUM(`orders_revenue_so_far_by_day`.`orders_revenue`) AS `orders_revenue_so_far`
  FROM `orders_revenue_so_far_periods`
  INNER JOIN `orders_revenue_so_far_by_day`
    ON `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` <= `orders_revenue_so_far_periods`.`orders_revenue_so_far.day`
  GROUP BY 1
),
`orders_revenue_of_fiscal_year_by_day` AS (
  SELECT
    `orders`.ordered_on AS `orders_revenue_of_fiscal_year.day`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`orders_revenue_of_fiscal_year_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_revenue_of_fiscal_year_days` AS (
  SELECT DISTINCT `orders_revenue_of_fiscal_year.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_revenue_of_fiscal_year.day`
    FROM (
      SELECT MIN(`orders_revenue_of_fiscal_year_by_day`.`orders_revenue_of_fiscal_year.day`) AS `first`, MAX(`orders_revenue_of_fiscal_year_by_day`.`orders_revenue_of_fiscal_year.day`) AS `last` FROM `orders_revenue_of_fiscal_year_by_day`
    ) AS `span`
    CROSS JOIN `orders_revenue_of_fiscal_year_days_digits` AS `ones`
    CROSS JOIN `orders_revenue_of_fiscal_year_days_digits` AS `tens`
    CROSS JOIN `orders_revenue_of_fiscal_year_days_digits` AS `hundreds`
    CROSS JOIN `orders_revenue_of_fiscal_year_days_digits` AS `thousands`
    CROSS JOIN `orders_revenue_of_fiscal_year_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_revenue_of_fiscal_year_by_day`.`orders_revenue_of_fiscal_year.day` AS `orders_revenue_of_fiscal_year.day` FROM `orders_revenue_of_fiscal_year_by_day` WHERE `orders_revenue_of_fiscal_year_by_day`.`orders_revenue_of_fiscal_year.day` IS NOT NULL
  ) AS `every_day`
),
`orders_revenue_of_fiscal_year_periods` AS (
  SELECT
    CAST((TRUNC(CAST((`orders_revenue_of_fiscal_year_days`.`orders_revenue_of_fiscal_year.day`) + INTERVAL '-1' MONTH AS DATE), 'QUARTER')) + INTERVAL '1' MONTH AS DATE) AS `orders_ordered_on_fiscal_quarter`,
    MAX(`orders_revenue_of_fiscal_year_days`.`orders_revenue_of_fiscal_year.day`) AS `orders_revenue_of_fiscal_year.day`
  FROM `orders_revenue_of_fiscal_year_days`
  GROUP BY 1
),
`orders_revenue_of_fiscal_year_so_far` AS (
  SELECT
    `orders_revenue_of_fiscal_year_periods`.`orders_ordered_on_fiscal_quarter` AS `orders_ordered_on_fiscal_quarter`,
    SUM(`orders_revenue_of_fiscal_year_by_day`.`orders_revenue`) AS `orders_revenue_of_fiscal_year`
  FROM `orders_revenue_of_fiscal_year_periods`
  INNER JOIN `orders_revenue_of_fiscal_year_by_day`
    ON `orders_revenue_of_fiscal_year_by_day`.`orders_revenue_of_fiscal_year.day` <= `orders_revenue_of_fiscal_year_periods`.`orders_revenue_of_fiscal_year.day`
    AND `orders_revenue_of_fiscal_year_by_day`.`orders_revenue_of_fiscal_year.day` >= CAST((TRUNC(CAST((`orders_revenue_of_fiscal_year_periods`.`orders_revenue_of_fiscal_year.day`) + INTERVAL '-4' MONTH AS DATE), 'YEAR')) + INTERVAL '4' MONTH AS DATE)
  GROUP BY 1
)
SELECT
  COALESCE(`orders_revenue_so_far_so_far`.`orders_ordered_on_fiscal_quarter`, `orders_revenue_of_fiscal_year_so_far`.`orders_ordered_on_fiscal_quarter`) AS `orders_ordered_on_fiscal_quarter`,
  `orders_revenue_so_far_so_far`.`orders_revenue_so_far` AS `orders_revenue_so_far`,
  `orders_revenue_of_fiscal_year_so_far`.`orders_revenue_of_fiscal_year` AS `orders_revenue_of_fiscal_year`
FROM `orders_revenue_so_far_so_far`
FULL OUTER JOIN `orders_revenue_of_fiscal_year_so_far`
  ON `orders_revenue_so_far_so_far`.`orders_ordered_on_fiscal_quarter` <=> `orders_revenue_of_fiscal_year_so_far`.`orders_ordered_on_fiscal_quarter`
ORDER BY `orders_ordered_on_fiscal_quarter` NULLS LAST
LIMIT 500;

-- over time: buyers of 30 days beside those of a month before
WITH `orders_buyers_of_30_days_by_day` AS (
  SELECT
    CAST(`orders`.utc_at AS DATE) AS `orders_buyers_of_30_days.day`,
    `orders`.customer_id AS `orders_buyers.value`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
),
`orders_buyers_of_30_days_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_buyers_of_30_days_days` AS (
  SELECT DISTINCT `orders_buyers_of_30_days.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_buyers_of_30_days.day`
    FROM (
      SELECT MIN(`orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day`) AS `first`, MAX(`orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day`) AS `last` FROM `orders_buyers_of_30_days_by_day`
    ) AS `span`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `ones`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `tens`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `hundreds`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `thousands`
    CROSS JOIN `orders_buyers_of_30_days_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` AS `orders_buyers_of_30_days.day` FROM `orders_buyers_of_30_days_by_day` WHERE `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` IS NOT NULL
  ) AS `every_day`
),
`orders_buyers_of_30_days_periods` AS (
  SELECT
    `orders_buyers_of_30_days_days`.`orders_buyers_of_30_days.day` AS `orders_utc_at_day`,
    MAX(`orders_buyers_of_30_days_days`.`orders_buyers_of_30_days.day`) AS `orders_buyers_of_30_days.day`
  FROM `orders_buyers_of_30_days_days`
  WHERE ((`orders_buyers_of_30_days_days`.`orders_buyers_of_30_days.day`) >= DATE '2024-03-25' AND (`orders_buyers_of_30_days_days`.`orders_buyers_of_30_days.day`) < DATE '2024-04-01')
  GROUP BY 1
),
`orders_buyers_of_30_days_so_far` AS (
  SELECT
    `orders_buyers_of_30_days_periods`.`orders_utc_at_day` AS `orders_utc_at_day`,
    COUNT(DISTINCT `orders_buyers_of_30_days_by_day`.`orders_buyers.value`) AS `orders_buyers_of_30_days`
  FROM `orders_buyers_of_30_days_periods`
  INNER JOIN `orders_buyers_of_30_days_by_day`
    ON `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` <= `orders_buyers_of_30_days_periods`.`orders_buyers_of_30_days.day`
    AND `orders_buyers_of_30_days_by_day`.`orders_buyers_of_30_days.day` > CAST((`orders_buyers_of_30_days_periods`.`orders_buyers_of_30_days.day`) + INTERVAL '-30' DAY AS DATE)
  GROUP BY 1
),
`current_period` AS (
  SELECT
    `orders_buyers_of_30_days_so_far`.`orders_utc_at_day` AS `orders_utc_at_day`,
    `orders_buyers_of_30_days_so_far`.`orders_buyers_of_30_days` AS `orders_buyers_of_30_days`
  FROM `orders_buyers_of_30_days_so_far`
),
`orders_buyers_of_30_days_by_day_1_months_earlier` AS (
  SELECT
    CAST(`orders`.utc_at AS DATE) AS `orders_buyers_of_30_days.day`,
    `orders`.customer_id AS `orders_buyers.value`
  FROM `orders` AS `orders`
  WHERE ((`orders`.utc_at) + INTERVAL '1' MONTH) <= TIMESTAMP_NTZ '2024-03-31 10:30:00'
  GROUP BY 1, 2
),
`orders_buyers_of_30_days_days_1_months_earlier_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_buyers_of_30_days_days_1_months_earlier` AS (
  SELECT DISTINCT `orders_buyers_of_30_days.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_buyers_of_30_days.day`
    FROM (
      SELECT MIN(`orders_buyers_of_30_days_by_day_1_months_earlier`.`orders_buyers_of_30_days.day`) AS `first`, MAX(`orders_buyers_of_30_days_by_day_1_months_earlier`.`orders_buyers_of_30_days.day`) AS `last` FROM `orders_buyers_of_30_days_by_day_1_months_earlier`
    ) AS `span`
    CROSS JOIN `orders_buyers_of_30_days_days_1_months_earlier_digits` AS `ones`
    CROSS JOIN `orders_buyers_of_30_days_days_1_months_earlier_digits` AS `tens`
    CROSS JOIN `orders_buyers_of_30_days_days_1_months_earlier_digits` AS `hundreds`
    CROSS JOIN `orders_buyers_of_30_days_days_1_months_earlier_digits` AS `thousands`
    CROSS JOIN `orders_buyers_of_30_days_days_1_months_earlier_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_buyers_of_30_days_by_day_1_months_earlier`.`orders_buyers_of_30_days.day` AS `orders_buyers_of_30_days.day` FROM `orders_buyers_of_30_days_by_day_1_months_earlier` WHERE `orders_buyers_of_30_days_by_day_1_months_earlier`.`orders_buyers_of_30_days.day` IS NOT NULL
  ) AS `every_day`
),
`orders_buyers_of_30_days_periods_1_months_earlier` AS (
  SELECT
    CAST((`orders_buyers_of_30_days_days_1_months_earlier`.`orders_buyers_of_30_days.day`) + INTERVAL '1' MONTH AS DATE) AS `orders_utc_at_day`,
    MAX(`orders_buyers_of_30_days_days_1_months_earlier`.`orders_buyers_of_30_days.day`) AS `orders_buyers_of_30_days.day`
  FROM `orders_buyers_of_30_days_days_1_months_earlier`
  WHERE ((CAST((`orders_buyers_of_30_days_days_1_months_earlier`.`orders_buyers_of_30_days.day`) + INTERVAL '1' MONTH AS DATE)) >= DATE '2024-03-25' AND (CAST((`orders_buyers_of_30_days_days_1_months_earlier`.`orders_buyers_of_30_days.day`) + INTERVAL '1' MONTH AS DATE)) < DATE '2024-04-01')
    AND CAST((CAST((`orders_buyers_of_30_days_days_1_months_earlier`.`orders_buyers_of_30_days.day`) + INTERVAL '1' MONTH AS DATE)) + INTERVAL '-1' MONTH AS DATE) = `orders_buyers_of_30_days_days_1_months_earlier`.`orders_buyers_of_30_days.day`
  GROUP BY 1
),
`orders_buyers_of_30_days_so_far_1_months_earlier` AS (
  SELECT
    `orders_buyers_of_30_days_periods_1_months_earlier`.`orders_utc_at_day` AS `orders_utc_at_day`,
    COUNT(DISTINCT `orders_buyers_of_30_days_by_day_1_months_earlier`.`orders_buyers.value`) AS `orders_buyers_of_30_days`
  FROM `orders_buyers_of_30_days_periods_1_months_earlier`
  INNER JOIN `orders_buyers_of_30_days_by_day_1_months_earlier`
    ON `orders_buyers_of_30_days_by_day_1_months_earlier`.`orders_buyers_of_30_days.day` <= `orders_buyers_of_30_days_periods_1_months_earlier`.`orders_buyers_of_30_days.day`
    AND `orders_buyers_of_30_days_by_day_1_months_earlier`.`orders_buyers_of_30_days.day` > CAST((`orders_buyers_of_30_days_periods_1_months_earlier`.`orders_buyers_of_30_days.day`) + INTERVAL '-30' DAY AS DATE)
  GROUP BY 1
),
`1_months_earlier` AS (
  SELECT
    `orders_buyers_of_30_days_so_far_1_months_earlier`.`orders_utc_at_day` AS `orders_utc_at_day`,
    `orders_buyers_of_30_days_so_far_1_months_earlier`.`orders_buyers_of_30_days` AS `orders_buyers_of_30_days`
  FROM `orders_buyers_of_30_days_so_far_1_months_earlier`
)
SELECT
  `current_period`.`orders_utc_at_day` AS `orders_utc_at_day`,
  `current_period`.`orders_buyers_of_30_days` AS `orders_buyers_of_30_days`,
  `1_months_earlier`.`orders_buyers_of_30_days` AS `orders_buyers_of_30_days__1_months_earlier`,
  `current_period`.`orders_buyers_of_30_days` - `1_months_earlier`.`orders_buyers_of_30_days` AS `orders_buyers_of_30_days__1_months_earlier_change`,
  CAST(`current_period`.`orders_buyers_of_30_days` - `1_months_earlier`.`orders_buyers_of_30_days` AS DOUBLE) / NULLIF(ABS(`1_months_earlier`.`orders_buyers_of_30_days`), 0) AS `orders_buyers_of_30_days__1_months_earlier_change_percent`
FROM `current_period`
LEFT OUTER JOIN `1_months_earlier`
  ON `current_period`.`orders_utc_at_day` <=> `1_months_earlier`.`orders_utc_at_day`
ORDER BY `orders_utc_at_day` NULLS LAST
LIMIT 500;

-- over time: orders of the month, on average of its days, gifts and others
WITH `orders_count_on_average_by_day` AS (
  SELECT
    `orders`.is_gift AS `orders_is_gift`,
    CAST(CONVERT_TIMEZONE('America/New_York', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `orders_count_on_average.day`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  GROUP BY 1, 2
),
`orders_count_on_average_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_count_on_average_days` AS (
  SELECT DISTINCT `orders_count_on_average.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_count_on_average.day`
    FROM (
      SELECT MIN(`orders_count_on_average_by_day`.`orders_count_on_average.day`) AS `first`, MAX(`orders_count_on_average_by_day`.`orders_count_on_average.day`) AS `last` FROM `orders_count_on_average_by_day`
    ) AS `span`
    CROSS JOIN `orders_count_on_average_days_digits` AS `ones`
    CROSS JOIN `orders_count_on_average_days_digits` AS `tens`
    CROSS JOIN `orders_count_on_average_days_digits` AS `hundreds`
    CROSS JOIN `orders_count_on_average_days_digits` AS `thousands`
    CROSS JOIN `orders_count_on_average_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_count_on_average_by_day`.`orders_count_on_average.day` AS `orders_count_on_average.day` FROM `orders_count_on_average_by_day` WHERE `orders_count_on_average_by_day`.`orders_count_on_average.day` IS NOT NULL
  ) AS `every_day`
),
`orders_count_on_average_periods` AS (
  SELECT
    TRUNC(`orders_count_on_average_days`.`orders_count_on_average.day`, 'MONTH') AS `orders_created_at_month`,
    `orders_count_on_average_days`.`orders_count_on_average.day` AS `orders_count_on_average.day`
  FROM `orders_count_on_average_days`
  WHERE ((`orders_count_on_average_days`.`orders_count_on_average.day`) >= DATE '2024-01-01' AND (`orders_count_on_average_days`.`orders_count_on_average.day`) < DATE '2025-01-01')
  GROUP BY 1, 2
),
`orders_count_on_average_each_day` AS (
  SELECT
    `orders_count_on_average_by_day`.`orders_is_gift` AS `orders_is_gift`,
    `orders_count_on_average_periods`.`orders_created_at_month` AS `orders_created_at_month`,
    `orders_count_on_average_periods`.`orders_count_on_average.day` AS `orders_count_on_average.day`,
    COALESCE(SUM(`orders_count_on_average_by_day`.`orders_count`), 0) AS `orders_count_on_average`
  FROM `orders_count_on_average_periods`
  INNER JOIN `orders_count_on_average_by_day`
    ON `orders_count_on_average_by_day`.`orders_count_on_average.day` <= `orders_count_on_average_periods`.`orders_count_on_average.day`
    AND `orders_count_on_average_by_day`.`orders_count_on_average.day` >= TRUNC(`orders_count_on_average_periods`.`orders_count_on_average.day`, 'MONTH')
  GROUP BY 1, 2, 3
),
`orders_count_on_average_so_far` AS (
  SELECT
    `orders_count_on_average_each_day`.`orders_is_gift` AS `orders_is_gift`,
    `orders_count_on_average_each_day`.`orders_created_at_month` AS `orders_created_at_month`,
    AVG(CAST(`orders_count_on_average_each_day`.`orders_count_on_average` AS DOUBLE)) AS `orders_count_on_average`
  FROM `orders_count_on_average_each_day`
  GROUP BY 1, 2
)
SELECT
  `orders_count_on_average_so_far`.`orders_created_at_month` AS `orders_created_at_month`,
  `orders_count_on_average_so_far`.`orders_is_gift` AS `orders_is_gift`,
  `orders_count_on_average_so_far`.`orders_count_on_average` AS `orders_count_on_average`
FROM `orders_count_on_average_so_far`
ORDER BY `orders_created_at_month` NULLS LAST, `orders_is_gift` NULLS LAST
LIMIT 500;

-- calendar: orders and what was paid by retail month, items beside them
WITH `orders_metrics` AS (
  SELECT
    (`orders_ordered_on_calendar`.month_label) AS `orders_ordered_on_retail_month`,
    SUM(`orders`.amount) AS `orders_revenue`,
    COUNT(`orders`.id) AS `orders_count`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN (SELECT * FROM (SELECT `orders_ordered_on_calendar`.*, ROW_NUMBER() OVER (PARTITION BY `orders_ordered_on_calendar`.date_day ORDER BY `orders_ordered_on_calendar`.date_day, `orders_ordered_on_calendar`.week_number, `orders_ordered_on_calendar`.month_label) AS `atrium_row_of_day` FROM `retail_calendar` AS `orders_ordered_on_calendar`) AS `orders_ordered_on_calendar` WHERE `orders_ordered_on_calendar`.`atrium_row_of_day` = 1) AS `orders_ordered_on_calendar`
    ON `orders`.ordered_on = `orders_ordered_on_calendar`.date_day
  GROUP BY 1
),
`payments_metrics` AS (
  SELECT
    (`orders_ordered_on_calendar`.month_label) AS `orders_ordered_on_retail_month`,
    SUM(`payments`.total) AS `payments_paid`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `payments` AS `payments`
    ON (`orders`.id) = (`payments`.order_id)
  LEFT OUTER JOIN (SELECT * FROM (SELECT `orders_ordered_on_calendar`.*, ROW_NUMBER() OVER (PARTITION BY `orders_ordered_on_calendar`.date_day ORDER BY `orders_ordered_on_calendar`.date_day, `orders_ordered_on_calendar`.week_number, `orders_ordered_on_calendar`.month_label) AS `atrium_row_of_day` FROM `retail_calendar` AS `orders_ordered_on_calendar`) AS `orders_ordered_on_calendar` WHERE `orders_ordered_on_calendar`.`atrium_row_of_day` = 1) AS `orders_ordered_on_calendar`
    ON `orders`.ordered_on = `orders_ordered_on_calendar`.date_day
  GROUP BY 1
),
`order_items_metrics` AS (
  SELECT
    (`orders_ordered_on_calendar`.month_label) AS `orders_ordered_on_retail_month`,
    SUM(`order_items`.quantity) AS `order_items_quantity_sold`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `order_items` AS `order_items`
    ON (`orders`.id) = (`order_items`.order_id)
  LEFT OUTER JOIN (SELECT * FROM (SELECT `orders_ordered_on_calendar`.*, ROW_NUMBER() OVER (PARTITION BY `orders_ordered_on_calendar`.date_day ORDER BY `orders_ordered_on_calendar`.date_day, `orders_ordered_on_calendar`.week_number, `orders_ordered_on_calendar`.month_label) AS `atrium_row_of_day` FROM `retail_calendar` AS `orders_ordered_on_calendar`) AS `orders_ordered_on_calendar` WHERE `orders_ordered_on_calendar`.`atrium_row_of_day` = 1) AS `orders_ordered_on_calendar`
    ON `orders`.ordered_on = `orders_ordered_on_calendar`.date_day
  GROUP BY 1
)
SELECT
  `orders_metrics`.`orders_ordered_on_retail_month` AS `orders_ordered_on_retail_month`,
  `orders_metrics`.`orders_revenue` AS `orders_revenue`,
  `orders_metrics`.`orders_count` AS `orders_count`,
  `payments_metrics`.`payments_paid` AS `payments_paid`,
  `order_items_metrics`.`order_items_quantity_sold` AS `order_items_quantity_sold`
FROM `orders_metrics`
INNER JOIN `payments_metrics`
  ON `orders_metrics`.`orders_ordered_on_retail_month` <=> `payments_metrics`.`orders_ordered_on_retail_month`
INNER JOIN `order_items_metrics`
  ON `orders_metrics`.`orders_ordered_on_retail_month` <=> `order_items_metrics`.`orders_ordered_on_retail_month`
ORDER BY `orders_ordered_on_retail_month` NULLS LAST
LIMIT 500;

-- calendar: orders of some retail weeks
SELECT
  `orders`.id AS `orders_id`,
  (`orders_ordered_on_calendar`.week_number) AS `orders_ordered_on_retail_week`
FROM `orders` AS `orders`
LEFT OUTER JOIN (SELECT * FROM (SELECT `orders_ordered_on_calendar`.*, ROW_NUMBER() OVER (PARTITION BY `orders_ordered_on_calendar`.date_day ORDER BY `orders_ordered_on_calendar`.date_day, `orders_ordered_on_calendar`.week_number, `orders_ordered_on_calendar`.month_label) AS `atrium_row_of_day` FROM `retail_calendar` AS `orders_ordered_on_calendar`) AS `orders_ordered_on_calendar` WHERE `orders_ordered_on_calendar`.`atrium_row_of_day` = 1) AS `orders_ordered_on_calendar`
  ON `orders`.ordered_on = `orders_ordered_on_calendar`.date_day
WHERE (((`orders_ordered_on_calendar`.week_number)) >= 5 AND ((`orders_ordered_on_calendar`.week_number)) <= 14)
GROUP BY 1, 2
ORDER BY `orders_id` NULLS LAST
LIMIT 500;

-- calendar: revenue so far at the end of each retail month
WITH `orders_revenue_so_far_by_day` AS (
  SELECT
    `orders`.ordered_on AS `orders_revenue_so_far.day`,
    SUM(`orders`.amount) AS `orders_revenue`
  FROM `orders` AS `orders`
  GROUP BY 1
),
`orders_revenue_so_far_days_digits` AS (
  SELECT 0 AS `digit`
  UNION ALL
  SELECT 1 AS `digit`
  UNION ALL
  SELECT 2 AS `digit`
  UNION ALL
  SELECT 3 AS `digit`
  UNION ALL
  SELECT 4 AS `digit`
  UNION ALL
  SELECT 5 AS `digit`
  UNION ALL
  SELECT 6 AS `digit`
  UNION ALL
  SELECT 7 AS `digit`
  UNION ALL
  SELECT 8 AS `digit`
  UNION ALL
  SELECT 9 AS `digit`
),
`orders_revenue_so_far_days` AS (
  SELECT DISTINCT `orders_revenue_so_far.day`
  FROM (
    SELECT DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) AS `orders_revenue_so_far.day`
    FROM (
      SELECT MIN(`orders_revenue_so_far_by_day`.`orders_revenue_so_far.day`) AS `first`, MAX(`orders_revenue_so_far_by_day`.`orders_revenue_so_far.day`) AS `last` FROM `orders_revenue_so_far_by_day`
    ) AS `span`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `ones`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `tens`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `hundreds`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `thousands`
    CROSS JOIN `orders_revenue_so_far_days_digits` AS `ten_thousands`
    WHERE DATE_ADD(`span`.`first`, CAST((1 * `ones`.`digit` + 10 * `tens`.`digit` + 100 * `hundreds`.`digit` + 1000 * `thousands`.`digit` + 10000 * `ten_thousands`.`digit`) AS INT)) <= `span`.`last`
    UNION ALL
    SELECT `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` AS `orders_revenue_so_far.day` FROM `orders_revenue_so_far_by_day` WHERE `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` IS NOT NULL
  ) AS `every_day`
),
`orders_revenue_so_far_periods` AS (
  SELECT
    (`orders_ordered_on_calendar`.month_label) AS `orders_ordered_on_retail_month`,
    MAX(`orders_revenue_so_far_days`.`orders_revenue_so_far.day`) AS `orders_revenue_so_far.day`
  FROM `orders_revenue_so_far_days`
  LEFT OUTER JOIN (SELECT * FROM (SELECT `orders_ordered_on_calendar`.*, ROW_NUMBER() OVER (PARTITION BY `orders_ordered_on_calendar`.date_day ORDER BY `orders_ordered_on_calendar`.date_day, `orders_ordered_on_calendar`.week_number, `orders_ordered_on_calendar`.month_label) AS `atrium_row_of_day` FROM `retail_calendar` AS `orders_ordered_on_calendar`) AS `orders_ordered_on_calendar` WHERE `orders_ordered_on_calendar`.`atrium_row_of_day` = 1) AS `orders_ordered_on_calendar`
    ON `orders_revenue_so_far_days`.`orders_revenue_so_far.day` = `orders_ordered_on_calendar`.date_day
  WHERE (`orders_revenue_so_far_days`.`orders_revenue_so_far.day`) >= DATE '2024-02-01'
  GROUP BY 1
),
`orders_revenue_so_far_so_far` AS (
  SELECT
    `orders_revenue_so_far_periods`.`orders_ordered_on_retail_month` AS `orders_ordered_on_retail_month`,
    SUM(`orders_revenue_so_far_by_day`.`orders_revenue`) AS `orders_revenue_so_far`
  FROM `orders_revenue_so_far_periods`
  INNER JOIN `orders_revenue_so_far_by_day`
    ON `orders_revenue_so_far_by_day`.`orders_revenue_so_far.day` <= `orders_revenue_so_far_periods`.`orders_revenue_so_far.day`
  GROUP BY 1
)
SELECT
  `orders_revenue_so_far_so_far`.`orders_ordered_on_retail_month` AS `orders_ordered_on_retail_month`,
  `orders_revenue_so_far_so_far`.`orders_revenue_so_far` AS `orders_revenue_so_far`
FROM `orders_revenue_so_far_so_far`
ORDER BY `orders_ordered_on_retail_month` NULLS LAST
LIMIT 500;

-- insight: trends by month of parts
WITH `events` AS (
  SELECT
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'MONTH') AS `bucket`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.customer_id AS `person`,
    1 AS `s0`,
    1 AS `s1`,
    1 AS `s2`,
    1 AS `s3`,
    CASE WHEN (`orders`.status) IN ('open') THEN 1 ELSE 0 END AS `s4`,
    `orders`.status AS `v2`,
    `orders`.amount AS `v3`,
    `orders`.amount AS `v4`,
    CASE WHEN `orders`.is_gift THEN 'true' WHEN NOT (`orders`.is_gift) THEN 'false' END AS `b1`,
    `customers`.region AS `b2`
  FROM `orders` AS `orders`
  LEFT OUTER JOIN `customers` AS `customers`
    ON (`orders`.customer_id) = (`customers`.id)
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
),
`counted` AS (
  SELECT
    `b1`, `b2`,
    COUNT(*) AS `n`
  FROM `events`
  WHERE `at` >= TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2025-01-01 00:00:00' AND (`s0` = 1 OR `s1` = 1 OR `s2` = 1 OR `s3` = 1 OR `s4` = 1)
  GROUP BY `b1`, `b2`
),
`valued` AS (
  SELECT
    `b1`, `b2`,
    ROW_NUMBER() OVER (ORDER BY `n` DESC, `b1` NULLS LAST, `b2` NULLS LAST) AS `place`
  FROM `counted`
),
`limited` AS (
  SELECT
    r.`bucket` AS `bucket`,
    r.`at` AS `at`,
    r.`person` AS `person`,
    r.`s0` AS `s0`,
    r.`s1` AS `s1`,
    r.`s2` AS `s2`,
    r.`s3` AS `s3`,
    r.`s4` AS `s4`,
    r.`v2` AS `v2`,
    r.`v3` AS `v3`,
    r.`v4` AS `v4`,
    CASE WHEN v.`place` <= 2 THEN r.`b1` END AS `b1`,
    CASE WHEN v.`place` <= 2 THEN r.`b2` END AS `b2`,
    CASE WHEN v.`place` <= 2 THEN 0 ELSE 1 END AS `other`
  FROM `events` AS r
  LEFT OUTER JOIN `valued` AS v
    ON r.`b1` <=> v.`b1` AND r.`b2` <=> v.`b2`
),
`answer` AS (
  SELECT 0 AS `past`, 0 AS `series`, `bucket`, `b1`, `b2`, `other`, CAST(COUNT(*) AS DOUBLE) AS `value`
  FROM `limited`
  WHERE `s0` = 1 AND `at` >= TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2025-01-01 00:00:00'
  GROUP BY `bucket`, `b1`, `b2`, `other`
  UNION ALL
  SELECT 0 AS `past`, 1 AS `series`, `bucket`, `b1`, `b2`, `other`, CAST(COUNT(DISTINCT `person`) AS DOUBLE) AS `value`
  FROM `limited`
  WHERE `s1` = 1 AND `at` >= TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2025-01-01 00:00:00'
  GROUP BY `bucket`, `b1`, `b2`, `other`
  UNION ALL
  SELECT 0 AS `past`, 2 AS `series`, `bucket`, `b1`, `b2`, `other`, CAST(COUNT(DISTINCT `v2`) AS DOUBLE) AS `value`
  FROM `limited`
  WHERE `s2` = 1 AND `at` >= TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2025-01-01 00:00:00'
  GROUP BY `bucket`, `b1`, `b2`, `other`
  UNION ALL
  SELECT 0 AS `past`, 3 AS `series`, `bucket`, `b1`, `b2`, `other`, CAST(PERCENTILE(`v3`, 0.5) AS DOUBLE) AS `value`
  FROM `limited`
  WHERE `s3` = 1 AND `at` >= TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2025-01-01 00:00:00'
  GROUP BY `bucket`, `b1`, `b2`, `other`
  UNION ALL
  SELECT 0 AS `past`, 4 AS `series`, `bucket`, `b1`, `b2`, `other`, CAST(SUM(`v4`) AS DOUBLE) AS `value`
  FROM `limited`
  WHERE `s4` = 1 AND `at` >= TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2025-01-01 00:00:00'
  GROUP BY `bucket`, `b1`, `b2`, `other`
)
SELECT
  `past`,
  `series`,
  `bucket`,
  `b1`,
  `b2`,
  `other`,
  `value`
FROM `answer`
LIMIT 1000;

-- insight: trends by hour, beside an earlier year
WITH `events` AS (
  SELECT
    CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ) AS `bucket`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.customer_id AS `person`,
    1 AS `s0`
  FROM `orders` AS `orders`
  WHERE (((`orders`.created_at) >= TIMESTAMP '2024-10-27 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2024-10-28 00:00:00+00:00') OR ((`orders`.created_at) >= TIMESTAMP '2023-10-27 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2023-10-28 00:00:00+00:00'))
    AND ((`orders`.amount) > 0 OR (`orders`.status) IS NULL)
),
`answer` AS (
  SELECT 0 AS `past`, 0 AS `series`, `bucket`, CAST(COUNT(*) AS DOUBLE) AS `value`
  FROM `events`
  WHERE `s0` = 1 AND `at` >= TIMESTAMP_NTZ '2024-10-27 00:00:00' AND `at` < TIMESTAMP_NTZ '2024-10-28 00:00:00'
  GROUP BY `bucket`
  UNION ALL
  SELECT 1 AS `past`, 0 AS `series`, `bucket`, CAST(COUNT(*) AS DOUBLE) AS `value`
  FROM `events`
  WHERE `s0` = 1 AND `at` >= TIMESTAMP_NTZ '2023-10-27 00:00:00' AND `at` < TIMESTAMP_NTZ '2023-10-28 00:00:00'
  GROUP BY `bucket`
)
SELECT
  `past`,
  `series`,
  `bucket`,
  `value`
FROM `answer`
LIMIT 1000;

-- insight: people active in a week
WITH `events` AS (
  SELECT
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `bucket`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.customer_id AS `person`,
    CAST(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS DATE) AS `day`,
    1 AS `s0`,
    1 AS `s1`,
    `orders`.amount AS `v1`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-03-02 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2024-04-09 00:00:00+00:00'
),
`answer` AS (
  SELECT 0 AS `past`, 0 AS `series`, `bucket`, CAST(COUNT(DISTINCT `person`) AS DOUBLE) AS `value`
  FROM (SELECT DATE_ADD(r.`day`, CAST(d.`n` AS INT)) AS `bucket`, r.`person` AS `person` FROM `events` AS r CROSS JOIN (SELECT 0 AS `n` UNION ALL SELECT 1 AS `n` UNION ALL SELECT 2 AS `n` UNION ALL SELECT 3 AS `n` UNION ALL SELECT 4 AS `n` UNION ALL SELECT 5 AS `n` UNION ALL SELECT 6 AS `n`) AS d WHERE r.`s0` = 1) AS active
  WHERE `bucket` IN (DATE '2024-03-10', DATE '2024-03-17', DATE '2024-03-24', DATE '2024-03-31', DATE '2024-04-07', DATE '2024-04-08')
  GROUP BY `bucket`
  UNION ALL
  SELECT 0 AS `past`, 1 AS `series`, `bucket`, CAST(PERCENTILE(`v1`, 0.9) AS DOUBLE) AS `value`
  FROM `events`
  WHERE `s1` = 1 AND `at` >= TIMESTAMP_NTZ '2024-03-08 00:00:00' AND `at` < TIMESTAMP_NTZ '2024-04-09 00:00:00'
  GROUP BY `bucket`
)
SELECT
  `past`,
  `series`,
  `bucket`,
  `value`
FROM `answer`
LIMIT 1000;

-- insight: a funnel with times
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    1 AS `s0`,
    CASE WHEN (`orders`.status) IN ('open') THEN 1 ELSE 0 END AS `s1`,
    1 AS `s2`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
),
`placed` AS (
  SELECT
    `person`,
    `at`,
    `s0`,
    `s1`,
    `s2`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, CASE WHEN `s0` = 1 THEN 0 WHEN `s1` = 1 THEN 1 WHEN `s2` = 1 THEN 2 ELSE 3 END, `id`) AS `place`
  FROM `events`
),
`chain1` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    `s0`,
    `s1`,
    `s2`,
    MIN(CASE WHEN `s2` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `c1_2`
  FROM `placed`
),
`chain0` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    `s0`,
    `s1`,
    `s2`,
    MIN(CASE WHEN `s1` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `c0_1`,
    MIN(CASE WHEN `s1` = 1 THEN `c1_2` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `c0_2`
  FROM `chain1`
),
`attempts` AS (
  SELECT
    `person`,
    `place`,
    `at` AS `t0`,
    CASE WHEN `c0_1` <= (`at`) + INTERVAL '60' DAY THEN `c0_1` END AS `t1`,
    CASE WHEN `c0_2` <= (`at`) + INTERVAL '60' DAY THEN `c0_2` END AS `t2`,
    1 + CASE WHEN `c0_1` <= (`at`) + INTERVAL '60' DAY THEN 1 ELSE 0 END + CASE WHEN `c0_2` <= (`at`) + INTERVAL '60' DAY THEN 1 ELSE 0 END AS `reached`
  FROM `chain0`
  WHERE `s0` = 1
),
`best` AS (
  SELECT
    `reached`,
    `t0`,
    `t1`,
    `t2`
  FROM (SELECT `reached`, `t0`, `t1`, `t2`, ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `reached` DESC, `place`) AS `nth` FROM `attempts`) AS ranked
  WHERE `nth` = 1
),
`durations` AS (
  SELECT
    `reached`,
    TIMESTAMPDIFF(MICROSECOND, `t0`, `t1`) / 1e6D AS `d1`,
    TIMESTAMPDIFF(MICROSECOND, `t1`, `t2`) / 1e6D AS `d2`
  FROM `best`
),
`answer` AS (
  SELECT 0 AS `step`, COUNT(*) AS `people`, CAST(NULL AS DOUBLE) AS `average`, CAST(NULL AS DOUBLE) AS `median`
  FROM `durations`
  UNION ALL
  SELECT 1 AS `step`, COUNT(*) AS `people`, CAST(AVG(CAST(`d1` AS DOUBLE)) AS DOUBLE) AS `average`, CAST(PERCENTILE(`d1`, 0.5) AS DOUBLE) AS `median`
  FROM `durations`
  WHERE `reached` > 1
  UNION ALL
  SELECT 2 AS `step`, COUNT(*) AS `people`, CAST(AVG(CAST(`d2` AS DOUBLE)) AS DOUBLE) AS `average`, CAST(PERCENTILE(`d2`, 0.5) AS DOUBLE) AS `median`
  FROM `durations`
  WHERE `reached` > 2
)
SELECT
  `step`,
  `people`,
  `average`,
  `median`
FROM `answer`
LIMIT 1000;

-- insight: a strict funnel that some leave, in parts
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    1 AS `s0`,
    1 AS `s1`,
    CASE WHEN (`orders`.status) IN ('open') THEN 1 ELSE 0 END AS `x0`,
    REGEXP_REPLACE(CAST(CAST(`orders`.amount AS DECIMAL(38, 6)) AS STRING), '[.]?0+$', '') AS `b1`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
),
`placed` AS (
  SELECT
    `person`,
    `at`,
    `s0`,
    `s1`,
    `x0`,
    `b1`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, CASE WHEN `s0` = 1 THEN 0 WHEN `s1` = 1 THEN 1 ELSE 2 END, `id`) AS `place`
  FROM `events`
),
`chain0` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    `s0`,
    `s1`,
    `x0`,
    `b1`,
    MIN(CASE WHEN `s1` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS `c0_1`,
    MIN(CASE WHEN `x0` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `e0_0`
  FROM `placed`
),
`attempts` AS (
  SELECT
    `person`,
    `place`,
    `b1`,
    `at` AS `t0`,
    CASE WHEN `c0_1` <= (`at`) + INTERVAL '3' MONTH THEN `c0_1` END AS `t1`,
    1 + CASE WHEN `c0_1` <= (`at`) + INTERVAL '3' MONTH THEN 1 ELSE 0 END AS `reached`,
    CASE WHEN `e0_0` <= (`at`) + INTERVAL '3' MONTH AND (`c0_1` IS NULL OR `c0_1` > (`at`) + INTERVAL '3' MONTH OR `e0_0` < `c0_1`) THEN 1 ELSE 0 END AS `left`
  FROM `chain0`
  WHERE `s0` = 1
),
`best` AS (
  SELECT
    `reached`,
    `b1`,
    `t0`,
    `t1`
  FROM (SELECT `reached`, `b1`, `t0`, `t1`, ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `reached` DESC, `place`) AS `nth`, MAX(`left`) OVER (PARTITION BY `person`) AS `left` FROM `attempts`) AS ranked
  WHERE `nth` = 1 AND `left` = 0
),
`counted` AS (
  SELECT
    `b1`,
    COUNT(*) AS `n`
  FROM `best`
  GROUP BY `b1`
),
`valued` AS (
  SELECT
    `b1`,
    ROW_NUMBER() OVER (ORDER BY `n` DESC, `b1` NULLS LAST) AS `place`
  FROM `counted`
),
`limited` AS (
  SELECT
    r.`reached` AS `reached`,
    r.`t0` AS `t0`,
    r.`t1` AS `t1`,
    CASE WHEN v.`place` <= 3 THEN r.`b1` END AS `b1`,
    CASE WHEN v.`place` <= 3 THEN 0 ELSE 1 END AS `other`
  FROM `best` AS r
  LEFT OUTER JOIN `valued` AS v
    ON r.`b1` <=> v.`b1`
),
`durations` AS (
  SELECT
    `b1`,
    `other`,
    `reached`,
    TIMESTAMPDIFF(MICROSECOND, `t0`, `t1`) / 1e6D AS `d1`
  FROM `limited`
),
`answer` AS (
  SELECT `b1`, `other`, 0 AS `step`, COUNT(*) AS `people`, CAST(NULL AS DOUBLE) AS `average`, CAST(NULL AS DOUBLE) AS `median`
  FROM `durations`
  GROUP BY `b1`, `other`
  UNION ALL
  SELECT `b1`, `other`, 1 AS `step`, COUNT(*) AS `people`, CAST(AVG(CAST(`d1` AS DOUBLE)) AS DOUBLE) AS `average`, CAST(PERCENTILE(`d1`, 0.5) AS DOUBLE) AS `median`
  FROM `durations`
  WHERE `reached` > 1
  GROUP BY `b1`, `other`
)
SELECT
  `b1`,
  `other`,
  `step`,
  `people`,
  `average`,
  `median`
FROM `answer`
LIMIT 1000;

-- insight: a funnel in any order
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    CASE WHEN (`orders`.status) IN ('open') THEN 1 ELSE 0 END AS `s0`,
    CASE WHEN (`orders`.status) IN ('paid') THEN 1 ELSE 0 END AS `s1`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
    AND (((`orders`.status) IN ('open')) OR ((`orders`.status) IN ('paid')))
),
`placed` AS (
  SELECT
    `person`,
    `at`,
    `s0`,
    `s1`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, CASE WHEN `s0` = 1 THEN 0 WHEN `s1` = 1 THEN 1 ELSE 2 END, `id`) AS `place`
  FROM `events`
),
`soonest` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    MIN(CASE WHEN `s0` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS `f0`,
    MIN(CASE WHEN `s1` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS `f1`,
    CASE WHEN `s0` = 1 OR `s1` = 1 THEN 1 ELSE 0 END AS `is_step`
  FROM `placed`
),
`begun` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    CASE WHEN `f0` <= (`at`) + INTERVAL '350' DAY THEN `f0` END AS `i0`,
    CASE WHEN `f1` <= (`at`) + INTERVAL '350' DAY THEN `f1` END AS `i1`,
    CASE WHEN `f0` <= (`at`) + INTERVAL '350' DAY THEN 1 ELSE 0 END + CASE WHEN `f1` <= (`at`) + INTERVAL '350' DAY THEN 1 ELSE 0 END AS `reached`
  FROM `soonest`
  WHERE `is_step` = 1
),
`timed` AS (
  SELECT
    a.`person` AS `person`,
    a.`place` AS `place`,
    CASE WHEN s.`n` = 0 THEN a.`i0` WHEN s.`n` = 1 THEN a.`i1` END AS `reached_at`
  FROM `begun` AS a
  CROSS JOIN (SELECT 0 AS `n` UNION ALL SELECT 1 AS `n`) AS s
),
`numbered` AS (
  SELECT
    `person`,
    `place`,
    `reached_at`,
    ROW_NUMBER() OVER (PARTITION BY `person`, `place` ORDER BY `reached_at`) AS `nth`
  FROM `timed`
  WHERE `reached_at` IS NOT NULL
),
`reached_times` AS (
  SELECT
    `person`,
    `place`,
    MAX(CASE WHEN `nth` = 1 THEN `reached_at` END) AS `t0`,
    MAX(CASE WHEN `nth` = 2 THEN `reached_at` END) AS `t1`
  FROM `numbered`
  GROUP BY `person`, `place`
),
`attempts` AS (
  SELECT
    a.`person` AS `person`,
    a.`place` AS `place`,
    a.`reached` AS `reached`,
    t.`t0` AS `t0`,
    t.`t1` AS `t1`
  FROM `begun` AS a
  JOIN `reached_times` AS t
    ON a.`person` = t.`person` AND a.`place` = t.`place`
),
`best` AS (
  SELECT
    `reached`,
    `t0`,
    `t1`
  FROM (SELECT `reached`, `t0`, `t1`, ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `reached` DESC, `place`) AS `nth` FROM `attempts`) AS ranked
  WHERE `nth` = 1
),
`durations` AS (
  SELECT
    `reached`,
    TIMESTAMPDIFF(MICROSECOND, `t0`, `t1`) / 1e6D AS `d1`
  FROM `best`
),
`answer` AS (
  SELECT 0 AS `step`, COUNT(*) AS `people`, CAST(NULL AS DOUBLE) AS `average`, CAST(NULL AS DOUBLE) AS `median`
  FROM `durations`
  UNION ALL
  SELECT 1 AS `step`, COUNT(*) AS `people`, CAST(AVG(CAST(`d1` AS DOUBLE)) AS DOUBLE) AS `average`, CAST(PERCENTILE(`d1`, 0.5) AS DOUBLE) AS `median`
  FROM `durations`
  WHERE `reached` > 1
)
SELECT
  `step`,
  `people`,
  `average`,
  `median`
FROM `answer`
LIMIT 1000;

-- insight: a funnel in parts by its last step
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    1 AS `s0`,
    1 AS `s1`,
    CASE WHEN (`orders`.status) IN ('open') THEN 1 ELSE 0 END AS `s2`,
    `orders`.status AS `b1`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
),
`placed` AS (
  SELECT
    `person`,
    `at`,
    `s0`,
    `s1`,
    `s2`,
    `b1`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, CASE WHEN `s0` = 1 THEN 0 WHEN `s1` = 1 THEN 1 WHEN `s2` = 1 THEN 2 ELSE 3 END, `id`) AS `place`
  FROM `events`
),
`chain1` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    `s0`,
    `s1`,
    `s2`,
    MIN(CASE WHEN `s2` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `c1_2`,
    MIN(CASE WHEN `s2` = 1 THEN `place` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `p1_2`
  FROM `placed`
),
`chain0` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    `s0`,
    `s1`,
    `s2`,
    MIN(CASE WHEN `s1` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `c0_1`,
    MIN(CASE WHEN `s1` = 1 THEN `c1_2` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `c0_2`,
    MIN(CASE WHEN `s1` = 1 THEN `place` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `p0_1`,
    MIN(CASE WHEN `s1` = 1 THEN `p1_2` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `p0_2`
  FROM `chain1`
),
`attempts` AS (
  SELECT
    `person`,
    `place`,
    `at` AS `t0`,
    CASE WHEN `c0_1` <= (`at`) + INTERVAL '60' DAY THEN `c0_1` END AS `t1`,
    CASE WHEN `c0_2` <= (`at`) + INTERVAL '60' DAY THEN `c0_2` END AS `t2`,
    1 + CASE WHEN `c0_1` <= (`at`) + INTERVAL '60' DAY THEN 1 ELSE 0 END + CASE WHEN `c0_2` <= (`at`) + INTERVAL '60' DAY THEN 1 ELSE 0 END AS `reached`,
    CASE WHEN `c0_2` <= (`at`) + INTERVAL '60' DAY THEN `p0_2` WHEN `c0_1` <= (`at`) + INTERVAL '60' DAY THEN `p0_1` ELSE `place` END AS `touch`
  FROM `chain0`
  WHERE `s0` = 1
),
`best` AS (
  SELECT
    `reached`,
    `person`,
    `touch`,
    `t0`,
    `t1`,
    `t2`
  FROM (SELECT `reached`, `person`, `touch`, `t0`, `t1`, `t2`, ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `reached` DESC, `place`) AS `nth` FROM `attempts`) AS ranked
  WHERE `nth` = 1
),
`touched` AS (
  SELECT
    b.`reached` AS `reached`,
    b.`t0` AS `t0`,
    b.`t1` AS `t1`,
    b.`t2` AS `t2`,
    p.`b1` AS `b1`
  FROM `best` AS b
  LEFT OUTER JOIN `placed` AS p
    ON b.`person` = p.`person` AND b.`touch` = p.`place`
),
`counted` AS (
  SELECT
    `b1`,
    COUNT(*) AS `n`
  FROM `touched`
  GROUP BY `b1`
),
`valued` AS (
  SELECT
    `b1`,
    ROW_NUMBER() OVER (ORDER BY `n` DESC, `b1` NULLS LAST) AS `place`
  FROM `counted`
),
`limited` AS (
  SELECT
    r.`reached` AS `reached`,
    r.`t0` AS `t0`,
    r.`t1` AS `t1`,
    r.`t2` AS `t2`,
    CASE WHEN v.`place` <= 3 THEN r.`b1` END AS `b1`,
    CASE WHEN v.`place` <= 3 THEN 0 ELSE 1 END AS `other`
  FROM `touched` AS r
  LEFT OUTER JOIN `valued` AS v
    ON r.`b1` <=> v.`b1`
),
`durations` AS (
  SELECT
    `b1`,
    `other`,
    `reached`,
    TIMESTAMPDIFF(MICROSECOND, `t0`, `t1`) / 1e6D AS `d1`,
    TIMESTAMPDIFF(MICROSECOND, `t1`, `t2`) / 1e6D AS `d2`
  FROM `limited`
),
`answer` AS (
  SELECT `b1`, `other`, 0 AS `step`, COUNT(*) AS `people`, CAST(NULL AS DOUBLE) AS `average`, CAST(NULL AS DOUBLE) AS `median`
  FROM `durations`
  GROUP BY `b1`, `other`
  UNION ALL
  SELECT `b1`, `other`, 1 AS `step`, COUNT(*) AS `people`, CAST(AVG(CAST(`d1` AS DOUBLE)) AS DOUBLE) AS `average`, CAST(PERCENTILE(`d1`, 0.5) AS DOUBLE) AS `median`
  FROM `durations`
  WHERE `reached` > 1
  GROUP BY `b1`, `other`
  UNION ALL
  SELECT `b1`, `other`, 2 AS `step`, COUNT(*) AS `people`, CAST(AVG(CAST(`d2` AS DOUBLE)) AS DOUBLE) AS `average`, CAST(PERCENTILE(`d2`, 0.5) AS DOUBLE) AS `median`
  FROM `durations`
  WHERE `reached` > 2
  GROUP BY `b1`, `other`
)
SELECT
  `b1`,
  `other`,
  `step`,
  `people`,
  `average`,
  `median`
FROM `answer`
LIMIT 1000;

-- insight: a funnel in any order in parts by a step
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    CASE WHEN (`orders`.status) IN ('open') THEN 1 ELSE 0 END AS `s0`,
    CASE WHEN (`orders`.status) IN ('paid') THEN 1 ELSE 0 END AS `s1`,
    `orders`.status AS `b1`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
    AND (((`orders`.status) IN ('open')) OR ((`orders`.status) IN ('paid')))
),
`placed` AS (
  SELECT
    `person`,
    `at`,
    `s0`,
    `s1`,
    `b1`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, CASE WHEN `s0` = 1 THEN 0 WHEN `s1` = 1 THEN 1 ELSE 2 END, `id`) AS `place`
  FROM `events`
),
`soonest` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    MIN(CASE WHEN `s0` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS `f0`,
    MIN(CASE WHEN `s1` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS `f1`,
    MIN(CASE WHEN `s0` = 1 THEN `place` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS `p0`,
    MIN(CASE WHEN `s1` = 1 THEN `place` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS `p1`,
    CASE WHEN `s0` = 1 OR `s1` = 1 THEN 1 ELSE 0 END AS `is_step`
  FROM `placed`
),
`begun` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    CASE WHEN `f0` <= (`at`) + INTERVAL '350' DAY THEN `f0` END AS `i0`,
    CASE WHEN `f1` <= (`at`) + INTERVAL '350' DAY THEN `f1` END AS `i1`,
    `p0`,
    `p1`,
    CASE WHEN `f0` <= (`at`) + INTERVAL '350' DAY THEN 1 ELSE 0 END + CASE WHEN `f1` <= (`at`) + INTERVAL '350' DAY THEN 1 ELSE 0 END AS `reached`
  FROM `soonest`
  WHERE `is_step` = 1
),
`timed` AS (
  SELECT
    a.`person` AS `person`,
    a.`place` AS `place`,
    CASE WHEN s.`n` = 0 THEN a.`i0` WHEN s.`n` = 1 THEN a.`i1` END AS `reached_at`,
    CASE WHEN s.`n` = 0 THEN a.`p0` WHEN s.`n` = 1 THEN a.`p1` END AS `reached_place`
  FROM `begun` AS a
  CROSS JOIN (SELECT 0 AS `n` UNION ALL SELECT 1 AS `n`) AS s
),
`numbered` AS (
  SELECT
    `person`,
    `place`,
    `reached_at`,
    `reached_place`,
    ROW_NUMBER() OVER (PARTITION BY `person`, `place` ORDER BY `reached_at`, `reached_place`) AS `nth`
  FROM `timed`
  WHERE `reached_at` IS NOT NULL
),
`reached_times` AS (
  SELECT
    `person`,
    `place`,
    MAX(CASE WHEN `nth` = 1 THEN `reached_at` END) AS `t0`,
    MAX(CASE WHEN `nth` = 2 THEN `reached_at` END) AS `t1`,
    MAX(CASE WHEN `nth` = 2 THEN `reached_place` END) AS `touch`
  FROM `numbered`
  GROUP BY `person`, `place`
),
`attempts` AS (
  SELECT
    a.`person` AS `person`,
    a.`place` AS `place`,
    a.`reached` AS `reached`,
    t.`t0` AS `t0`,
    t.`t1` AS `t1`,
    t.`touch` AS `touch`
  FROM `begun` AS a
  JOIN `reached_times` AS t
    ON a.`person` = t.`person` AND a.`place` = t.`place`
),
`best` AS (
  SELECT
    `reached`,
    `person`,
    `touch`,
    `t0`,
    `t1`
  FROM (SELECT `reached`, `person`, `touch`, `t0`, `t1`, ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `reached` DESC, `place`) AS `nth` FROM `attempts`) AS ranked
  WHERE `nth` = 1
),
`touched` AS (
  SELECT
    b.`reached` AS `reached`,
    b.`t0` AS `t0`,
    b.`t1` AS `t1`,
    p.`b1` AS `b1`
  FROM `best` AS b
  LEFT OUTER JOIN `placed` AS p
    ON b.`person` = p.`person` AND b.`touch` = p.`place`
),
`counted` AS (
  SELECT
    `b1`,
    COUNT(*) AS `n`
  FROM `touched`
  GROUP BY `b1`
),
`valued` AS (
  SELECT
    `b1`,
    ROW_NUMBER() OVER (ORDER BY `n` DESC, `b1` NULLS LAST) AS `place`
  FROM `counted`
),
`limited` AS (
  SELECT
    r.`reached` AS `reached`,
    r.`t0` AS `t0`,
    r.`t1` AS `t1`,
    CASE WHEN v.`place` <= 3 THEN r.`b1` END AS `b1`,
    CASE WHEN v.`place` <= 3 THEN 0 ELSE 1 END AS `other`
  FROM `touched` AS r
  LEFT OUTER JOIN `valued` AS v
    ON r.`b1` <=> v.`b1`
),
`durations` AS (
  SELECT
    `b1`,
    `other`,
    `reached`,
    TIMESTAMPDIFF(MICROSECOND, `t0`, `t1`) / 1e6D AS `d1`
  FROM `limited`
),
`answer` AS (
  SELECT `b1`, `other`, 0 AS `step`, COUNT(*) AS `people`, CAST(NULL AS DOUBLE) AS `average`, CAST(NULL AS DOUBLE) AS `median`
  FROM `durations`
  GROUP BY `b1`, `other`
  UNION ALL
  SELECT `b1`, `other`, 1 AS `step`, COUNT(*) AS `people`, CAST(AVG(CAST(`d1` AS DOUBLE)) AS DOUBLE) AS `average`, CAST(PERCENTILE(`d1`, 0.5) AS DOUBLE) AS `median`
  FROM `durations`
  WHERE `reached` > 1
  GROUP BY `b1`, `other`
)
SELECT
  `b1`,
  `other`,
  `step`,
  `people`,
  `average`,
  `median`
FROM `answer`
LIMIT 1000;

-- insight: how long a funnel takes
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    1 AS `s0`,
    1 AS `s1`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
),
`placed` AS (
  SELECT
    `person`,
    `at`,
    `s0`,
    `s1`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, CASE WHEN `s0` = 1 THEN 0 WHEN `s1` = 1 THEN 1 ELSE 2 END, `id`) AS `place`
  FROM `events`
),
`chain0` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    `s0`,
    `s1`,
    MIN(CASE WHEN `s1` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `c0_1`
  FROM `placed`
),
`attempts` AS (
  SELECT
    `person`,
    `place`,
    `at` AS `t0`,
    CASE WHEN `c0_1` <= (`at`) + INTERVAL '1' MONTH THEN `c0_1` END AS `t1`,
    1 + CASE WHEN `c0_1` <= (`at`) + INTERVAL '1' MONTH THEN 1 ELSE 0 END AS `reached`
  FROM `chain0`
  WHERE `s0` = 1
),
`best` AS (
  SELECT
    `reached`,
    `t0`,
    `t1`
  FROM (SELECT `reached`, `t0`, `t1`, ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `reached` DESC, `place`) AS `nth` FROM `attempts`) AS ranked
  WHERE `nth` = 1
),
`took` AS (
  SELECT
    TIMESTAMPDIFF(MICROSECOND, `t0`, `t1`) / 1e6D AS `took`
  FROM `best`
  WHERE `reached` > 1
),
`ends` AS (
  SELECT
    MIN(`took`) AS `least`,
    MAX(`took`) AS `most`,
    AVG(CAST(`took` AS DOUBLE)) AS `average`
  FROM `took`
),
`binned` AS (
  SELECT
    e.`least` AS `least`,
    e.`most` AS `most`,
    e.`average` AS `average`,
    CASE WHEN e.`most` = e.`least` THEN 0 WHEN t.`took` = e.`most` THEN 2 ELSE FLOOR(CAST((t.`took` - e.`least`) * 3 AS DOUBLE) / (e.`most` - e.`least`)) END AS `bin`
  FROM `took` AS t
  CROSS JOIN `ends` AS e
),
`answer` AS (
  SELECT `least`, `most`, `average`, `bin`, COUNT(*) AS `people`
  FROM `binned`
  GROUP BY `least`, `most`, `average`, `bin`
)
SELECT
  `least`,
  `most`,
  `average`,
  `bin`,
  `people`
FROM `answer`
LIMIT 1000;

-- insight: rates of a funnel by quarter
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'QUARTER') AS `bucket`,
    1 AS `s0`,
    1 AS `s1`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
),
`placed` AS (
  SELECT
    `person`,
    `at`,
    `s0`,
    `s1`,
    `bucket`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, CASE WHEN `s0` = 1 THEN 0 WHEN `s1` = 1 THEN 1 ELSE 2 END, `id`) AS `place`
  FROM `events`
),
`chain0` AS (
  SELECT
    `person`,
    `at`,
    `place`,
    `s0`,
    `s1`,
    `bucket`,
    MIN(CASE WHEN `s1` = 1 THEN `at` END) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS `c0_1`
  FROM `placed`
),
`attempts` AS (
  SELECT
    `person`,
    `place`,
    `bucket`,
    `at` AS `t0`,
    CASE WHEN `c0_1` <= (`at`) + INTERVAL '30' DAY THEN `c0_1` END AS `t1`,
    1 + CASE WHEN `c0_1` <= (`at`) + INTERVAL '30' DAY THEN 1 ELSE 0 END AS `reached`
  FROM `chain0`
  WHERE `s0` = 1
),
`best` AS (
  SELECT
    `reached`,
    `bucket`,
    `t0`,
    `t1`
  FROM (SELECT `reached`, `bucket`, `t0`, `t1`, ROW_NUMBER() OVER (PARTITION BY `person`, `bucket` ORDER BY `reached` DESC, `place`) AS `nth` FROM `attempts`) AS ranked
  WHERE `nth` = 1
),
`answer` AS (
  SELECT `bucket`, SUM(CASE WHEN `reached` > 0 THEN 1 ELSE 0 END) AS `from_people`, SUM(CASE WHEN `reached` > 1 THEN 1 ELSE 0 END) AS `to_people`
  FROM `best`
  GROUP BY `bucket`
)
SELECT
  `bucket`,
  `from_people`,
  `to_people`
FROM `answer`
LIMIT 1000;

-- insight: retention by month, the first time
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'MONTH') AS `bucket`,
    1 AS `s0`,
    1 AS `s1`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
),
`targets` AS (
  SELECT
    `person`, `bucket`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, `id`) AS `nth`
  FROM `events`
  WHERE `s0` = 1
),
`cohorts` AS (
  SELECT
    `person`, `bucket`
  FROM `targets`
  WHERE `nth` = 1 AND `bucket` >= DATE '2024-01-01'
),
`returns` AS (
  SELECT DISTINCT
    `person`,
    `bucket`
  FROM `events`
  WHERE `s1` = 1
),
`answer` AS (
  SELECT c.`bucket` AS `cohort`, c.`bucket` AS `bucket`, COUNT(DISTINCT c.`person`) AS `people`
  FROM `cohorts` AS c
  GROUP BY c.`bucket`
  UNION ALL
  SELECT c.`bucket` AS `cohort`, r.`bucket` AS `bucket`, COUNT(DISTINCT c.`person`) AS `people`
  FROM `cohorts` AS c
  JOIN `returns` AS r
    ON r.`person` = c.`person` AND r.`bucket` > c.`bucket`
  GROUP BY c.`bucket`, r.`bucket`
)
SELECT
  `cohort`,
  `bucket`,
  `people`
FROM `answer`
LIMIT 1000;

-- insight: retention by week, each time
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'WEEK') AS `bucket`,
    CASE WHEN (`orders`.status) IN ('open') THEN 1 ELSE 0 END AS `s0`,
    1 AS `s1`,
    CASE WHEN `orders`.is_gift THEN 'true' WHEN NOT (`orders`.is_gift) THEN 'false' END AS `b1`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) >= TIMESTAMP '2024-01-29 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2024-04-08 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
),
`cohorts` AS (
  SELECT DISTINCT
    `person`, `bucket`, `b1`
  FROM `events`
  WHERE `s0` = 1
),
`returns` AS (
  SELECT DISTINCT
    `person`,
    `bucket`
  FROM `events`
  WHERE `s1` = 1
),
`counted` AS (
  SELECT
    `b1`,
    COUNT(*) AS `n`
  FROM `cohorts`
  GROUP BY `b1`
),
`valued` AS (
  SELECT
    `b1`,
    ROW_NUMBER() OVER (ORDER BY `n` DESC, `b1` NULLS LAST) AS `place`
  FROM `counted`
),
`limited` AS (
  SELECT
    r.`person` AS `person`,
    r.`bucket` AS `bucket`,
    CASE WHEN v.`place` <= 1 THEN r.`b1` END AS `b1`,
    CASE WHEN v.`place` <= 1 THEN 0 ELSE 1 END AS `other`
  FROM `cohorts` AS r
  LEFT OUTER JOIN `valued` AS v
    ON r.`b1` <=> v.`b1`
),
`answer` AS (
  SELECT c.`b1` AS `b1`, c.`other` AS `other`, c.`bucket` AS `cohort`, c.`bucket` AS `bucket`, COUNT(DISTINCT c.`person`) AS `people`
  FROM `limited` AS c
  GROUP BY c.`b1`, c.`other`, c.`bucket`
  UNION ALL
  SELECT c.`b1` AS `b1`, c.`other` AS `other`, c.`bucket` AS `cohort`, r.`bucket` AS `bucket`, COUNT(DISTINCT c.`person`) AS `people`
  FROM `limited` AS c
  JOIN `returns` AS r
    ON r.`person` = c.`person` AND r.`bucket` > c.`bucket`
  GROUP BY c.`b1`, c.`other`, c.`bucket`, r.`bucket`
)
SELECT
  `b1`,
  `other`,
  `cohort`,
  `bucket`,
  `people`
FROM `answer`
LIMIT 1000;

-- insight: stickiness
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'MONTH') AS `bucket`,
    1 AS `s0`,
    CASE WHEN (`orders`.status) IN ('paid') THEN 1 ELSE 0 END AS `s1`
  FROM `orders` AS `orders`
  WHERE (((`orders`.created_at) >= TIMESTAMP '2024-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00') OR ((`orders`.created_at) >= TIMESTAMP '2023-01-01 00:00:00+00:00' AND (`orders`.created_at) < TIMESTAMP '2024-01-01 00:00:00+00:00'))
    AND (`orders`.customer_id) IS NOT NULL
),
`answer` AS (
  SELECT 0 AS `past`, 0 AS `series`, `periods`, COUNT(*) AS `people`
  FROM (SELECT `person`, COUNT(DISTINCT `bucket`) AS `periods` FROM `events` WHERE `at` >= TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2025-01-01 00:00:00' AND `s0` = 1 GROUP BY `person`) AS counted
  GROUP BY `periods`
  UNION ALL
  SELECT 0 AS `past`, 1 AS `series`, `periods`, COUNT(*) AS `people`
  FROM (SELECT `person`, COUNT(DISTINCT `bucket`) AS `periods` FROM `events` WHERE `at` >= TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2025-01-01 00:00:00' AND `s1` = 1 GROUP BY `person`) AS counted
  GROUP BY `periods`
  UNION ALL
  SELECT 1 AS `past`, 0 AS `series`, `periods`, COUNT(*) AS `people`
  FROM (SELECT `person`, COUNT(DISTINCT `bucket`) AS `periods` FROM `events` WHERE `at` >= TIMESTAMP_NTZ '2023-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `s0` = 1 GROUP BY `person`) AS counted
  GROUP BY `periods`
  UNION ALL
  SELECT 1 AS `past`, 1 AS `series`, `periods`, COUNT(*) AS `people`
  FROM (SELECT `person`, COUNT(DISTINCT `bucket`) AS `periods` FROM `events` WHERE `at` >= TIMESTAMP_NTZ '2023-01-01 00:00:00' AND `at` < TIMESTAMP_NTZ '2024-01-01 00:00:00' AND `s1` = 1 GROUP BY `person`) AS counted
  GROUP BY `periods`
)
SELECT
  `past`,
  `series`,
  `periods`,
  `people`
FROM `answer`
LIMIT 1000;

-- insight: a lifecycle by month
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    TRUNC(CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)), 'MONTH') AS `bucket`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
),
`active` AS (
  SELECT DISTINCT
    `person`,
    `bucket`
  FROM `events`
),
`beside` AS (
  SELECT
    `person`,
    `bucket`,
    MAX(`bucket`) OVER (PARTITION BY `person` ORDER BY `bucket` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `before`,
    MAX(`bucket`) OVER (PARTITION BY `person` ORDER BY `bucket` ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS `after`
  FROM `active`
),
`states` AS (
  SELECT `bucket`, CASE WHEN `before` IS NULL THEN 'new' WHEN CAST((`before`) + INTERVAL '1' MONTH AS DATE) = `bucket` THEN 'returning' ELSE 'resurrecting' END AS `state` FROM `beside` WHERE `bucket` < DATE '2025-01-01' AND `bucket` >= DATE '2024-01-01'
  UNION ALL
  SELECT CAST((`bucket`) + INTERVAL '1' MONTH AS DATE) AS `bucket`, 'dormant' AS `state` FROM `beside` WHERE (`after` IS NULL OR `after` > CAST((`bucket`) + INTERVAL '1' MONTH AS DATE)) AND CAST((`bucket`) + INTERVAL '1' MONTH AS DATE) < DATE '2025-01-01' AND CAST((`bucket`) + INTERVAL '1' MONTH AS DATE) >= DATE '2024-01-01'
),
`answer` AS (
  SELECT `bucket`, `state`, COUNT(*) AS `people`
  FROM `states`
  GROUP BY `bucket`, `state`
)
SELECT
  `bucket`,
  `state`,
  `people`
FROM `answer`
LIMIT 1000;

-- insight: a lifecycle by hour
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CAST(DATE_TRUNC('HOUR', CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ))) AS TIMESTAMP_NTZ) AS `bucket`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) < TIMESTAMP '2024-10-27 04:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
),
`active` AS (
  SELECT DISTINCT
    `person`,
    `bucket`
  FROM `events`
),
`beside` AS (
  SELECT
    `person`,
    `bucket`,
    MAX(`bucket`) OVER (PARTITION BY `person` ORDER BY `bucket` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `before`,
    MAX(`bucket`) OVER (PARTITION BY `person` ORDER BY `bucket` ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS `after`
  FROM `active`
),
`states` AS (
  SELECT `bucket`, CASE WHEN `before` IS NULL THEN 'new' WHEN (`before`) + INTERVAL '1' HOUR = `bucket` THEN 'returning' ELSE 'resurrecting' END AS `state` FROM `beside` WHERE `bucket` < TIMESTAMP_NTZ '2024-10-27 04:00:00' AND `bucket` >= TIMESTAMP_NTZ '2024-10-27 00:00:00'
  UNION ALL
  SELECT (`bucket`) + INTERVAL '1' HOUR AS `bucket`, 'dormant' AS `state` FROM `beside` WHERE (`after` IS NULL OR `after` > (`bucket`) + INTERVAL '1' HOUR) AND (`bucket`) + INTERVAL '1' HOUR < TIMESTAMP_NTZ '2024-10-27 04:00:00' AND (`bucket`) + INTERVAL '1' HOUR >= TIMESTAMP_NTZ '2024-10-27 00:00:00'
),
`answer` AS (
  SELECT `bucket`, `state`, COUNT(*) AS `people`
  FROM `states`
  GROUP BY `bucket`, `state`
)
SELECT
  `bucket`,
  `state`,
  `people`
FROM `answer`
LIMIT 1000;

-- insight: paths
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    `orders`.status AS `item`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
    AND (`orders`.status) IS NOT NULL
),
`placed` AS (
  SELECT
    `person`,
    `at`,
    `item`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, `id`, `item`) AS `place`
  FROM `events`
),
`besides` AS (
  SELECT
    `person`,
    `at`,
    `item`,
    `place`,
    MAX(`at`) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `at_before`,
    MAX(`item`) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `item_before`
  FROM `placed`
),
`paused` AS (
  SELECT
    `person`,
    `at`,
    `item`,
    `place`,
    `item_before`,
    CASE WHEN `at_before` IS NULL OR (`at_before`) + INTERVAL '30' MINUTE < `at` THEN 1 ELSE 0 END AS `begins`
  FROM `besides`
),
`walked` AS (
  SELECT
    `person`,
    `at`,
    `item`,
    `place`,
    `item_before`,
    `begins`,
    SUM(`begins`) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `path`
  FROM `paused`
),
`steps` AS (
  SELECT
    `person`,
    `path`,
    `place`,
    `at`,
    `item`
  FROM `walked`
  WHERE `begins` = 1 OR `item` <> `item_before`
),
`edges` AS (
  SELECT
    `item` AS `target`,
    MAX(`item`) OVER (PARTITION BY `person`, `path` ORDER BY `place` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `source`,
    MAX(`at`) OVER (PARTITION BY `person`, `path` ORDER BY `place` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `left_at`,
    `at`,
    ROW_NUMBER() OVER (PARTITION BY `person`, `path` ORDER BY `place`) AS `step`
  FROM `steps`
),
`answer` AS (
  SELECT `step`, `source`, `target`, COUNT(*) AS `times`, CAST(AVG(CAST(TIMESTAMPDIFF(MICROSECOND, `left_at`, `at`) / 1e6D AS DOUBLE)) AS DOUBLE) AS `took`
  FROM `edges`
  WHERE `step` > 1 AND `step` <= 5
  GROUP BY `step`, `source`, `target`
)
SELECT
  `step`,
  `source`,
  `target`,
  `times`,
  `took`
FROM `answer`
ORDER BY `times` DESC, `step` NULLS LAST, `source` NULLS LAST, `target` NULLS LAST
LIMIT 20;

-- insight: paths from a step to a step
WITH `events` AS (
  SELECT
    `orders`.customer_id AS `person`,
    CONVERT_TIMEZONE('UTC', CAST(`orders`.created_at AS TIMESTAMP_NTZ)) AS `at`,
    `orders`.id AS `id`,
    COALESCE(CASE WHEN (`orders`.amount) > 50 THEN 'large' WHEN (`orders`.amount) > 0 THEN 'small' END, `orders`.status) AS `item`
  FROM `orders` AS `orders`
  WHERE (`orders`.created_at) < TIMESTAMP '2025-01-01 00:00:00+00:00'
    AND (`orders`.customer_id) IS NOT NULL
    AND (COALESCE(CASE WHEN (`orders`.amount) > 50 THEN 'large' WHEN (`orders`.amount) > 0 THEN 'small' END, `orders`.status)) IS NOT NULL
    AND (COALESCE(CASE WHEN (`orders`.amount) > 50 THEN 'large' WHEN (`orders`.amount) > 0 THEN 'small' END, `orders`.status)) NOT IN ('void')
),
`placed` AS (
  SELECT
    `person`,
    `at`,
    `item`,
    ROW_NUMBER() OVER (PARTITION BY `person` ORDER BY `at`, `id`, `item`) AS `place`
  FROM `events`
),
`besides` AS (
  SELECT
    `person`,
    `at`,
    `item`,
    `place`,
    MAX(`at`) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `at_before`,
    MAX(`item`) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `item_before`
  FROM `placed`
),
`paused` AS (
  SELECT
    `person`,
    `at`,
    `item`,
    `place`,
    `item_before`,
    CASE WHEN `at_before` IS NULL OR (`at_before`) + INTERVAL '30' MINUTE < `at` THEN 1 ELSE 0 END AS `begins`
  FROM `besides`
),
`walked` AS (
  SELECT
    `person`,
    `at`,
    `item`,
    `place`,
    `item_before`,
    `begins`,
    SUM(`begins`) OVER (PARTITION BY `person` ORDER BY `place` ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `path`
  FROM `paused`
),
`steps` AS (
  SELECT
    `person`,
    `path`,
    `place`,
    `at`,
    `item`
  FROM `walked`
  WHERE `begins` = 1 OR `item` <> `item_before`
),
`started` AS (
  SELECT
    `person`,
    `path`,
    `place`,
    `at`,
    `item`,
    MIN(CASE WHEN `item` = 'small' THEN `place` END) OVER (PARTITION BY `person`, `path`) AS `start`
  FROM `steps`
),
`from_start` AS (
  SELECT
    `person`,
    `path`,
    `place`,
    `at`,
    `item`
  FROM `started`
  WHERE `place` >= `start`
),
`ended` AS (
  SELECT
    `person`,
    `path`,
    `place`,
    `at`,
    `item`,
    MIN(CASE WHEN `item` = 'large' THEN `place` END) OVER (PARTITION BY `person`, `path`) AS `finish`
  FROM `from_start`
),
`counted_back` AS (
  SELECT
    `person`,
    `path`,
    `place`,
    `at`,
    `item`,
    ROW_NUMBER() OVER (PARTITION BY `person`, `path` ORDER BY `place` DESC) AS `from_end`
  FROM `ended`
  WHERE `place` <= `finish`
),
`cut` AS (
  SELECT
    `person`,
    `path`,
    `place`,
    `at`,
    `item`
  FROM `counted_back`
),
`edges` AS (
  SELECT
    `item` AS `target`,
    MAX(`item`) OVER (PARTITION BY `person`, `path` ORDER BY `place` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `source`,
    MAX(`at`) OVER (PARTITION BY `person`, `path` ORDER BY `place` ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS `left_at`,
    `at`,
    ROW_NUMBER() OVER (PARTITION BY `person`, `path` ORDER BY `place`) AS `step`
  FROM `cut`
),
`answer` AS (
  SELECT `step`, `source`, `target`, COUNT(*) AS `times`, CAST(AVG(CAST(TIMESTAMPDIFF(MICROSECOND, `left_at`, `at`) / 1e6D AS DOUBLE)) AS DOUBLE) AS `took`
  FROM `edges`
  WHERE `step` > 1 AND `step` <= 5
  GROUP BY `step`, `source`, `target`
  HAVING COUNT(*) >= 1
)
SELECT
  `step`,
  `source`,
  `target`,
  `times`,
  `took`
FROM `answer`
ORDER BY `times` DESC, `step` NULLS LAST, `source` NULLS LAST, `target` NULLS LAST
LIMIT 20;
