-- aggregates over everything
SELECT TOP (500)
  COUNT_BIG([orders].id) AS [orders_count],
  COUNT_BIG(DISTINCT [orders].customer_id) AS [orders_buyers],
  COUNT_BIG(DISTINCT [orders].status) AS [orders_statuses],
  MIN([orders].status) AS [orders_first_status],
  SUM([orders].amount) AS [orders_revenue],
  AVG(CAST([orders].amount AS FLOAT)) AS [orders_average],
  MIN([orders].amount) AS [orders_smallest],
  MAX([orders].amount) AS [orders_largest],
  SUM(DISTINCT [orders].amount) AS [orders_distinct_revenue],
  AVG(DISTINCT CAST([orders].amount AS FLOAT)) AS [orders_distinct_average]
FROM [orders] AS [orders];

-- percentiles over everything
WITH [orders_rows] AS (
  SELECT
    [orders].amount AS [orders_median.value],
    [orders].amount AS [orders_p90.value],
    [orders].amount AS [orders_p25.value]
  FROM [orders] AS [orders]
),
[orders_ranked] AS (
  SELECT
    *,
    ROW_NUMBER() OVER (ORDER BY CASE WHEN [orders_median.value] IS NULL THEN 1 ELSE 0 END, [orders_median.value]) - 1 - 0.5 * (COUNT([orders_median.value]) OVER () - 1) AS [orders_median.distance],
    ROW_NUMBER() OVER (ORDER BY CASE WHEN [orders_p90.value] IS NULL THEN 1 ELSE 0 END, [orders_p90.value]) - 1 - 0.9 * (COUNT([orders_p90.value]) OVER () - 1) AS [orders_p90.distance],
    ROW_NUMBER() OVER (ORDER BY CASE WHEN [orders_p25.value] IS NULL THEN 1 ELSE 0 END, [orders_p25.value]) - 1 - 0.25 * (COUNT([orders_p25.value]) OVER () - 1) AS [orders_p25.distance]
  FROM [orders_rows]
)
SELECT TOP (500)
  SUM(CASE WHEN ABS([orders_median.distance]) < 1 THEN CAST([orders_median.value] AS FLOAT) * (1 - ABS([orders_median.distance])) END) AS [orders_median],
  SUM(CASE WHEN ABS([orders_p90.distance]) < 1 THEN CAST([orders_p90.value] AS FLOAT) * (1 - ABS([orders_p90.distance])) END) AS [orders_p90],
  SUM(CASE WHEN ABS([orders_p25.distance]) < 1 THEN CAST([orders_p25.value] AS FLOAT) * (1 - ABS([orders_p25.distance])) END) AS [orders_p25]
FROM [orders_ranked];

-- percentiles per status
WITH [orders_rows] AS (
  SELECT
    [orders].status AS [orders_status.group],
    [orders].amount AS [orders_median.value],
    [orders].amount AS [orders_p90.value]
  FROM [orders] AS [orders]
),
[orders_ranked] AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY [orders_status.group] ORDER BY CASE WHEN [orders_median.value] IS NULL THEN 1 ELSE 0 END, [orders_median.value]) - 1 - 0.5 * (COUNT([orders_median.value]) OVER (PARTITION BY [orders_status.group]) - 1) AS [orders_median.distance],
    ROW_NUMBER() OVER (PARTITION BY [orders_status.group] ORDER BY CASE WHEN [orders_p90.value] IS NULL THEN 1 ELSE 0 END, [orders_p90.value]) - 1 - 0.9 * (COUNT([orders_p90.value]) OVER (PARTITION BY [orders_status.group]) - 1) AS [orders_p90.distance]
  FROM [orders_rows]
),
[orders_metrics] AS (
  SELECT
    [orders_status.group] AS [orders_status],
    SUM(CASE WHEN ABS([orders_median.distance]) < 1 THEN CAST([orders_median.value] AS FLOAT) * (1 - ABS([orders_median.distance])) END) AS [orders_median],
    SUM(CASE WHEN ABS([orders_p90.distance]) < 1 THEN CAST([orders_p90.value] AS FLOAT) * (1 - ABS([orders_p90.distance])) END) AS [orders_p90]
  FROM [orders_ranked]
  GROUP BY [orders_status.group]
),
[orders_metrics_2] AS (
  SELECT
    [orders].status AS [orders_status],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY [orders].status
),
metrics AS (
  SELECT
    [orders_metrics].[orders_status] AS [orders_status],
    [orders_metrics].[orders_median] AS [orders_median],
    [orders_metrics].[orders_p90] AS [orders_p90],
    [orders_metrics_2].[orders_count] AS [orders_count]
  FROM [orders_metrics]
  INNER JOIN [orders_metrics_2]
    ON EXISTS (SELECT [orders_metrics].[orders_status] INTERSECT SELECT [orders_metrics_2].[orders_status])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status];

-- average of whole numbers
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    AVG(CAST([orders].units AS FLOAT)) AS [orders_average_units],
    SUM([orders].units) AS [orders_units_sold]
  FROM [orders] AS [orders]
  GROUP BY [orders].status
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status];

-- aggregates of no rows
WITH [orders_metrics] AS (
  SELECT
    COUNT_BIG([orders].id) AS [orders_count],
    SUM([orders].amount) AS [orders_revenue],
    AVG(CAST([orders].amount AS FLOAT)) AS [orders_average],
    MAX([orders].amount) AS [orders_largest],
    MIN([orders].ordered_on) AS [orders_first_day],
    COUNT_BIG(DISTINCT [orders].customer_id) AS [orders_buyers]
  FROM [orders] AS [orders]
  WHERE ([orders].id) IN (-1)
),
[orders_rows] AS (
  SELECT
    [orders].amount AS [orders_median.value]
  FROM [orders] AS [orders]
  WHERE ([orders].id) IN (-1)
),
[orders_ranked] AS (
  SELECT
    *,
    ROW_NUMBER() OVER (ORDER BY CASE WHEN [orders_median.value] IS NULL THEN 1 ELSE 0 END, [orders_median.value]) - 1 - 0.5 * (COUNT([orders_median.value]) OVER () - 1) AS [orders_median.distance]
  FROM [orders_rows]
),
[orders_metrics_2] AS (
  SELECT
    SUM(CASE WHEN ABS([orders_median.distance]) < 1 THEN CAST([orders_median.value] AS FLOAT) * (1 - ABS([orders_median.distance])) END) AS [orders_median]
  FROM [orders_ranked]
)
SELECT TOP (500)
  [orders_metrics].[orders_count] AS [orders_count],
  [orders_metrics].[orders_revenue] AS [orders_revenue],
  [orders_metrics].[orders_average] AS [orders_average],
  [orders_metrics].[orders_largest] AS [orders_largest],
  [orders_metrics_2].[orders_median] AS [orders_median],
  [orders_metrics].[orders_first_day] AS [orders_first_day],
  [orders_metrics].[orders_buyers] AS [orders_buyers]
FROM [orders_metrics]
CROSS JOIN [orders_metrics_2];

-- extremes of time
SELECT TOP (500)
  MIN([orders].ordered_on) AS [orders_first_day],
  MAX([orders].created_at) AS [orders_last_at]
FROM [orders] AS [orders];

-- metrics with filters of their own
WITH metrics AS (
  SELECT
    [customers].region AS [customers_region],
    SUM(CASE WHEN (([orders].status) IN (N'paid')) THEN ([orders].amount) ELSE NULL END) AS [orders_paid_revenue],
    COUNT_BIG(CASE WHEN (([orders].is_gift) = 1) THEN ([orders].amount) ELSE NULL END) AS [orders_gift_count],
    SUM(CASE WHEN ((([orders].ordered_on) >= CAST('2024-03-01' AS DATE) AND ([orders].ordered_on) < CAST('2024-04-01' AS DATE))) THEN ([orders].amount) ELSE NULL END) AS [orders_this_month]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  GROUP BY [customers].region
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region];

-- formula over metrics
SELECT TOP (500)
  [orders].status AS [orders_status],
  (SUM([orders].amount)) * 1e0 / NULLIF((COUNT_BIG([orders].id)), 0) AS [orders_average_order_value]
FROM [orders] AS [orders]
GROUP BY [orders].status
ORDER BY [orders_status];

-- dimensions only
WITH metrics AS (
  SELECT
    [customers].region AS [customers_region],
    CASE WHEN ([orders].amount) > 50 THEN 'large' WHEN ([orders].amount) > 0 THEN 'small' END AS [orders_size]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  GROUP BY [customers].region, CASE WHEN ([orders].amount) > 50 THEN 'large' WHEN ([orders].amount) > 0 THEN 'small' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region], CASE WHEN [orders_size] IS NULL THEN 1 ELSE 0 END, [orders_size];

-- nothing but a limit of no rows
SELECT TOP (0)
  [orders].status AS [orders_status]
FROM [orders] AS [orders]
GROUP BY [orders].status;

-- limit
SELECT TOP (3)
  [orders].id AS [orders_id]
FROM [orders] AS [orders]
GROUP BY [orders].id
ORDER BY [orders_id] DESC;

-- filter: status isNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].status) IS NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status notNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].status) IS NOT NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status equals "paid", "a'b%c_d"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].status) IN (N'paid', N'a''b%c_d')
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status equals "back\\slash"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].status) IN (N'back\slash')
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status notEquals "paid", ""
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].status) NOT IN (N'paid', N'') OR ([orders].status) IS NULL)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status include "B%C_"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE LOWER(([orders].status)) LIKE LOWER(N'%B!%C!_%') ESCAPE '!'
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status include "\\", "ähn"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (LOWER(([orders].status)) LIKE LOWER(N'%\%') ESCAPE '!' OR LOWER(([orders].status)) LIKE LOWER(N'%ähn%') ESCAPE '!')
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status include "_"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE LOWER(([orders].status)) LIKE LOWER(N'%!_%') ESCAPE '!'
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status doesNotInclude "PAI"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE NOT (LOWER(([orders].status)) LIKE LOWER(N'%PAI%') ESCAPE '!')
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status startsWith "a", "back\\"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].status) LIKE N'a%' ESCAPE '!' OR ([orders].status) LIKE N'back\%' ESCAPE '!')
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: status endsWith "_d", "en"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].status) LIKE N'%!_d' ESCAPE '!' OR ([orders].status) LIKE N'%en' ESCAPE '!')
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount isNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].amount) IS NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount notNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].amount) IS NOT NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount equals 33, 90.5
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].amount) IN (33, 90.5)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount notEquals 33
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].amount) NOT IN (33) OR ([orders].amount) IS NULL)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount lessThan 5
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].amount) < 5
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount lessThanOrEqual 5
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].amount) <= 5
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount greaterThan 90.5
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].amount) > 90.5
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount greaterThanOrEqual 90.5
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].amount) >= 90.5
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount inBetween 10, 60.25
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].amount) >= 10 AND ([orders].amount) <= 60.25)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: amount notInBetween 10, 60.25
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE NOT (([orders].amount) >= 10 AND ([orders].amount) <= 60.25)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: is_gift isNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].is_gift) IS NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: is_gift notNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].is_gift) IS NOT NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: is_gift equals true
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].is_gift) = 1
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: is_gift notEquals true
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].is_gift) != 1 OR ([orders].is_gift) IS NULL)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on isNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].ordered_on) IS NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on notNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].ordered_on) IS NOT NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on equals "2024-03-10", "2024-02-29"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].ordered_on) IN (CAST('2024-03-10' AS DATE), CAST('2024-02-29' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on notEquals "2024-03-10"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (NOT (([orders].ordered_on) IN (CAST('2024-03-10' AS DATE))) OR ([orders].ordered_on) IS NULL)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on lessThan "2024-02-01"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].ordered_on) < CAST('2024-02-01' AS DATE)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on lessThanOrEqual "2024-02-01"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].ordered_on) < CAST('2024-02-02' AS DATE)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on greaterThan "2024-10-27"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].ordered_on) >= CAST('2024-10-28' AS DATE)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on greaterThanOrEqual "2024-10-27"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].ordered_on) >= CAST('2024-10-27' AS DATE)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on inBetween "2024-02-01", "2024-03-10"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].ordered_on) >= CAST('2024-02-01' AS DATE) AND ([orders].ordered_on) < CAST('2024-03-11' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on notInBetween "2024-02-01", "2024-03-10"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE NOT (([orders].ordered_on) >= CAST('2024-02-01' AS DATE) AND ([orders].ordered_on) < CAST('2024-03-11' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on inThePast 2 weeks
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].ordered_on) >= CAST('2024-03-17' AS DATE) AND ([orders].ordered_on) < CAST('2024-04-01' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on notInThePast 1 completed months
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE NOT (([orders].ordered_on) >= CAST('2024-02-01' AS DATE) AND ([orders].ordered_on) < CAST('2024-03-01' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on inTheNext 30 days
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].ordered_on) >= CAST('2024-03-31' AS DATE) AND ([orders].ordered_on) < CAST('2024-05-01' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on inTheCurrent  quarters
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].ordered_on) >= CAST('2024-01-01' AS DATE) AND ([orders].ordered_on) < CAST('2024-04-01' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on notInTheCurrent  years
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE NOT (([orders].ordered_on) >= CAST('2024-01-01' AS DATE) AND ([orders].ordered_on) < CAST('2025-01-01' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on_month equals "2024-03-01"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].ordered_on) >= CAST('2024-03-01' AS DATE) AND ([orders].ordered_on) < CAST('2024-04-01' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: ordered_on_week notEquals "2024-03-04"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (NOT ((([orders].ordered_on) >= CAST('2024-03-04' AS DATE) AND ([orders].ordered_on) < CAST('2024-03-11' AS DATE))) OR ([orders].ordered_on) IS NULL)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at isNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) IS NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at notNull
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) IS NOT NULL
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at equals "2024-03-10T06:30:00Z"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) = CAST('2024-03-10T06:30:00+00:00' AS DATETIMEOFFSET(6))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at notEquals "2024-03-10T06:30:00Z", "2024-01-15T12:00:00Z"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].created_at) != CAST('2024-03-10T06:30:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) != CAST('2024-01-15T12:00:00+00:00' AS DATETIMEOFFSET(6)) OR ([orders].created_at) IS NULL)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at lessThan "2024-01-31T18:30:15"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) < CAST('2024-01-31T23:30:15+00:00' AS DATETIMEOFFSET(6))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at greaterThanOrEqual "2024-10-27T01:30:00Z"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-10-27T01:30:00+00:00' AS DATETIMEOFFSET(6))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at inBetween "2024-02-01", "2024-03-10T06:30:00Z"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].created_at) >= CAST('2024-02-01T05:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) <= CAST('2024-03-10T06:30:00+00:00' AS DATETIMEOFFSET(6)))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at notInBetween "2024-02-01", "2024-03-10T06:30:00Z"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE NOT (([orders].created_at) >= CAST('2024-02-01T05:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) <= CAST('2024-03-10T06:30:00+00:00' AS DATETIMEOFFSET(6)))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at inThePast 36 hours
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].created_at) >= CAST('2024-03-29T22:30:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) <= CAST('2024-03-31T10:30:00+00:00' AS DATETIMEOFFSET(6)))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at inTheNext 1 completed months
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].created_at) >= CAST('2024-04-01T04:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2024-05-01T04:00:00+00:00' AS DATETIMEOFFSET(6)))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at_day equals "2024-03-10", "2024-01-31"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) IN (CAST('2024-03-10' AS DATE), CAST('2024-01-31' AS DATE))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at_month greaterThan "2024-03-01"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-04-01T04:00:00+00:00' AS DATETIMEOFFSET(6))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: created_at_hour equals "2024-03-10T06:00:00Z"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at))) = CAST('2024-03-10T06:00:00+00:00' AS DATETIMEOFFSET(6))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: local_at greaterThan "2024-03-10T03:30:00"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE ([orders].local_at) > CAST('2024-03-10T03:30:00' AS DATETIME2(6))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: local_at lessThanOrEqual "2024-11-03T05:30:00Z"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))) <= CAST('2024-11-03T05:30:00' AS DATETIME2(6))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: local_at_day equals "2024-01-31"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].local_at) >= CAST('2024-01-31T00:00:00' AS DATETIME2(6)) AND ([orders].local_at) < CAST('2024-02-01T00:00:00' AS DATETIME2(6)))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: utc_at_year notEquals "2024-01-01"
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (NOT ((([orders].utc_at) >= CAST('2024-01-01T05:00:00' AS DATETIME2(6)) AND ([orders].utc_at) < CAST('2025-01-01T05:00:00' AS DATETIME2(6)))) OR ([orders].utc_at) IS NULL)
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: utc_at inTheCurrent  weeks
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].utc_at) >= CAST('2024-03-25T04:00:00' AS DATETIME2(6)) AND ([orders].utc_at) < CAST('2024-04-01T04:00:00' AS DATETIME2(6)))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter: a tree of rules over two tables
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    [customers].name AS [customers_name]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  WHERE (([orders].amount) > 10 AND (([customers].region) IN (N'north') OR ([orders].status) IS NULL OR (([orders].is_gift) = 1 AND ([customers].region) IS NULL)))
  GROUP BY [orders].id, [customers].name
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- filter on a metric
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    SUM([orders].amount) AS [orders_revenue],
    COUNT_BIG([orders].id) AS [orders_count],
    AVG(CAST([orders].units AS FLOAT)) AS [orders_average_units]
  FROM [orders] AS [orders]
  GROUP BY [orders].status
)
SELECT TOP (500)
  *
FROM metrics
WHERE (([orders_count]) > 1 AND ([orders_average_units]) IS NOT NULL)
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status];

-- filter on the latest moment of a group
WITH metrics AS (
  SELECT
    [customers].region AS [customers_region],
    MAX([orders].created_at) AS [orders_last_at],
    MIN([orders].ordered_on) AS [orders_first_day]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  GROUP BY [customers].region
)
SELECT TOP (500)
  *
FROM metrics
WHERE ([orders_last_at]) > CAST('2024-10-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
ORDER BY CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region];

-- interval: RAW of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    [orders].created_at AS [orders_created_at_raw]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, [orders].created_at
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: MILLISECOND of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(MILLISECOND, DATEDIFF(MILLISECOND, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6))) AS [orders_created_at_millisecond]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(MILLISECOND, DATEDIFF(MILLISECOND, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: SECOND of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(SECOND, DATEDIFF(SECOND, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6))) AS [orders_created_at_second]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(SECOND, DATEDIFF(SECOND, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: MINUTE of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)), DATEADD(MINUTE, DATEDIFF(MINUTE, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_minute]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)), DATEADD(MINUTE, DATEDIFF(MINUTE, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: HOUR of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_hour]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: DAY of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: WEEK of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: MONTH of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), 1) AS [orders_created_at_month]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), 1)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: QUARTER of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) * 3 - 2, 1) AS [orders_created_at_quarter]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) * 3 - 2, 1)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: YEAR of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), 1, 1) AS [orders_created_at_year]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), 1, 1)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: YEAR_NUM of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_year_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: QUARTER_NUM of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_quarter_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: MONTH_NUM of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_month_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: WEEK_NUM of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEPART(ISO_WEEK, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_week_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEPART(ISO_WEEK, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: DAY_OF_MONTH_NUM of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DAY(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_day_of_month_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DAY(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: DAY_OF_WEEK_INDEX of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    (DATEDIFF(DAY, CAST('1900-01-07' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 AS [orders_created_at_day_of_week_index]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, (DATEDIFF(DAY, CAST('1900-01-07' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: DAY_OF_YEAR_NUM of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEPART(DAYOFYEAR, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_day_of_year_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEPART(DAYOFYEAR, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: HOUR_OF_DAY_NUM of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_hour_of_day_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: MINUTE_OF_HOUR_NUM of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEPART(MINUTE, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_minute_of_hour_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEPART(MINUTE, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: DAY_OF_WEEK_NAME of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_created_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: MONTH_NAME of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    CASE MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' END AS [orders_created_at_month_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, CASE MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: QUARTER_NAME of a moment in New York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    'Q' + CAST(DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS NVARCHAR(1)) AS [orders_created_at_quarter_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, 'Q' + CAST(DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS NVARCHAR(1))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: all of a date
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    [orders].ordered_on AS [orders_ordered_on_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 14) % 7), CAST([orders].ordered_on AS DATE)) AS [orders_ordered_on_week],
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month],
    DATEFROMPARTS(YEAR([orders].ordered_on), DATEPART(QUARTER, [orders].ordered_on) * 3 - 2, 1) AS [orders_ordered_on_quarter],
    DATEFROMPARTS(YEAR([orders].ordered_on), 1, 1) AS [orders_ordered_on_year],
    YEAR([orders].ordered_on) AS [orders_ordered_on_year_num],
    DATEPART(QUARTER, [orders].ordered_on) AS [orders_ordered_on_quarter_num],
    MONTH([orders].ordered_on) AS [orders_ordered_on_month_num],
    DATEPART(ISO_WEEK, [orders].ordered_on) AS [orders_ordered_on_week_num],
    DAY([orders].ordered_on) AS [orders_ordered_on_day_of_month_num],
    (DATEDIFF(DAY, CAST('1900-01-07' AS DATE), [orders].ordered_on) % 7 + 14) % 7 AS [orders_ordered_on_day_of_week_index],
    DATEPART(DAYOFYEAR, [orders].ordered_on) AS [orders_ordered_on_day_of_year_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_ordered_on_day_of_week_name],
    CASE MONTH([orders].ordered_on) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' END AS [orders_ordered_on_month_name],
    'Q' + CAST(DATEPART(QUARTER, [orders].ordered_on) AS NVARCHAR(1)) AS [orders_ordered_on_quarter_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, [orders].ordered_on, DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 14) % 7), CAST([orders].ordered_on AS DATE)), DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1), DATEFROMPARTS(YEAR([orders].ordered_on), DATEPART(QUARTER, [orders].ordered_on) * 3 - 2, 1), DATEFROMPARTS(YEAR([orders].ordered_on), 1, 1), YEAR([orders].ordered_on), DATEPART(QUARTER, [orders].ordered_on), MONTH([orders].ordered_on), DATEPART(ISO_WEEK, [orders].ordered_on), DAY([orders].ordered_on), (DATEDIFF(DAY, CAST('1900-01-07' AS DATE), [orders].ordered_on) % 7 + 14) % 7, DATEPART(DAYOFYEAR, [orders].ordered_on), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END, CASE MONTH([orders].ordered_on) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' END, 'Q' + CAST(DATEPART(QUARTER, [orders].ordered_on) AS NVARCHAR(1))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: weeks that begin on day 0
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 14) % 7), CAST([orders].ordered_on AS DATE)) AS [orders_ordered_on_week],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_utc_at_week]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 14) % 7), CAST([orders].ordered_on AS DATE)), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: weeks that begin on day 1
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 13) % 7), CAST([orders].ordered_on AS DATE)) AS [orders_ordered_on_week],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 13) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 13) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_utc_at_week]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 13) % 7), CAST([orders].ordered_on AS DATE)), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 13) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 13) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: weeks that begin on day 3
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 11) % 7), CAST([orders].ordered_on AS DATE)) AS [orders_ordered_on_week],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 11) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 11) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_utc_at_week]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 11) % 7), CAST([orders].ordered_on AS DATE)), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 11) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 11) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: weeks that begin on day 6
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 8) % 7), CAST([orders].ordered_on AS DATE)) AS [orders_ordered_on_week],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 8) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 8) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_utc_at_week]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].ordered_on) % 7 + 8) % 7), CAST([orders].ordered_on AS DATE)), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 8) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 8) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: fiscal years that begin with month 1
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEFROMPARTS(YEAR([orders].ordered_on), DATEPART(QUARTER, [orders].ordered_on) * 3 - 2, 1) AS [orders_ordered_on_fiscal_quarter],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) * 3 - 2, 1) AS [orders_created_at_fiscal_quarter],
    DATEFROMPARTS(YEAR([orders].ordered_on), 1, 1) AS [orders_ordered_on_fiscal_year],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), 1, 1) AS [orders_created_at_fiscal_year],
    DATEPART(QUARTER, [orders].ordered_on) AS [orders_ordered_on_fiscal_quarter_num],
    DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_fiscal_quarter_num],
    YEAR([orders].ordered_on) AS [orders_ordered_on_fiscal_year_num],
    YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_fiscal_year_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEFROMPARTS(YEAR([orders].ordered_on), DATEPART(QUARTER, [orders].ordered_on) * 3 - 2, 1), DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) * 3 - 2, 1), DATEFROMPARTS(YEAR([orders].ordered_on), 1, 1), DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), 1, 1), DATEPART(QUARTER, [orders].ordered_on), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), YEAR([orders].ordered_on), YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: fiscal years that begin with month 2
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)) * 3 - 2, 1)) AS DATE) AS [orders_ordered_on_fiscal_quarter],
    CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)) * 3 - 2, 1)) AS DATE) AS [orders_created_at_fiscal_quarter],
    CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)), 1, 1)) AS DATE) AS [orders_ordered_on_fiscal_year],
    CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), 1, 1)) AS DATE) AS [orders_created_at_fiscal_year],
    CASE WHEN MONTH([orders].ordered_on) IN (2, 3, 4) THEN 1 WHEN MONTH([orders].ordered_on) IN (5, 6, 7) THEN 2 WHEN MONTH([orders].ordered_on) IN (8, 9, 10) THEN 3 WHEN MONTH([orders].ordered_on) IN (11, 12, 1) THEN 4 END AS [orders_ordered_on_fiscal_quarter_num],
    CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (2, 3, 4) THEN 1 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (5, 6, 7) THEN 2 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (8, 9, 10) THEN 3 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (11, 12, 1) THEN 4 END AS [orders_created_at_fiscal_quarter_num],
    (YEAR([orders].ordered_on) + CASE WHEN MONTH([orders].ordered_on) >= 2 THEN 1 ELSE 0 END) AS [orders_ordered_on_fiscal_year_num],
    (YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) + CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) >= 2 THEN 1 ELSE 0 END) AS [orders_created_at_fiscal_year_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)) * 3 - 2, 1)) AS DATE), CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)) * 3 - 2, 1)) AS DATE), CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)), 1, 1)) AS DATE), CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), 1, 1)) AS DATE), CASE WHEN MONTH([orders].ordered_on) IN (2, 3, 4) THEN 1 WHEN MONTH([orders].ordered_on) IN (5, 6, 7) THEN 2 WHEN MONTH([orders].ordered_on) IN (8, 9, 10) THEN 3 WHEN MONTH([orders].ordered_on) IN (11, 12, 1) THEN 4 END, CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (2, 3, 4) THEN 1 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (5, 6, 7) THEN 2 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (8, 9, 10) THEN 3 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (11, 12, 1) THEN 4 END, (YEAR([orders].ordered_on) + CASE WHEN MONTH([orders].ordered_on) >= 2 THEN 1 ELSE 0 END), (YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) + CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) >= 2 THEN 1 ELSE 0 END)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: fiscal years that begin with month 4
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEFROMPARTS(YEAR([orders].ordered_on), DATEPART(QUARTER, [orders].ordered_on) * 3 - 2, 1) AS [orders_ordered_on_fiscal_quarter],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) * 3 - 2, 1) AS [orders_created_at_fiscal_quarter],
    CAST(DATEADD(MONTH, 3, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -3, [orders].ordered_on) AS DATE)), 1, 1)) AS DATE) AS [orders_ordered_on_fiscal_year],
    CAST(DATEADD(MONTH, 3, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -3, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), 1, 1)) AS DATE) AS [orders_created_at_fiscal_year],
    CASE WHEN MONTH([orders].ordered_on) IN (4, 5, 6) THEN 1 WHEN MONTH([orders].ordered_on) IN (7, 8, 9) THEN 2 WHEN MONTH([orders].ordered_on) IN (10, 11, 12) THEN 3 WHEN MONTH([orders].ordered_on) IN (1, 2, 3) THEN 4 END AS [orders_ordered_on_fiscal_quarter_num],
    CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (4, 5, 6) THEN 1 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (7, 8, 9) THEN 2 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (10, 11, 12) THEN 3 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (1, 2, 3) THEN 4 END AS [orders_created_at_fiscal_quarter_num],
    (YEAR([orders].ordered_on) + CASE WHEN MONTH([orders].ordered_on) >= 4 THEN 1 ELSE 0 END) AS [orders_ordered_on_fiscal_year_num],
    (YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) + CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) >= 4 THEN 1 ELSE 0 END) AS [orders_created_at_fiscal_year_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEFROMPARTS(YEAR([orders].ordered_on), DATEPART(QUARTER, [orders].ordered_on) * 3 - 2, 1), DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) * 3 - 2, 1), CAST(DATEADD(MONTH, 3, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -3, [orders].ordered_on) AS DATE)), 1, 1)) AS DATE), CAST(DATEADD(MONTH, 3, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -3, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), 1, 1)) AS DATE), CASE WHEN MONTH([orders].ordered_on) IN (4, 5, 6) THEN 1 WHEN MONTH([orders].ordered_on) IN (7, 8, 9) THEN 2 WHEN MONTH([orders].ordered_on) IN (10, 11, 12) THEN 3 WHEN MONTH([orders].ordered_on) IN (1, 2, 3) THEN 4 END, CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (4, 5, 6) THEN 1 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (7, 8, 9) THEN 2 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (10, 11, 12) THEN 3 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (1, 2, 3) THEN 4 END, (YEAR([orders].ordered_on) + CASE WHEN MONTH([orders].ordered_on) >= 4 THEN 1 ELSE 0 END), (YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) + CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) >= 4 THEN 1 ELSE 0 END)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: fiscal years that begin with month 10
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEFROMPARTS(YEAR([orders].ordered_on), DATEPART(QUARTER, [orders].ordered_on) * 3 - 2, 1) AS [orders_ordered_on_fiscal_quarter],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) * 3 - 2, 1) AS [orders_created_at_fiscal_quarter],
    CAST(DATEADD(MONTH, 9, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -9, [orders].ordered_on) AS DATE)), 1, 1)) AS DATE) AS [orders_ordered_on_fiscal_year],
    CAST(DATEADD(MONTH, 9, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -9, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), 1, 1)) AS DATE) AS [orders_created_at_fiscal_year],
    CASE WHEN MONTH([orders].ordered_on) IN (10, 11, 12) THEN 1 WHEN MONTH([orders].ordered_on) IN (1, 2, 3) THEN 2 WHEN MONTH([orders].ordered_on) IN (4, 5, 6) THEN 3 WHEN MONTH([orders].ordered_on) IN (7, 8, 9) THEN 4 END AS [orders_ordered_on_fiscal_quarter_num],
    CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (10, 11, 12) THEN 1 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (1, 2, 3) THEN 2 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (4, 5, 6) THEN 3 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (7, 8, 9) THEN 4 END AS [orders_created_at_fiscal_quarter_num],
    (YEAR([orders].ordered_on) + CASE WHEN MONTH([orders].ordered_on) >= 10 THEN 1 ELSE 0 END) AS [orders_ordered_on_fiscal_year_num],
    (YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) + CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) >= 10 THEN 1 ELSE 0 END) AS [orders_created_at_fiscal_year_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEFROMPARTS(YEAR([orders].ordered_on), DATEPART(QUARTER, [orders].ordered_on) * 3 - 2, 1), DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) * 3 - 2, 1), CAST(DATEADD(MONTH, 9, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -9, [orders].ordered_on) AS DATE)), 1, 1)) AS DATE), CAST(DATEADD(MONTH, 9, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -9, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), 1, 1)) AS DATE), CASE WHEN MONTH([orders].ordered_on) IN (10, 11, 12) THEN 1 WHEN MONTH([orders].ordered_on) IN (1, 2, 3) THEN 2 WHEN MONTH([orders].ordered_on) IN (4, 5, 6) THEN 3 WHEN MONTH([orders].ordered_on) IN (7, 8, 9) THEN 4 END, CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (10, 11, 12) THEN 1 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (1, 2, 3) THEN 2 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (4, 5, 6) THEN 3 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (7, 8, 9) THEN 4 END, (YEAR([orders].ordered_on) + CASE WHEN MONTH([orders].ordered_on) >= 10 THEN 1 ELSE 0 END), (YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) + CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) >= 10 THEN 1 ELSE 0 END)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: fiscal years that begin with month 12
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    CAST(DATEADD(MONTH, 2, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -2, [orders].ordered_on) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -2, [orders].ordered_on) AS DATE)) * 3 - 2, 1)) AS DATE) AS [orders_ordered_on_fiscal_quarter],
    CAST(DATEADD(MONTH, 2, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -2, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -2, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)) * 3 - 2, 1)) AS DATE) AS [orders_created_at_fiscal_quarter],
    CAST(DATEADD(MONTH, 11, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -11, [orders].ordered_on) AS DATE)), 1, 1)) AS DATE) AS [orders_ordered_on_fiscal_year],
    CAST(DATEADD(MONTH, 11, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -11, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), 1, 1)) AS DATE) AS [orders_created_at_fiscal_year],
    CASE WHEN MONTH([orders].ordered_on) IN (12, 1, 2) THEN 1 WHEN MONTH([orders].ordered_on) IN (3, 4, 5) THEN 2 WHEN MONTH([orders].ordered_on) IN (6, 7, 8) THEN 3 WHEN MONTH([orders].ordered_on) IN (9, 10, 11) THEN 4 END AS [orders_ordered_on_fiscal_quarter_num],
    CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (12, 1, 2) THEN 1 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (3, 4, 5) THEN 2 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (6, 7, 8) THEN 3 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (9, 10, 11) THEN 4 END AS [orders_created_at_fiscal_quarter_num],
    (YEAR([orders].ordered_on) + CASE WHEN MONTH([orders].ordered_on) >= 12 THEN 1 ELSE 0 END) AS [orders_ordered_on_fiscal_year_num],
    (YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) + CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) >= 12 THEN 1 ELSE 0 END) AS [orders_created_at_fiscal_year_num]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, CAST(DATEADD(MONTH, 2, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -2, [orders].ordered_on) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -2, [orders].ordered_on) AS DATE)) * 3 - 2, 1)) AS DATE), CAST(DATEADD(MONTH, 2, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -2, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -2, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)) * 3 - 2, 1)) AS DATE), CAST(DATEADD(MONTH, 11, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -11, [orders].ordered_on) AS DATE)), 1, 1)) AS DATE), CAST(DATEADD(MONTH, 11, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -11, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS DATE)), 1, 1)) AS DATE), CASE WHEN MONTH([orders].ordered_on) IN (12, 1, 2) THEN 1 WHEN MONTH([orders].ordered_on) IN (3, 4, 5) THEN 2 WHEN MONTH([orders].ordered_on) IN (6, 7, 8) THEN 3 WHEN MONTH([orders].ordered_on) IN (9, 10, 11) THEN 4 END, CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (12, 1, 2) THEN 1 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (3, 4, 5) THEN 2 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (6, 7, 8) THEN 3 WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) IN (9, 10, 11) THEN 4 END, (YEAR([orders].ordered_on) + CASE WHEN MONTH([orders].ordered_on) >= 12 THEN 1 ELSE 0 END), (YEAR(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) + CASE WHEN MONTH(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) >= 12 THEN 1 ELSE 0 END)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: revenue of a fiscal year beside the one before
WITH [current_period] AS (
  SELECT
    CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)) * 3 - 2, 1)) AS DATE) AS [orders_ordered_on_fiscal_quarter],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  WHERE (([orders].ordered_on) >= CAST('2024-02-01' AS DATE) AND ([orders].ordered_on) < CAST('2025-02-01' AS DATE))
  GROUP BY CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, [orders].ordered_on) AS DATE)) * 3 - 2, 1)) AS DATE)
),
[previous_period] AS (
  SELECT
    CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, CAST(DATEADD(QUARTER, 1, [orders].ordered_on) AS DATE)) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, CAST(DATEADD(QUARTER, 1, [orders].ordered_on) AS DATE)) AS DATE)) * 3 - 2, 1)) AS DATE) AS [orders_ordered_on_fiscal_quarter],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  WHERE ((CAST(DATEADD(QUARTER, 1, [orders].ordered_on) AS DATE)) >= CAST('2024-02-01' AS DATE) AND (CAST(DATEADD(QUARTER, 1, [orders].ordered_on) AS DATE)) < CAST('2025-02-01' AS DATE))
    AND (CAST(DATEADD(QUARTER, 1, [orders].ordered_on) AS DATE)) <= CAST('2024-03-31' AS DATE)
  GROUP BY CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, CAST(DATEADD(QUARTER, 1, [orders].ordered_on) AS DATE)) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, CAST(DATEADD(QUARTER, 1, [orders].ordered_on) AS DATE)) AS DATE)) * 3 - 2, 1)) AS DATE)
),
metrics AS (
  SELECT
    [current_period].[orders_ordered_on_fiscal_quarter] AS [orders_ordered_on_fiscal_quarter],
    [current_period].[orders_revenue] AS [orders_revenue],
    [previous_period].[orders_revenue] AS [orders_revenue__previous_period],
    [current_period].[orders_revenue] - [previous_period].[orders_revenue] AS [orders_revenue__previous_period_change],
    CAST([current_period].[orders_revenue] - [previous_period].[orders_revenue] AS FLOAT) / NULLIF(ABS([previous_period].[orders_revenue]), 0) AS [orders_revenue__previous_period_change_percent]
  FROM [current_period]
  LEFT OUTER JOIN [previous_period]
    ON EXISTS (SELECT [current_period].[orders_ordered_on_fiscal_quarter] INTERSECT SELECT [previous_period].[orders_ordered_on_fiscal_quarter])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_ordered_on_fiscal_quarter] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_fiscal_quarter];

-- interval: orders of one fiscal year
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  WHERE (([orders].created_at) >= CAST('2024-03-31T22:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-03-31T22:00:00+00:00' AS DATETIMEOFFSET(6)))
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- interval: revenue per month
SELECT TOP (500)
  DATEFROMPARTS(YEAR([orders].utc_at), MONTH([orders].utc_at), 1) AS [orders_utc_at_month],
  SUM([orders].amount) AS [orders_revenue]
FROM [orders] AS [orders]
GROUP BY DATEFROMPARTS(YEAR([orders].utc_at), MONTH([orders].utc_at), 1)
ORDER BY [orders_utc_at_month] DESC;

-- interval: months in the order of the year
WITH metrics AS (
  SELECT
    CASE MONTH([orders].ordered_on) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' END AS [orders_ordered_on_month_name],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY CASE MONTH([orders].ordered_on) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN CASE [orders_ordered_on_month_name] WHEN N'January' THEN 1 WHEN N'February' THEN 2 WHEN N'March' THEN 3 WHEN N'April' THEN 4 WHEN N'May' THEN 5 WHEN N'June' THEN 6 WHEN N'July' THEN 7 WHEN N'August' THEN 8 WHEN N'September' THEN 9 WHEN N'October' THEN 10 WHEN N'November' THEN 11 WHEN N'December' THEN 12 END IS NULL THEN 1 ELSE 0 END, CASE [orders_ordered_on_month_name] WHEN N'January' THEN 1 WHEN N'February' THEN 2 WHEN N'March' THEN 3 WHEN N'April' THEN 4 WHEN N'May' THEN 5 WHEN N'June' THEN 6 WHEN N'July' THEN 7 WHEN N'August' THEN 8 WHEN N'September' THEN 9 WHEN N'October' THEN 10 WHEN N'November' THEN 11 WHEN N'December' THEN 12 END;

-- interval: weekdays from Sunday
WITH metrics AS (
  SELECT
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].utc_at) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_utc_at_day_of_week_name],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].utc_at) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN CASE [orders_utc_at_day_of_week_name] WHEN N'Sunday' THEN 1 WHEN N'Monday' THEN 2 WHEN N'Tuesday' THEN 3 WHEN N'Wednesday' THEN 4 WHEN N'Thursday' THEN 5 WHEN N'Friday' THEN 6 WHEN N'Saturday' THEN 7 END IS NULL THEN 0 ELSE 1 END, CASE [orders_utc_at_day_of_week_name] WHEN N'Sunday' THEN 1 WHEN N'Monday' THEN 2 WHEN N'Tuesday' THEN 3 WHEN N'Wednesday' THEN 4 WHEN N'Thursday' THEN 5 WHEN N'Friday' THEN 6 WHEN N'Saturday' THEN 7 END DESC;

-- zone: created_at in UTC
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6))) AS [orders_created_at_hour],
    CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AS [orders_created_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_created_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6))), CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: local_at in UTC
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6))) AS [orders_local_at_hour],
    CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS [orders_local_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE)) AS [orders_local_at_week],
    DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))) AS [orders_local_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_local_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6))), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: utc_at in UTC
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST([orders].utc_at AS DATE) AS DATETIME2(6)), [orders].utc_at), CAST(CAST([orders].utc_at AS DATE) AS DATETIME2(6))) AS [orders_utc_at_hour],
    CAST([orders].utc_at AS DATE) AS [orders_utc_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].utc_at) % 7 + 14) % 7), CAST([orders].utc_at AS DATE)) AS [orders_utc_at_week],
    DATEPART(HOUR, [orders].utc_at) AS [orders_utc_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].utc_at) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_utc_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST([orders].utc_at AS DATE) AS DATETIME2(6)), [orders].utc_at), CAST(CAST([orders].utc_at AS DATE) AS DATETIME2(6))), CAST([orders].utc_at AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].utc_at) % 7 + 14) % 7), CAST([orders].utc_at AS DATE)), DATEPART(HOUR, [orders].utc_at), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].utc_at) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: days and hours counted in UTC
WITH metrics AS (
  SELECT
    CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    COUNT_BIG([orders].id) AS [orders_count],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_day] IS NULL THEN 1 ELSE 0 END, [orders_created_at_day];

-- zone: created_at in America/New_York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_hour],
    CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_created_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_created_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)), CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: local_at in America/New_York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, [orders].local_at), DATEADD(SECOND, DATEDIFF(SECOND, [orders].local_at, DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST([orders].local_at AS DATE) AS DATETIME2(6)), [orders].local_at), CAST(CAST([orders].local_at AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))) AS [orders_local_at_hour],
    CAST([orders].local_at AS DATE) AS [orders_local_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].local_at) % 7 + 14) % 7), CAST([orders].local_at AS DATE)) AS [orders_local_at_week],
    DATEPART(HOUR, [orders].local_at) AS [orders_local_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].local_at) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_local_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, [orders].local_at), DATEADD(SECOND, DATEDIFF(SECOND, [orders].local_at, DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST([orders].local_at AS DATE) AS DATETIME2(6)), [orders].local_at), CAST(CAST([orders].local_at AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))), CAST([orders].local_at AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].local_at) % 7 + 14) % 7), CAST([orders].local_at AS DATE)), DATEPART(HOUR, [orders].local_at), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders].local_at) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: utc_at in America/New_York
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)) AS [orders_utc_at_hour],
    CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_utc_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_utc_at_week],
    DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS [orders_utc_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_utc_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: days and hours counted in America/New_York
WITH metrics AS (
  SELECT
    CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    COUNT_BIG([orders].id) AS [orders_count],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_day] IS NULL THEN 1 ELSE 0 END, [orders_created_at_day];

-- zone: created_at in Europe/Berlin
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_hour],
    CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) AS [orders_created_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_created_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: local_at in Europe/Berlin
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))) AS [orders_local_at_hour],
    CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_local_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_local_at_week],
    DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) AS [orders_local_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_local_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: utc_at in Europe/Berlin
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)) AS [orders_utc_at_hour],
    CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_utc_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_utc_at_week],
    DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) AS [orders_utc_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_utc_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: days and hours counted in Europe/Berlin
WITH metrics AS (
  SELECT
    CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    COUNT_BIG([orders].id) AS [orders_count],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_day] IS NULL THEN 1 ELSE 0 END, [orders_created_at_day];

-- zone: created_at in Asia/Kolkata
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_hour],
    CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) AS [orders_created_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_created_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)), CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: local_at in Asia/Kolkata
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))) AS [orders_local_at_hour],
    CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_local_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_local_at_week],
    DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) AS [orders_local_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_local_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: utc_at in Asia/Kolkata
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)) AS [orders_utc_at_hour],
    CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_utc_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_utc_at_week],
    DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) AS [orders_utc_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_utc_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: days and hours counted in Asia/Kolkata
WITH metrics AS (
  SELECT
    CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    COUNT_BIG([orders].id) AS [orders_count],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_day] IS NULL THEN 1 ELSE 0 END, [orders_created_at_day];

-- zone: created_at in Australia/Lord_Howe
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_hour],
    CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) AS [orders_created_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_created_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)), CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: local_at in Australia/Lord_Howe
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))) AS [orders_local_at_hour],
    CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_local_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_local_at_week],
    DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) AS [orders_local_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_local_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: utc_at in Australia/Lord_Howe
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)) AS [orders_utc_at_hour],
    CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_utc_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_utc_at_week],
    DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) AS [orders_utc_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_utc_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: days and hours counted in Australia/Lord_Howe
WITH metrics AS (
  SELECT
    CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    COUNT_BIG([orders].id) AS [orders_count],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY CAST(CAST([orders].created_at AT TIME ZONE 'Lord Howe Standard Time' AS DATETIME2(6)) AS DATE)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_day] IS NULL THEN 1 ELSE 0 END, [orders_created_at_day];

-- zone: created_at in Pacific/Apia
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_hour],
    CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_created_at_week],
    DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) AS [orders_created_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_created_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)), CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: local_at in Pacific/Apia
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))) AS [orders_local_at_hour],
    CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_local_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_local_at_week],
    DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) AS [orders_local_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_local_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].local_at AT TIME ZONE 'Eastern Standard Time' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: utc_at in Pacific/Apia
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)) AS [orders_utc_at_hour],
    CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_utc_at_day],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE)) AS [orders_utc_at_week],
    DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) AS [orders_utc_at_hour_of_day_num],
    CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END AS [orders_utc_at_day_of_week_name]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].utc_at)), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE), DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE)), DATEPART(HOUR, CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))), CASE (DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].utc_at AT TIME ZONE 'UTC' AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6))) % 7 + 14) % 7 WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday' WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday' END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- zone: days and hours counted in Pacific/Apia
WITH metrics AS (
  SELECT
    CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    COUNT_BIG([orders].id) AS [orders_count],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY CAST(CAST([orders].created_at AT TIME ZONE 'Samoa Standard Time' AS DATETIME2(6)) AS DATE)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_day] IS NULL THEN 1 ELSE 0 END, [orders_created_at_day];

-- sort: status ascending
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status], CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- sort: status descending
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY [orders_status] DESC, CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- sort: status ascending, nulls first
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY [orders_status], CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- sort: status ascending, nulls last
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status], CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- sort: status descending, nulls first
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_status] IS NULL THEN 0 ELSE 1 END, [orders_status] DESC, CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- sort: status descending, nulls last
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    [orders].id AS [orders_id]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY [orders_status] DESC, CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- sort: by a metric that is null for one group
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].status
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY [orders_revenue] DESC, CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status];

-- sort: by a metric that is not shown
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    MAX([orders].amount) AS [orders_largest]
  FROM [orders] AS [orders]
  GROUP BY [orders].id
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY [orders_largest], CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- bins: width
WITH metrics AS (
  SELECT
    CASE WHEN ([orders].amount) IS NULL THEN NULL ELSE FORMAT(CAST(FLOOR(CAST(([orders].amount) AS FLOAT) / 25) * 25 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST(FLOOR(CAST(([orders].amount) AS FLOAT) / 25) * 25 + 24 AS DECIMAL(38, 9)), '0.######', 'en-US') END AS [bins],
    FLOOR(CAST(([orders].amount) AS FLOAT) / 25) * 25 AS [bins_order],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY CASE WHEN ([orders].amount) IS NULL THEN NULL ELSE FORMAT(CAST(FLOOR(CAST(([orders].amount) AS FLOAT) / 25) * 25 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST(FLOOR(CAST(([orders].amount) AS FLOAT) / 25) * 25 + 24 AS DECIMAL(38, 9)), '0.######', 'en-US') END, FLOOR(CAST(([orders].amount) AS FLOAT) / 25) * 25
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [bins_order] IS NULL THEN 1 ELSE 0 END, [bins_order];

-- bins: fractional width
WITH metrics AS (
  SELECT
    CASE WHEN ([orders].amount) IS NULL THEN NULL ELSE FORMAT(CAST(FLOOR(CAST(([orders].amount) AS FLOAT) / 12.5) * 12.5 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST(FLOOR(CAST(([orders].amount) AS FLOAT) / 12.5) * 12.5 + 12.5 AS DECIMAL(38, 9)), '0.######', 'en-US') END AS [bins],
    FLOOR(CAST(([orders].amount) AS FLOAT) / 12.5) * 12.5 AS [bins_order],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY CASE WHEN ([orders].amount) IS NULL THEN NULL ELSE FORMAT(CAST(FLOOR(CAST(([orders].amount) AS FLOAT) / 12.5) * 12.5 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST(FLOOR(CAST(([orders].amount) AS FLOAT) / 12.5) * 12.5 + 12.5 AS DECIMAL(38, 9)), '0.######', 'en-US') END, FLOOR(CAST(([orders].amount) AS FLOAT) / 12.5) * 12.5
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [bins_order] IS NULL THEN 1 ELSE 0 END, [bins_order];

-- bins: width, of whole numbers
WITH metrics AS (
  SELECT
    CASE WHEN ([orders].units) IS NULL THEN NULL ELSE FORMAT(CAST(FLOOR(CAST(([orders].units) AS FLOAT) / 4) * 4 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST(FLOOR(CAST(([orders].units) AS FLOAT) / 4) * 4 + 3 AS DECIMAL(38, 9)), '0.######', 'en-US') END AS [bins],
    FLOOR(CAST(([orders].units) AS FLOAT) / 4) * 4 AS [bins_order],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY CASE WHEN ([orders].units) IS NULL THEN NULL ELSE FORMAT(CAST(FLOOR(CAST(([orders].units) AS FLOAT) / 4) * 4 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST(FLOOR(CAST(([orders].units) AS FLOAT) / 4) * 4 + 3 AS DECIMAL(38, 9)), '0.######', 'en-US') END, FLOOR(CAST(([orders].units) AS FLOAT) / 4) * 4
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [bins_order] IS NULL THEN 1 ELSE 0 END, [bins_order];

-- bins: number
WITH [bins_extent] AS (
  SELECT
    MIN([orders].amount) AS [min_value],
    MAX([orders].amount) AS [max_value]
  FROM [orders] AS [orders]
),
metrics AS (
  SELECT
    CASE WHEN ([orders].amount) IS NULL THEN NULL ELSE FORMAT(CAST([bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].amount) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 4 THEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 4 END END) AS FLOAT) / 5 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST([bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].amount) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 4 THEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 4 END END + 1) AS FLOAT) / 5 AS DECIMAL(38, 9)), '0.######', 'en-US') END AS [bins],
    [bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].amount) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 4 THEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 4 END END) AS FLOAT) / 5 AS [bins_order],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  CROSS JOIN [bins_extent]
  GROUP BY CASE WHEN ([orders].amount) IS NULL THEN NULL ELSE FORMAT(CAST([bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].amount) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 4 THEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 4 END END) AS FLOAT) / 5 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST([bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].amount) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 4 THEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 4 END END + 1) AS FLOAT) / 5 AS DECIMAL(38, 9)), '0.######', 'en-US') END, [bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].amount) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 4 THEN FLOOR(CAST((([orders].amount) - [bins_extent].[min_value]) * 5 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 4 END END) AS FLOAT) / 5
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [bins_order] IS NULL THEN 1 ELSE 0 END, [bins_order];

-- bins: number, of whole numbers
WITH [bins_extent] AS (
  SELECT
    MIN([orders].units) AS [min_value],
    MAX([orders].units) AS [max_value]
  FROM [orders] AS [orders]
),
metrics AS (
  SELECT
    CASE WHEN ([orders].units) IS NULL THEN NULL ELSE FORMAT(CAST([bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].units) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 2 THEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 2 END END) AS FLOAT) / 3 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST([bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].units) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 2 THEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 2 END END + 1) AS FLOAT) / 3 AS DECIMAL(38, 9)), '0.######', 'en-US') END AS [bins],
    [bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].units) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 2 THEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 2 END END) AS FLOAT) / 3 AS [bins_order],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  CROSS JOIN [bins_extent]
  GROUP BY CASE WHEN ([orders].units) IS NULL THEN NULL ELSE FORMAT(CAST([bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].units) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 2 THEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 2 END END) AS FLOAT) / 3 AS DECIMAL(38, 9)), '0.######', 'en-US') + N' - ' + FORMAT(CAST([bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].units) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 2 THEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 2 END END + 1) AS FLOAT) / 3 AS DECIMAL(38, 9)), '0.######', 'en-US') END, [bins_extent].[min_value] + CAST(([bins_extent].[max_value] - [bins_extent].[min_value]) * (CASE WHEN ([orders].units) IS NULL THEN NULL WHEN [bins_extent].[max_value] = [bins_extent].[min_value] THEN 0 ELSE CASE WHEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) < 2 THEN FLOOR(CAST((([orders].units) - [bins_extent].[min_value]) * 3 AS FLOAT) / ([bins_extent].[max_value] - [bins_extent].[min_value])) ELSE 2 END END) AS FLOAT) / 3
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [bins_order] IS NULL THEN 1 ELSE 0 END, [bins_order];

-- bins: groups of values
WITH metrics AS (
  SELECT
    CASE WHEN ([orders].status) IS NULL THEN NULL WHEN (([orders].status) IN (N'paid', N'a''b%c_d') OR ([orders].status) LIKE N'vo%' ESCAPE '!') THEN N'O''Neill' WHEN (LOWER(([orders].status)) LIKE LOWER(N'%PE%') ESCAPE '!' OR ([orders].status) LIKE N'%\slash' ESCAPE '!') THEN N'100%' ELSE N'Rest' END AS [bins],
    CASE WHEN ([orders].status) IS NULL THEN NULL WHEN (([orders].status) IN (N'paid', N'a''b%c_d') OR ([orders].status) LIKE N'vo%' ESCAPE '!') THEN 0 WHEN (LOWER(([orders].status)) LIKE LOWER(N'%PE%') ESCAPE '!' OR ([orders].status) LIKE N'%\slash' ESCAPE '!') THEN 1 ELSE 2 END AS [bins_order],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY CASE WHEN ([orders].status) IS NULL THEN NULL WHEN (([orders].status) IN (N'paid', N'a''b%c_d') OR ([orders].status) LIKE N'vo%' ESCAPE '!') THEN N'O''Neill' WHEN (LOWER(([orders].status)) LIKE LOWER(N'%PE%') ESCAPE '!' OR ([orders].status) LIKE N'%\slash' ESCAPE '!') THEN N'100%' ELSE N'Rest' END, CASE WHEN ([orders].status) IS NULL THEN NULL WHEN (([orders].status) IN (N'paid', N'a''b%c_d') OR ([orders].status) LIKE N'vo%' ESCAPE '!') THEN 0 WHEN (LOWER(([orders].status)) LIKE LOWER(N'%PE%') ESCAPE '!' OR ([orders].status) LIKE N'%\slash' ESCAPE '!') THEN 1 ELSE 2 END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [bins_order] IS NULL THEN 1 ELSE 0 END, [bins_order];

-- bins: ranges
WITH metrics AS (
  SELECT
    CASE WHEN ([orders].amount) < 0 THEN N'<0' WHEN ([orders].amount) >= 0 AND ([orders].amount) < 50 THEN N'0-50' WHEN ([orders].amount) >= 50 THEN N'≥50' ELSE NULL END AS [bins],
    CASE WHEN ([orders].amount) < 0 THEN 0 WHEN ([orders].amount) >= 0 AND ([orders].amount) < 50 THEN 1 WHEN ([orders].amount) >= 50 THEN 2 ELSE NULL END AS [bins_order],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY CASE WHEN ([orders].amount) < 0 THEN N'<0' WHEN ([orders].amount) >= 0 AND ([orders].amount) < 50 THEN N'0-50' WHEN ([orders].amount) >= 50 THEN N'≥50' ELSE NULL END, CASE WHEN ([orders].amount) < 0 THEN 0 WHEN ([orders].amount) >= 0 AND ([orders].amount) < 50 THEN 1 WHEN ([orders].amount) >= 50 THEN 2 ELSE NULL END
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [bins_order] IS NULL THEN 1 ELSE 0 END, [bins_order];

-- fan-out: revenue beside items and payments
WITH [orders_metrics] AS (
  SELECT
    [customers].region AS [customers_region],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  GROUP BY [customers].region
),
[order_items_metrics] AS (
  SELECT
    [customers].region AS [customers_region],
    SUM([order_items].quantity) AS [order_items_quantity_sold]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  LEFT OUTER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
  GROUP BY [customers].region
),
[payments_metrics] AS (
  SELECT
    [customers].region AS [customers_region],
    SUM([payments].total) AS [payments_paid]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  LEFT OUTER JOIN [payments] AS [payments]
    ON ([orders].id) = ([payments].order_id)
  GROUP BY [customers].region
),
metrics AS (
  SELECT
    [orders_metrics].[customers_region] AS [customers_region],
    [orders_metrics].[orders_revenue] AS [orders_revenue],
    [order_items_metrics].[order_items_quantity_sold] AS [order_items_quantity_sold],
    [payments_metrics].[payments_paid] AS [payments_paid]
  FROM [orders_metrics]
  INNER JOIN [order_items_metrics]
    ON EXISTS (SELECT [orders_metrics].[customers_region] INTERSECT SELECT [order_items_metrics].[customers_region])
  INNER JOIN [payments_metrics]
    ON EXISTS (SELECT [orders_metrics].[customers_region] INTERSECT SELECT [payments_metrics].[customers_region])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region];

-- fan-out: totals of three grains
WITH [orders_metrics] AS (
  SELECT
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
),
[order_items_metrics] AS (
  SELECT
    SUM([order_items].quantity) AS [order_items_quantity_sold]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
),
[payments_metrics] AS (
  SELECT
    SUM([payments].total) AS [payments_paid]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [payments] AS [payments]
    ON ([orders].id) = ([payments].order_id)
),
[customers_rows] AS (
  SELECT DISTINCT
    [customers].id AS [customers.id],
    [customers].credit AS [customers_total_credit.value]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
),
[customers_metrics] AS (
  SELECT
    SUM([customers_total_credit.value]) AS [customers_total_credit]
  FROM [customers_rows]
)
SELECT TOP (500)
  [orders_metrics].[orders_revenue] AS [orders_revenue],
  [order_items_metrics].[order_items_quantity_sold] AS [order_items_quantity_sold],
  [payments_metrics].[payments_paid] AS [payments_paid],
  [customers_metrics].[customers_total_credit] AS [customers_total_credit]
FROM [orders_metrics]
CROSS JOIN [order_items_metrics]
CROSS JOIN [payments_metrics]
CROSS JOIN [customers_metrics];

-- fan-out: orders once per product
WITH [orders_rows] AS (
  SELECT DISTINCT
    [order_items].product AS [order_items_product.group],
    [orders].id AS [orders.id],
    [orders].amount AS [orders_revenue.value],
    [orders].id AS [orders_count.value]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
),
metrics AS (
  SELECT
    [order_items_product.group] AS [order_items_product],
    SUM([orders_revenue.value]) AS [orders_revenue],
    COUNT_BIG([orders_count.value]) AS [orders_count]
  FROM [orders_rows]
  GROUP BY [order_items_product.group]
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [order_items_product] IS NULL THEN 1 ELSE 0 END, [order_items_product];

-- fan-out: customers counted once per month of their orders
WITH [customers_rows] AS (
  SELECT DISTINCT
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month.group],
    [customers].id AS [customers.id],
    [customers].id AS [customers_count.value],
    [customers].credit AS [customers_total_credit.value]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
),
[customers_metrics] AS (
  SELECT
    [orders_ordered_on_month.group] AS [orders_ordered_on_month],
    COUNT_BIG([customers_count.value]) AS [customers_count],
    SUM([customers_total_credit.value]) AS [customers_total_credit]
  FROM [customers_rows]
  GROUP BY [orders_ordered_on_month.group]
),
[orders_metrics] AS (
  SELECT
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1)
),
metrics AS (
  SELECT
    [customers_metrics].[orders_ordered_on_month] AS [orders_ordered_on_month],
    [customers_metrics].[customers_count] AS [customers_count],
    [customers_metrics].[customers_total_credit] AS [customers_total_credit],
    [orders_metrics].[orders_revenue] AS [orders_revenue]
  FROM [customers_metrics]
  INNER JOIN [orders_metrics]
    ON EXISTS (SELECT [customers_metrics].[orders_ordered_on_month] INTERSECT SELECT [orders_metrics].[orders_ordered_on_month])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month];

-- fan-out: medians of three tables
WITH [customers_rows] AS (
  SELECT DISTINCT
    [customers].region AS [customers_region.group],
    [customers].id AS [customers.id],
    [customers].credit AS [customers_median_credit.value]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
),
[customers_ranked] AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY [customers_region.group] ORDER BY CASE WHEN [customers_median_credit.value] IS NULL THEN 1 ELSE 0 END, [customers_median_credit.value]) - 1 - 0.5 * (COUNT([customers_median_credit.value]) OVER (PARTITION BY [customers_region.group]) - 1) AS [customers_median_credit.distance]
  FROM [customers_rows]
),
[customers_metrics] AS (
  SELECT
    [customers_region.group] AS [customers_region],
    SUM(CASE WHEN ABS([customers_median_credit.distance]) < 1 THEN CAST([customers_median_credit.value] AS FLOAT) * (1 - ABS([customers_median_credit.distance])) END) AS [customers_median_credit]
  FROM [customers_ranked]
  GROUP BY [customers_region.group]
),
[orders_rows] AS (
  SELECT
    [customers].region AS [customers_region.group],
    [orders].amount AS [orders_median.value]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
),
[orders_ranked] AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY [customers_region.group] ORDER BY CASE WHEN [orders_median.value] IS NULL THEN 1 ELSE 0 END, [orders_median.value]) - 1 - 0.5 * (COUNT([orders_median.value]) OVER (PARTITION BY [customers_region.group]) - 1) AS [orders_median.distance]
  FROM [orders_rows]
),
[orders_metrics] AS (
  SELECT
    [customers_region.group] AS [customers_region],
    SUM(CASE WHEN ABS([orders_median.distance]) < 1 THEN CAST([orders_median.value] AS FLOAT) * (1 - ABS([orders_median.distance])) END) AS [orders_median]
  FROM [orders_ranked]
  GROUP BY [customers_region.group]
),
[payments_rows] AS (
  SELECT
    [customers].region AS [customers_region.group],
    [payments].total AS [payments_median_payment.value]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  LEFT OUTER JOIN [payments] AS [payments]
    ON ([orders].id) = ([payments].order_id)
),
[payments_ranked] AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY [customers_region.group] ORDER BY CASE WHEN [payments_median_payment.value] IS NULL THEN 1 ELSE 0 END, [payments_median_payment.value]) - 1 - 0.5 * (COUNT([payments_median_payment.value]) OVER (PARTITION BY [customers_region.group]) - 1) AS [payments_median_payment.distance]
  FROM [payments_rows]
),
[payments_metrics] AS (
  SELECT
    [customers_region.group] AS [customers_region],
    SUM(CASE WHEN ABS([payments_median_payment.distance]) < 1 THEN CAST([payments_median_payment.value] AS FLOAT) * (1 - ABS([payments_median_payment.distance])) END) AS [payments_median_payment]
  FROM [payments_ranked]
  GROUP BY [customers_region.group]
),
[orders_metrics_2] AS (
  SELECT
    [customers].region AS [customers_region],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  GROUP BY [customers].region
),
metrics AS (
  SELECT
    [customers_metrics].[customers_region] AS [customers_region],
    [customers_metrics].[customers_median_credit] AS [customers_median_credit],
    [orders_metrics].[orders_median] AS [orders_median],
    [payments_metrics].[payments_median_payment] AS [payments_median_payment],
    [orders_metrics_2].[orders_count] AS [orders_count]
  FROM [customers_metrics]
  INNER JOIN [orders_metrics]
    ON EXISTS (SELECT [customers_metrics].[customers_region] INTERSECT SELECT [orders_metrics].[customers_region])
  INNER JOIN [payments_metrics]
    ON EXISTS (SELECT [customers_metrics].[customers_region] INTERSECT SELECT [payments_metrics].[customers_region])
  INNER JOIN [orders_metrics_2]
    ON EXISTS (SELECT [customers_metrics].[customers_region] INTERSECT SELECT [orders_metrics_2].[customers_region])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region];

-- fan-out: an aggregate of its own over repeated rows
WITH [orders_rows] AS (
  SELECT
    [order_items].product AS [order_items_product.group],
    [orders].id AS [orders.id],
    [orders].amount AS [orders_revenue.value],
    [orders].*,
    ROW_NUMBER() OVER (PARTITION BY [order_items].product, [orders].id ORDER BY [orders].id) AS [orders.copy]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
),
metrics AS (
  SELECT
    [order_items_product.group] AS [order_items_product],
    MAX([orders].amount) - MIN([orders].amount) AS [orders_spread],
    SUM([orders_revenue.value]) AS [orders_revenue]
  FROM [orders_rows] AS [orders]
  WHERE [orders.copy] = 1
  GROUP BY [order_items_product.group]
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [order_items_product] IS NULL THEN 1 ELSE 0 END, [order_items_product];

-- fan-out: formula over two tables
WITH [orders_metrics] AS (
  SELECT
    [customers].region AS [customers_region],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  GROUP BY [customers].region
),
[customers_rows] AS (
  SELECT DISTINCT
    [customers].region AS [customers_region.group],
    [customers].id AS [customers.id],
    [customers].id AS [customers_count.value]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
),
[customers_metrics] AS (
  SELECT
    [customers_region.group] AS [customers_region],
    COUNT_BIG([customers_count.value]) AS [customers_count]
  FROM [customers_rows]
  GROUP BY [customers_region.group]
),
metrics AS (
  SELECT
    [orders_metrics].[customers_region] AS [customers_region],
    ([orders_metrics].[orders_revenue]) * 1e0 / NULLIF(([customers_metrics].[customers_count]), 0) AS [orders_revenue_per_customer]
  FROM [orders_metrics]
  INNER JOIN [customers_metrics]
    ON EXISTS (SELECT [orders_metrics].[customers_region] INTERSECT SELECT [customers_metrics].[customers_region])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region];

-- fan-out: filter on the repeated side
WITH [orders_rows] AS (
  SELECT DISTINCT
    [orders].status AS [orders_status.group],
    [orders].id AS [orders.id],
    [orders].amount AS [orders_revenue.value]
  FROM [orders] AS [orders]
  INNER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
  WHERE ([order_items].product) IN (N'pen', N'pad')
),
[orders_metrics] AS (
  SELECT
    [orders_status.group] AS [orders_status],
    SUM([orders_revenue.value]) AS [orders_revenue]
  FROM [orders_rows]
  GROUP BY [orders_status.group]
),
[payments_rows] AS (
  SELECT DISTINCT
    [orders].status AS [orders_status.group],
    [payments].id AS [payments.id],
    [payments].total AS [payments_paid.value]
  FROM [orders] AS [orders]
  INNER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
  LEFT OUTER JOIN [payments] AS [payments]
    ON ([orders].id) = ([payments].order_id)
  WHERE ([order_items].product) IN (N'pen', N'pad')
),
[payments_metrics] AS (
  SELECT
    [orders_status.group] AS [orders_status],
    SUM([payments_paid.value]) AS [payments_paid]
  FROM [payments_rows]
  GROUP BY [orders_status.group]
),
metrics AS (
  SELECT
    [orders_metrics].[orders_status] AS [orders_status],
    [orders_metrics].[orders_revenue] AS [orders_revenue],
    [payments_metrics].[payments_paid] AS [payments_paid]
  FROM [orders_metrics]
  INNER JOIN [payments_metrics]
    ON EXISTS (SELECT [orders_metrics].[orders_status] INTERSECT SELECT [payments_metrics].[orders_status])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status];

-- fan-out: groups that are dates and booleans, null among them
WITH [orders_metrics] AS (
  SELECT
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month],
    [orders].is_gift AS [orders_is_gift],
    [orders].units AS [orders_units],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_hour],
    SUM([orders].amount) AS [orders_revenue],
    MAX([orders].amount) - MIN([orders].amount) AS [orders_spread]
  FROM [orders] AS [orders]
  GROUP BY DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1), [orders].is_gift, [orders].units, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at))
),
[payments_metrics] AS (
  SELECT
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month],
    [orders].is_gift AS [orders_is_gift],
    [orders].units AS [orders_units],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_hour],
    SUM([payments].total) AS [payments_paid]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [payments] AS [payments]
    ON ([orders].id) = ([payments].order_id)
  GROUP BY DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1), [orders].is_gift, [orders].units, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at))
),
[order_items_metrics] AS (
  SELECT
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month],
    [orders].is_gift AS [orders_is_gift],
    [orders].units AS [orders_units],
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at)) AS [orders_created_at_hour],
    SUM([order_items].quantity) AS [order_items_quantity_sold]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
  GROUP BY DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1), [orders].is_gift, [orders].units, DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), [orders].created_at))
),
metrics AS (
  SELECT
    [orders_metrics].[orders_ordered_on_month] AS [orders_ordered_on_month],
    [orders_metrics].[orders_is_gift] AS [orders_is_gift],
    [orders_metrics].[orders_units] AS [orders_units],
    [orders_metrics].[orders_created_at_hour] AS [orders_created_at_hour],
    [orders_metrics].[orders_revenue] AS [orders_revenue],
    [payments_metrics].[payments_paid] AS [payments_paid],
    [order_items_metrics].[order_items_quantity_sold] AS [order_items_quantity_sold],
    [orders_metrics].[orders_spread] AS [orders_spread]
  FROM [orders_metrics]
  INNER JOIN [payments_metrics]
    ON EXISTS (SELECT [orders_metrics].[orders_ordered_on_month] INTERSECT SELECT [payments_metrics].[orders_ordered_on_month])
    AND EXISTS (SELECT [orders_metrics].[orders_is_gift] INTERSECT SELECT [payments_metrics].[orders_is_gift])
    AND EXISTS (SELECT [orders_metrics].[orders_units] INTERSECT SELECT [payments_metrics].[orders_units])
    AND EXISTS (SELECT [orders_metrics].[orders_created_at_hour] INTERSECT SELECT [payments_metrics].[orders_created_at_hour])
  INNER JOIN [order_items_metrics]
    ON EXISTS (SELECT [orders_metrics].[orders_ordered_on_month] INTERSECT SELECT [order_items_metrics].[orders_ordered_on_month])
    AND EXISTS (SELECT [orders_metrics].[orders_is_gift] INTERSECT SELECT [order_items_metrics].[orders_is_gift])
    AND EXISTS (SELECT [orders_metrics].[orders_units] INTERSECT SELECT [order_items_metrics].[orders_units])
    AND EXISTS (SELECT [orders_metrics].[orders_created_at_hour] INTERSECT SELECT [order_items_metrics].[orders_created_at_hour])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month], CASE WHEN [orders_units] IS NULL THEN 1 ELSE 0 END, [orders_units], CASE WHEN [orders_created_at_hour] IS NULL THEN 1 ELSE 0 END, [orders_created_at_hour], CASE WHEN [orders_revenue] IS NULL THEN 1 ELSE 0 END, [orders_revenue];

-- fan-out: names of the few customers that a metric filter leaves
WITH [orders_by_key] AS (
  SELECT
    [customers].id AS [customers_id],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  GROUP BY [customers].id
),
metrics AS (
  SELECT
    [orders_by_key].[customers_id] AS [customers_id],
    [customers].name AS [customers_name],
    [customers].region AS [customers_region],
    [orders_by_key].[orders_revenue] AS [orders_revenue]
  FROM [orders_by_key]
  LEFT OUTER JOIN [customers] AS [customers]
    ON [orders_by_key].[customers_id] = [customers].id
)
SELECT TOP (500)
  *
FROM metrics
WHERE ([orders_revenue]) > 50
ORDER BY CASE WHEN [customers_id] IS NULL THEN 1 ELSE 0 END, [customers_id];

-- table calculation: rank and running total
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  WHERE ([orders].amount) IS NOT NULL
  GROUP BY [orders].id
),
table_calculations AS (
  SELECT
    *,
    RANK() OVER (ORDER BY [orders_revenue] DESC) AS [place],
    SUM([orders_revenue]) OVER (ORDER BY [orders_id]) AS [running]
  FROM metrics
)
SELECT TOP (500)
  *,
  [running] * 2 AS [twice]
FROM table_calculations
ORDER BY CASE WHEN [place] IS NULL THEN 1 ELSE 0 END, [place], CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- table calculation: filtered
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY [orders].status
),
table_calculations AS (
  SELECT
    *,
    [orders_count] * 2 AS [double]
  FROM metrics
)
SELECT TOP (500)
  *
FROM table_calculations
WHERE ([double]) >= 8
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status];

-- formula: totals, order and shares
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    [customers].region AS [customers_region],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  WHERE ([orders].amount) IS NOT NULL
  GROUP BY [orders].id, [customers].region
)
SELECT TOP (500)
  *,
  SUM([orders_revenue]) OVER () AS [total],
  ROUND(CAST([orders_revenue] AS FLOAT) / NULLIF(SUM([orders_revenue]) OVER (), 0), 4) AS [share],
  SUM([orders_revenue]) OVER (ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id], CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region] ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS [running],
  LAG([orders_revenue], 2) OVER (ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id], CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region]) AS [before],
  RANK() OVER (ORDER BY [orders_revenue] DESC) AS [place],
  CAST([orders_id] AS FLOAT) / NULLIF(2, 0) AS [half]
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- formula: conditions, text and dates
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    [orders].status AS [orders_status],
    [orders].ordered_on AS [orders_ordered_on_day],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, [orders].status, [orders].ordered_on
)
SELECT TOP (500)
  *,
  CASE WHEN ([orders_revenue]) > (100) THEN N'high' WHEN ([orders_revenue]) > (20) THEN N'middle' ELSE N'low' END AS [kind],
  UPPER(COALESCE([orders_status], '') + COALESCE(N'!', '')) AS [shout],
  SUBSTRING([orders_status], 1, 2) AS [start],
  (LEN([orders_status] + N'.') - 1) AS [letters],
  COALESCE(N'no ', '') + COALESCE(FORMAT(CAST([orders_id] AS DECIMAL(38, 9)), '0.######', 'en-US'), '') AS [numbered],
  YEAR([orders_ordered_on_day]) AS [year],
  COALESCE([orders_revenue], 0) AS [known]
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- formula: numbers
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    [orders].units AS [orders_units],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, [orders].units
)
SELECT TOP (500)
  *,
  ROUND(([orders_revenue]) - NULLIF(7, 0) * FLOOR(CAST(([orders_revenue]) AS FLOAT) / NULLIF(7, 0)), 4) AS [rest],
  (([orders_units]) - (10)) - NULLIF(3, 0) * FLOOR(CAST((([orders_units]) - (10)) AS FLOAT) / NULLIF(3, 0)) AS [rest_of_negative],
  CASE WHEN (30) IS NULL OR CASE WHEN ([orders_units]) IS NULL OR ([orders_revenue]) <= ([orders_units]) THEN ([orders_revenue]) ELSE ([orders_units]) END <= (30) THEN CASE WHEN ([orders_units]) IS NULL OR ([orders_revenue]) <= ([orders_units]) THEN ([orders_revenue]) ELSE ([orders_units]) END ELSE (30) END AS [least],
  CASE WHEN (20) IS NULL OR ([orders_revenue]) >= (20) THEN ([orders_revenue]) ELSE (20) END AS [most],
  ROUND(LOG(CASE WHEN [orders_revenue] > 0 THEN [orders_revenue] END), 4) AS [logarithm],
  ROUND(((SQRT(CASE WHEN [orders_revenue] >= 0 THEN [orders_revenue] END)) + (EXP(1))) + (POWER(2, 3)), 4) AS [root],
  (((CEILING([orders_revenue])) - (FLOOR([orders_revenue]))) + (SIGN([orders_units]))) + (ABS([orders_units])) AS [whole],
  ROUND(([orders_revenue]) * ((10) / 100.0), 0) AS [rounded]
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- formula: what holds
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    [orders].is_gift AS [orders_is_gift],
    [orders].status AS [orders_status],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, [orders].is_gift, [orders].status
)
SELECT TOP (500)
  *,
  CAST(CASE WHEN ([orders_revenue]) > (50) THEN 1 WHEN NOT (([orders_revenue]) > (50)) THEN 0 END AS BIT) AS [large],
  CAST(CASE WHEN (([orders_revenue]) > (20)) AND (NOT (([orders_status]) IS NULL)) THEN 1 WHEN NOT ((([orders_revenue]) > (20)) AND (NOT (([orders_status]) IS NULL))) THEN 0 END AS BIT) AS [both],
  CAST(CASE WHEN ((([orders_is_gift]) = 1) OR (([orders_revenue]) > (100))) THEN 1 WHEN NOT (((([orders_is_gift]) = 1) OR (([orders_revenue]) > (100)))) THEN 0 END AS BIT) AS [either],
  CASE WHEN ([orders_is_gift]) = 1 THEN N'gift' ELSE N'no gift' END AS [gift],
  CAST(CASE WHEN (CAST(CASE WHEN ([orders_revenue]) > (50) THEN 1 WHEN NOT (([orders_revenue]) > (50)) THEN 0 END AS BIT)) = ([orders_is_gift]) THEN 1 WHEN NOT ((CAST(CASE WHEN ([orders_revenue]) > (50) THEN 1 WHEN NOT (([orders_revenue]) > (50)) THEN 0 END AS BIT)) = ([orders_is_gift])) THEN 0 END AS BIT) AS [same],
  COALESCE([orders_is_gift], CAST(CASE WHEN 1 = 0 THEN 1 WHEN NOT (1 = 0) THEN 0 END AS BIT)) AS [known],
  CASE WHEN ([orders_is_gift]) = 1 THEN CAST(CASE WHEN 1 = 1 THEN 1 WHEN NOT (1 = 1) THEN 0 END AS BIT) WHEN ([orders_revenue]) > (50) THEN CAST(CASE WHEN 1 = 0 THEN 1 WHEN NOT (1 = 0) THEN 0 END AS BIT) ELSE NULL END AS [chosen]
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- formula: rows beside each other
WITH metrics AS (
  SELECT
    [customers].region AS [customers_region],
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month],
    SUM([orders].amount) AS [orders_revenue],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  WHERE ([orders].ordered_on) IS NOT NULL
  GROUP BY [customers].region, DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1)
)
SELECT TOP (500)
  *,
  ROUND(CAST([orders_count] AS FLOAT) / NULLIF(SUM([orders_count]) OVER (PARTITION BY [customers_region]), 0), 4) AS [part],
  SUM([orders_count]) OVER (PARTITION BY [customers_region]) AS [parts],
  ROUND(AVG(CAST([orders_revenue] AS FLOAT)) OVER (), 4) AS [mean],
  MIN([orders_revenue]) OVER (PARTITION BY [customers_region]) AS [least],
  ROUND(AVG(CAST([orders_revenue] AS FLOAT)) OVER (PARTITION BY [customers_region] ORDER BY CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month] ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), 4) AS [running],
  SUM([orders_count]) OVER (PARTITION BY [customers_region] ORDER BY CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month] ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS [moving],
  LEAD([orders_count], 1) OVER (PARTITION BY [customers_region] ORDER BY CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month]) AS [after],
  ROUND(CAST([orders_revenue] - LAG([orders_revenue], 1) OVER (PARTITION BY [customers_region] ORDER BY CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month]) AS FLOAT) / NULLIF(ABS(LAG([orders_revenue], 1) OVER (PARTITION BY [customers_region] ORDER BY CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month])), 0), 4) AS [change],
  DENSE_RANK() OVER (ORDER BY CASE WHEN [orders_count] IS NULL THEN 1 ELSE 0 END, [orders_count]) AS [place],
  ROW_NUMBER() OVER (PARTITION BY [customers_region] ORDER BY CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month]) AS [row]
FROM metrics
ORDER BY CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region], CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month];

-- formula: text
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    [orders].status AS [orders_status]
  FROM [orders] AS [orders]
  GROUP BY [orders].id, [orders].status
)
SELECT TOP (500)
  *,
  LOWER([orders_status]) AS [lower],
  SUBSTRING([orders_status], 2, 2) AS [middle],
  REPLACE([orders_status], N'a', N'_%_') AS [put],
  TRIM(COALESCE(COALESCE(N'  ', '') + COALESCE([orders_status], ''), '') + COALESCE(N' ', '')) AS [bare]
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- own: custom metric and custom SQL dimension
WITH metrics AS (
  SELECT
    UPPER([customers].name) AS [initial],
    COUNT_BIG(CASE WHEN [orders].amount > 50 THEN 1 END) AS [orders_big]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  GROUP BY UPPER([customers].name)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [initial] IS NULL THEN 1 ELSE 0 END, [initial];

-- comparison: each month with the month before
WITH [current_period] AS (
  SELECT
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month],
    SUM([orders].amount) AS [orders_revenue],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1)
),
[previous_period] AS (
  SELECT
    DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)), MONTH(CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)), 1) AS [orders_ordered_on_month],
    SUM([orders].amount) AS [orders_revenue],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  WHERE (CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)) <= CAST('2024-03-31' AS DATE)
  GROUP BY DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)), MONTH(CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)), 1)
),
metrics AS (
  SELECT
    [current_period].[orders_ordered_on_month] AS [orders_ordered_on_month],
    [current_period].[orders_revenue] AS [orders_revenue],
    [current_period].[orders_count] AS [orders_count],
    [previous_period].[orders_revenue] AS [orders_revenue__previous_period],
    [current_period].[orders_revenue] - [previous_period].[orders_revenue] AS [orders_revenue__previous_period_change],
    CAST([current_period].[orders_revenue] - [previous_period].[orders_revenue] AS FLOAT) / NULLIF(ABS([previous_period].[orders_revenue]), 0) AS [orders_revenue__previous_period_change_percent],
    [previous_period].[orders_count] AS [orders_count__previous_period],
    [current_period].[orders_count] - [previous_period].[orders_count] AS [orders_count__previous_period_change],
    CAST([current_period].[orders_count] - [previous_period].[orders_count] AS FLOAT) / NULLIF(ABS([previous_period].[orders_count]), 0) AS [orders_count__previous_period_change_percent]
  FROM [current_period]
  LEFT OUTER JOIN [previous_period]
    ON EXISTS (SELECT [current_period].[orders_ordered_on_month] INTERSECT SELECT [previous_period].[orders_ordered_on_month])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month];

-- comparison: days with those of the month before, in New York
WITH [current_period] AS (
  SELECT
    CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_created_at_day],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)
),
[1_months_earlier] AS (
  SELECT
    CAST(DATEADD(MONTH, 1, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS DATE) AS [orders_created_at_day],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  WHERE (DATEADD(MONTH, 1, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))) <= CAST('2024-03-31T06:30:00' AS DATETIME2(6))
    AND DATEADD(MONTH, -1, DATEADD(MONTH, 1, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))) = DATEADD(MONTH, 0, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)))
  GROUP BY CAST(DATEADD(MONTH, 1, CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6))) AS DATE)
),
metrics AS (
  SELECT
    [current_period].[orders_created_at_day] AS [orders_created_at_day],
    [current_period].[orders_revenue] AS [orders_revenue],
    [1_months_earlier].[orders_revenue] AS [orders_revenue__1_months_earlier],
    [current_period].[orders_revenue] - [1_months_earlier].[orders_revenue] AS [orders_revenue__1_months_earlier_change],
    CAST([current_period].[orders_revenue] - [1_months_earlier].[orders_revenue] AS FLOAT) / NULLIF(ABS([1_months_earlier].[orders_revenue]), 0) AS [orders_revenue__1_months_earlier_change_percent]
  FROM [current_period]
  LEFT OUTER JOIN [1_months_earlier]
    ON EXISTS (SELECT [current_period].[orders_created_at_day] INTERSECT SELECT [1_months_earlier].[orders_created_at_day])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_day] IS NULL THEN 1 ELSE 0 END, [orders_created_at_day];

-- comparison: by status, a quarter and a year earlier
WITH [current_period] AS (
  SELECT
    [orders].status AS [orders_status],
    DATEFROMPARTS(YEAR([orders].utc_at), DATEPART(QUARTER, [orders].utc_at) * 3 - 2, 1) AS [orders_utc_at_quarter],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, DATEFROMPARTS(YEAR([orders].utc_at), DATEPART(QUARTER, [orders].utc_at) * 3 - 2, 1)
),
[previous_period_all] AS (
  SELECT
    [orders].status AS [orders_status],
    DATEFROMPARTS(YEAR(DATEADD(QUARTER, 1, [orders].utc_at)), DATEPART(QUARTER, DATEADD(QUARTER, 1, [orders].utc_at)) * 3 - 2, 1) AS [orders_utc_at_quarter],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  WHERE (DATEADD(QUARTER, 1, [orders].utc_at)) <= CAST('2024-03-31T10:30:00' AS DATETIME2(6))
  GROUP BY [orders].status, DATEFROMPARTS(YEAR(DATEADD(QUARTER, 1, [orders].utc_at)), DATEPART(QUARTER, DATEADD(QUARTER, 1, [orders].utc_at)) * 3 - 2, 1)
),
[previous_period] AS (
  SELECT
    *
  FROM [previous_period_all]
  WHERE [orders_utc_at_quarter] IN (SELECT [orders_utc_at_quarter] FROM [current_period])
),
[previous_year_all] AS (
  SELECT
    [orders].status AS [orders_status],
    DATEFROMPARTS(YEAR(DATEADD(YEAR, 1, [orders].utc_at)), DATEPART(QUARTER, DATEADD(YEAR, 1, [orders].utc_at)) * 3 - 2, 1) AS [orders_utc_at_quarter],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  WHERE (DATEADD(YEAR, 1, [orders].utc_at)) <= CAST('2024-03-31T10:30:00' AS DATETIME2(6))
  GROUP BY [orders].status, DATEFROMPARTS(YEAR(DATEADD(YEAR, 1, [orders].utc_at)), DATEPART(QUARTER, DATEADD(YEAR, 1, [orders].utc_at)) * 3 - 2, 1)
),
[previous_year] AS (
  SELECT
    *
  FROM [previous_year_all]
  WHERE [orders_utc_at_quarter] IN (SELECT [orders_utc_at_quarter] FROM [current_period])
),
metrics AS (
  SELECT
    COALESCE([current_period].[orders_status], [previous_period].[orders_status], [previous_year].[orders_status]) AS [orders_status],
    COALESCE([current_period].[orders_utc_at_quarter], [previous_period].[orders_utc_at_quarter], [previous_year].[orders_utc_at_quarter]) AS [orders_utc_at_quarter],
    [current_period].[orders_revenue] AS [orders_revenue],
    [previous_period].[orders_revenue] AS [orders_revenue__previous_period],
    [current_period].[orders_revenue] - [previous_period].[orders_revenue] AS [orders_revenue__previous_period_change],
    CAST([current_period].[orders_revenue] - [previous_period].[orders_revenue] AS FLOAT) / NULLIF(ABS([previous_period].[orders_revenue]), 0) AS [orders_revenue__previous_period_change_percent],
    [previous_year].[orders_revenue] AS [orders_revenue__previous_year],
    [current_period].[orders_revenue] - [previous_year].[orders_revenue] AS [orders_revenue__previous_year_change],
    CAST([current_period].[orders_revenue] - [previous_year].[orders_revenue] AS FLOAT) / NULLIF(ABS([previous_year].[orders_revenue]), 0) AS [orders_revenue__previous_year_change_percent]
  FROM [current_period]
  FULL OUTER JOIN [previous_period]
    ON EXISTS (SELECT [current_period].[orders_status] INTERSECT SELECT [previous_period].[orders_status])
    AND EXISTS (SELECT [current_period].[orders_utc_at_quarter] INTERSECT SELECT [previous_period].[orders_utc_at_quarter])
  FULL OUTER JOIN [previous_year]
    ON EXISTS (SELECT COALESCE([current_period].[orders_status], [previous_period].[orders_status]) INTERSECT SELECT [previous_year].[orders_status])
    AND EXISTS (SELECT COALESCE([current_period].[orders_utc_at_quarter], [previous_period].[orders_utc_at_quarter]) INTERSECT SELECT [previous_year].[orders_utc_at_quarter])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_utc_at_quarter] IS NULL THEN 1 ELSE 0 END, [orders_utc_at_quarter], CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status];

-- comparison: hours with those of a day and of a week before
WITH [current_period] AS (
  SELECT
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)))) AS [orders_created_at_hour],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))))
),
[1_hours_earlier] AS (
  SELECT
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))))) AS [orders_created_at_hour],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  WHERE (DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)))) <= CAST('2024-03-31T10:30:00' AS DATETIME2(6))
  GROUP BY DATEADD(NANOSECOND, -DATEPART(NANOSECOND, CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(SECOND, DATEDIFF(SECOND, CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), CAST(CAST(CAST(DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AT TIME ZONE 'UTC' AT TIME ZONE 'India Standard Time' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)))), DATEADD(HOUR, 1, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)))))
),
[3_weeks_earlier] AS (
  SELECT
    DATEADD(NANOSECOND, -DATEPART(NANOSECOND, DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)))), DATEADD(SECOND, DATEDIFF(SECOND, DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) AS DATE) AS DATETIME2(6)), DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)))), CAST(CAST(DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) AS DATE) AS DATETIME2(6)))), CAST(DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) AT TIME ZONE 'India Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6)))) AS [orders_created_at_hour],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  WHERE (DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)))) <= CAST('2024-03-31T16:00:00' AS DATETIME2(6))
  GROUP BY DATEADD(NANOSECOND, -DATEPART(NANOSECOND, DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)))), DATEADD(SECOND, DATEDIFF(SECOND, DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))), DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) AS DATE) AS DATETIME2(6)), DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6)))), CAST(CAST(DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) AS DATE) AS DATETIME2(6)))), CAST(DATEADD(WEEK, 3, CAST([orders].created_at AT TIME ZONE 'India Standard Time' AS DATETIME2(6))) AT TIME ZONE 'India Standard Time' AT TIME ZONE 'UTC' AS DATETIME2(6))))
),
metrics AS (
  SELECT
    [current_period].[orders_created_at_hour] AS [orders_created_at_hour],
    [current_period].[orders_count] AS [orders_count],
    [1_hours_earlier].[orders_count] AS [orders_count__1_hours_earlier],
    [current_period].[orders_count] - [1_hours_earlier].[orders_count] AS [orders_count__1_hours_earlier_change],
    CAST([current_period].[orders_count] - [1_hours_earlier].[orders_count] AS FLOAT) / NULLIF(ABS([1_hours_earlier].[orders_count]), 0) AS [orders_count__1_hours_earlier_change_percent],
    [3_weeks_earlier].[orders_count] AS [orders_count__3_weeks_earlier],
    [current_period].[orders_count] - [3_weeks_earlier].[orders_count] AS [orders_count__3_weeks_earlier_change],
    CAST([current_period].[orders_count] - [3_weeks_earlier].[orders_count] AS FLOAT) / NULLIF(ABS([3_weeks_earlier].[orders_count]), 0) AS [orders_count__3_weeks_earlier_change_percent]
  FROM [current_period]
  LEFT OUTER JOIN [1_hours_earlier]
    ON EXISTS (SELECT [current_period].[orders_created_at_hour] INTERSECT SELECT [1_hours_earlier].[orders_created_at_hour])
  LEFT OUTER JOIN [3_weeks_earlier]
    ON EXISTS (SELECT [current_period].[orders_created_at_hour] INTERSECT SELECT [3_weeks_earlier].[orders_created_at_hour])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_hour] IS NULL THEN 1 ELSE 0 END, [orders_created_at_hour];

-- over time: so far, by month and status
WITH [orders_metrics] AS (
  SELECT
    [orders].status AS [orders_status],
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1)
),
[orders_revenue_so_far_by_day] AS (
  SELECT
    [orders].status AS [orders_status],
    [orders].ordered_on AS [orders_revenue_so_far.day],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, [orders].ordered_on
),
[orders_revenue_so_far_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_revenue_so_far_days] AS (
  SELECT DISTINCT [orders_revenue_so_far.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_revenue_so_far.day]
    FROM (
      SELECT MIN([orders_revenue_so_far_by_day].[orders_revenue_so_far.day]) AS [first], MAX([orders_revenue_so_far_by_day].[orders_revenue_so_far.day]) AS [last] FROM [orders_revenue_so_far_by_day]
    ) AS [span]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [ones]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [tens]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [hundreds]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [thousands]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] AS [orders_revenue_so_far.day] FROM [orders_revenue_so_far_by_day] WHERE [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] IS NOT NULL
  ) AS [every_day]
),
[orders_revenue_so_far_periods] AS (
  SELECT
    DATEFROMPARTS(YEAR([orders_revenue_so_far_days].[orders_revenue_so_far.day]), MONTH([orders_revenue_so_far_days].[orders_revenue_so_far.day]), 1) AS [orders_ordered_on_month],
    MAX([orders_revenue_so_far_days].[orders_revenue_so_far.day]) AS [orders_revenue_so_far.day]
  FROM [orders_revenue_so_far_days]
  GROUP BY DATEFROMPARTS(YEAR([orders_revenue_so_far_days].[orders_revenue_so_far.day]), MONTH([orders_revenue_so_far_days].[orders_revenue_so_far.day]), 1)
),
[orders_revenue_so_far_so_far] AS (
  SELECT
    [orders_revenue_so_far_by_day].[orders_status] AS [orders_status],
    [orders_revenue_so_far_periods].[orders_ordered_on_month] AS [orders_ordered_on_month],
    SUM([orders_revenue_so_far_by_day].[orders_revenue]) AS [orders_revenue_so_far]
  FROM [orders_revenue_so_far_periods]
  INNER JOIN [orders_revenue_so_far_by_day]
    ON [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] <= [orders_revenue_so_far_periods].[orders_revenue_so_far.day]
  GROUP BY [orders_revenue_so_far_by_day].[orders_status], [orders_revenue_so_far_periods].[orders_ordered_on_month]
),
metrics AS (
  SELECT
    COALESCE([orders_metrics].[orders_status], [orders_revenue_so_far_so_far].[orders_status]) AS [orders_status],
    COALESCE([orders_metrics].[orders_ordered_on_month], [orders_revenue_so_far_so_far].[orders_ordered_on_month]) AS [orders_ordered_on_month],
    [orders_metrics].[orders_revenue] AS [orders_revenue],
    [orders_revenue_so_far_so_far].[orders_revenue_so_far] AS [orders_revenue_so_far]
  FROM [orders_metrics]
  FULL OUTER JOIN [orders_revenue_so_far_so_far]
    ON EXISTS (SELECT [orders_metrics].[orders_status] INTERSECT SELECT [orders_revenue_so_far_so_far].[orders_status])
    AND EXISTS (SELECT [orders_metrics].[orders_ordered_on_month] INTERSECT SELECT [orders_revenue_so_far_so_far].[orders_ordered_on_month])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status], CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month];

-- over time: of the year, by week, in Berlin, from February on
WITH [orders_revenue_of_year_by_day] AS (
  SELECT
    CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_revenue_of_year.day],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY CAST(CAST([orders].created_at AT TIME ZONE 'W. Europe Standard Time' AS DATETIME2(6)) AS DATE)
),
[orders_revenue_of_year_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_revenue_of_year_days] AS (
  SELECT DISTINCT [orders_revenue_of_year.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_revenue_of_year.day]
    FROM (
      SELECT MIN([orders_revenue_of_year_by_day].[orders_revenue_of_year.day]) AS [first], MAX([orders_revenue_of_year_by_day].[orders_revenue_of_year.day]) AS [last] FROM [orders_revenue_of_year_by_day]
    ) AS [span]
    CROSS JOIN [orders_revenue_of_year_days_digits] AS [ones]
    CROSS JOIN [orders_revenue_of_year_days_digits] AS [tens]
    CROSS JOIN [orders_revenue_of_year_days_digits] AS [hundreds]
    CROSS JOIN [orders_revenue_of_year_days_digits] AS [thousands]
    CROSS JOIN [orders_revenue_of_year_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_revenue_of_year_by_day].[orders_revenue_of_year.day] AS [orders_revenue_of_year.day] FROM [orders_revenue_of_year_by_day] WHERE [orders_revenue_of_year_by_day].[orders_revenue_of_year.day] IS NOT NULL
  ) AS [every_day]
),
[orders_revenue_of_year_periods] AS (
  SELECT
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders_revenue_of_year_days].[orders_revenue_of_year.day]) % 7 + 8) % 7), CAST([orders_revenue_of_year_days].[orders_revenue_of_year.day] AS DATE)) AS [orders_created_at_week],
    MAX([orders_revenue_of_year_days].[orders_revenue_of_year.day]) AS [orders_revenue_of_year.day]
  FROM [orders_revenue_of_year_days]
  WHERE (([orders_revenue_of_year_days].[orders_revenue_of_year.day]) >= CAST('2024-02-01' AS DATE) AND ([orders_revenue_of_year_days].[orders_revenue_of_year.day]) < CAST('2024-04-01' AS DATE))
  GROUP BY DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), [orders_revenue_of_year_days].[orders_revenue_of_year.day]) % 7 + 8) % 7), CAST([orders_revenue_of_year_days].[orders_revenue_of_year.day] AS DATE))
),
[orders_revenue_of_year_so_far] AS (
  SELECT
    [orders_revenue_of_year_periods].[orders_created_at_week] AS [orders_created_at_week],
    SUM([orders_revenue_of_year_by_day].[orders_revenue]) AS [orders_revenue_of_year]
  FROM [orders_revenue_of_year_periods]
  INNER JOIN [orders_revenue_of_year_by_day]
    ON [orders_revenue_of_year_by_day].[orders_revenue_of_year.day] <= [orders_revenue_of_year_periods].[orders_revenue_of_year.day]
    AND [orders_revenue_of_year_by_day].[orders_revenue_of_year.day] >= DATEFROMPARTS(YEAR([orders_revenue_of_year_periods].[orders_revenue_of_year.day]), 1, 1)
  GROUP BY [orders_revenue_of_year_periods].[orders_created_at_week]
),
metrics AS (
  SELECT
    [orders_revenue_of_year_so_far].[orders_created_at_week] AS [orders_created_at_week],
    [orders_revenue_of_year_so_far].[orders_revenue_of_year] AS [orders_revenue_of_year]
  FROM [orders_revenue_of_year_so_far]
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_week] IS NULL THEN 1 ELSE 0 END, [orders_created_at_week];

-- over time: buyers of 30 days, by day of a month
WITH [orders_metrics] AS (
  SELECT
    CAST([orders].utc_at AS DATE) AS [orders_utc_at_day],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  WHERE (([orders].utc_at) >= CAST('2024-03-01T00:00:00' AS DATETIME2(6)) AND ([orders].utc_at) < CAST('2024-04-01T00:00:00' AS DATETIME2(6)))
  GROUP BY CAST([orders].utc_at AS DATE)
),
[orders_buyers_of_30_days_by_day] AS (
  SELECT
    CAST([orders].utc_at AS DATE) AS [orders_buyers_of_30_days.day],
    [orders].customer_id AS [orders_buyers.value]
  FROM [orders] AS [orders]
  GROUP BY CAST([orders].utc_at AS DATE), [orders].customer_id
),
[orders_buyers_of_30_days_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_buyers_of_30_days_days] AS (
  SELECT DISTINCT [orders_buyers_of_30_days.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_buyers_of_30_days.day]
    FROM (
      SELECT MIN([orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day]) AS [first], MAX([orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day]) AS [last] FROM [orders_buyers_of_30_days_by_day]
    ) AS [span]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [ones]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [tens]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [hundreds]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [thousands]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] AS [orders_buyers_of_30_days.day] FROM [orders_buyers_of_30_days_by_day] WHERE [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] IS NOT NULL
  ) AS [every_day]
),
[orders_buyers_of_30_days_periods] AS (
  SELECT
    [orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day] AS [orders_utc_at_day],
    MAX([orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day]) AS [orders_buyers_of_30_days.day]
  FROM [orders_buyers_of_30_days_days]
  WHERE (([orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day]) >= CAST('2024-03-01' AS DATE) AND ([orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day]) < CAST('2024-04-01' AS DATE))
  GROUP BY [orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day]
),
[orders_buyers_of_30_days_so_far] AS (
  SELECT
    [orders_buyers_of_30_days_periods].[orders_utc_at_day] AS [orders_utc_at_day],
    COUNT_BIG(DISTINCT [orders_buyers_of_30_days_by_day].[orders_buyers.value]) AS [orders_buyers_of_30_days]
  FROM [orders_buyers_of_30_days_periods]
  INNER JOIN [orders_buyers_of_30_days_by_day]
    ON [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] <= [orders_buyers_of_30_days_periods].[orders_buyers_of_30_days.day]
    AND [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] > CAST(DATEADD(DAY, -30, [orders_buyers_of_30_days_periods].[orders_buyers_of_30_days.day]) AS DATE)
  GROUP BY [orders_buyers_of_30_days_periods].[orders_utc_at_day]
),
metrics AS (
  SELECT
    COALESCE([orders_metrics].[orders_utc_at_day], [orders_buyers_of_30_days_so_far].[orders_utc_at_day]) AS [orders_utc_at_day],
    [orders_buyers_of_30_days_so_far].[orders_buyers_of_30_days] AS [orders_buyers_of_30_days],
    [orders_metrics].[orders_count] AS [orders_count]
  FROM [orders_metrics]
  FULL OUTER JOIN [orders_buyers_of_30_days_so_far]
    ON EXISTS (SELECT [orders_metrics].[orders_utc_at_day] INTERSECT SELECT [orders_buyers_of_30_days_so_far].[orders_utc_at_day])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_utc_at_day] IS NULL THEN 1 ELSE 0 END, [orders_utc_at_day];

-- over time: average so far at the beginning of each quarter, with items
WITH [order_items_metrics] AS (
  SELECT
    DATEFROMPARTS(YEAR([orders].local_at), DATEPART(QUARTER, [orders].local_at) * 3 - 2, 1) AS [orders_local_at_quarter],
    SUM([order_items].quantity) AS [order_items_quantity_sold]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
  GROUP BY DATEFROMPARTS(YEAR([orders].local_at), DATEPART(QUARTER, [orders].local_at) * 3 - 2, 1)
),
[orders_average_so_far_by_day] AS (
  SELECT
    CAST([orders].local_at AS DATE) AS [orders_average_so_far.day],
    SUM([orders].amount) AS [orders_average.sum],
    COUNT_BIG([orders].amount) AS [orders_average.count]
  FROM [orders] AS [orders]
  GROUP BY CAST([orders].local_at AS DATE)
),
[orders_average_so_far_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_average_so_far_days] AS (
  SELECT DISTINCT [orders_average_so_far.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_average_so_far.day]
    FROM (
      SELECT MIN([orders_average_so_far_by_day].[orders_average_so_far.day]) AS [first], MAX([orders_average_so_far_by_day].[orders_average_so_far.day]) AS [last] FROM [orders_average_so_far_by_day]
    ) AS [span]
    CROSS JOIN [orders_average_so_far_days_digits] AS [ones]
    CROSS JOIN [orders_average_so_far_days_digits] AS [tens]
    CROSS JOIN [orders_average_so_far_days_digits] AS [hundreds]
    CROSS JOIN [orders_average_so_far_days_digits] AS [thousands]
    CROSS JOIN [orders_average_so_far_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_average_so_far_by_day].[orders_average_so_far.day] AS [orders_average_so_far.day] FROM [orders_average_so_far_by_day] WHERE [orders_average_so_far_by_day].[orders_average_so_far.day] IS NOT NULL
  ) AS [every_day]
),
[orders_average_so_far_periods] AS (
  SELECT
    DATEFROMPARTS(YEAR([orders_average_so_far_days].[orders_average_so_far.day]), DATEPART(QUARTER, [orders_average_so_far_days].[orders_average_so_far.day]) * 3 - 2, 1) AS [orders_local_at_quarter],
    MIN([orders_average_so_far_days].[orders_average_so_far.day]) AS [orders_average_so_far.day]
  FROM [orders_average_so_far_days]
  GROUP BY DATEFROMPARTS(YEAR([orders_average_so_far_days].[orders_average_so_far.day]), DATEPART(QUARTER, [orders_average_so_far_days].[orders_average_so_far.day]) * 3 - 2, 1)
),
[orders_average_so_far_so_far] AS (
  SELECT
    [orders_average_so_far_periods].[orders_local_at_quarter] AS [orders_local_at_quarter],
    CAST(SUM([orders_average_so_far_by_day].[orders_average.sum]) AS FLOAT) / NULLIF(SUM([orders_average_so_far_by_day].[orders_average.count]), 0) AS [orders_average_so_far]
  FROM [orders_average_so_far_periods]
  INNER JOIN [orders_average_so_far_by_day]
    ON [orders_average_so_far_by_day].[orders_average_so_far.day] <= [orders_average_so_far_periods].[orders_average_so_far.day]
  GROUP BY [orders_average_so_far_periods].[orders_local_at_quarter]
),
metrics AS (
  SELECT
    COALESCE([order_items_metrics].[orders_local_at_quarter], [orders_average_so_far_so_far].[orders_local_at_quarter]) AS [orders_local_at_quarter],
    [orders_average_so_far_so_far].[orders_average_so_far] AS [orders_average_so_far],
    [order_items_metrics].[order_items_quantity_sold] AS [order_items_quantity_sold]
  FROM [order_items_metrics]
  FULL OUTER JOIN [orders_average_so_far_so_far]
    ON EXISTS (SELECT [order_items_metrics].[orders_local_at_quarter] INTERSECT SELECT [orders_average_so_far_so_far].[orders_local_at_quarter])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_local_at_quarter] IS NULL THEN 1 ELSE 0 END, [orders_local_at_quarter];

-- over time: so far, in all
WITH [orders_metrics] AS (
  SELECT
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
),
[orders_revenue_so_far_by_day] AS (
  SELECT
    [orders].ordered_on AS [orders_revenue_so_far.day],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].ordered_on
),
[orders_revenue_so_far_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_revenue_so_far_days] AS (
  SELECT DISTINCT [orders_revenue_so_far.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_revenue_so_far.day]
    FROM (
      SELECT MIN([orders_revenue_so_far_by_day].[orders_revenue_so_far.day]) AS [first], MAX([orders_revenue_so_far_by_day].[orders_revenue_so_far.day]) AS [last] FROM [orders_revenue_so_far_by_day]
    ) AS [span]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [ones]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [tens]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [hundreds]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [thousands]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] AS [orders_revenue_so_far.day] FROM [orders_revenue_so_far_by_day] WHERE [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] IS NOT NULL
  ) AS [every_day]
),
[orders_revenue_so_far_periods] AS (
  SELECT
    MAX([orders_revenue_so_far_days].[orders_revenue_so_far.day]) AS [orders_revenue_so_far.day]
  FROM [orders_revenue_so_far_days]
),
[orders_revenue_so_far_so_far] AS (
  SELECT
    SUM([orders_revenue_so_far_by_day].[orders_revenue]) AS [orders_revenue_so_far]
  FROM [orders_revenue_so_far_periods]
  INNER JOIN [orders_revenue_so_far_by_day]
    ON [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] <= [orders_revenue_so_far_periods].[orders_revenue_so_far.day]
),
[orders_buyers_of_30_days_by_day] AS (
  SELECT
    CAST([orders].utc_at AS DATE) AS [orders_buyers_of_30_days.day],
    [orders].customer_id AS [orders_buyers.value]
  FROM [orders] AS [orders]
  GROUP BY CAST([orders].utc_at AS DATE), [orders].customer_id
),
[orders_buyers_of_30_days_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_buyers_of_30_days_days] AS (
  SELECT DISTINCT [orders_buyers_of_30_days.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_buyers_of_30_days.day]
    FROM (
      SELECT MIN([orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day]) AS [first], MAX([orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day]) AS [last] FROM [orders_buyers_of_30_days_by_day]
    ) AS [span]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [ones]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [tens]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [hundreds]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [thousands]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] AS [orders_buyers_of_30_days.day] FROM [orders_buyers_of_30_days_by_day] WHERE [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] IS NOT NULL
  ) AS [every_day]
),
[orders_buyers_of_30_days_periods] AS (
  SELECT
    MAX([orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day]) AS [orders_buyers_of_30_days.day]
  FROM [orders_buyers_of_30_days_days]
),
[orders_buyers_of_30_days_so_far] AS (
  SELECT
    COUNT_BIG(DISTINCT [orders_buyers_of_30_days_by_day].[orders_buyers.value]) AS [orders_buyers_of_30_days]
  FROM [orders_buyers_of_30_days_periods]
  INNER JOIN [orders_buyers_of_30_days_by_day]
    ON [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] <= [orders_buyers_of_30_days_periods].[orders_buyers_of_30_days.day]
    AND [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] > CAST(DATEADD(DAY, -30, [orders_buyers_of_30_days_periods].[orders_buyers_of_30_days.day]) AS DATE)
)
SELECT TOP (500)
  [orders_metrics].[orders_revenue] AS [orders_revenue],
  [orders_revenue_so_far_so_far].[orders_revenue_so_far] AS [orders_revenue_so_far],
  [orders_buyers_of_30_days_so_far].[orders_buyers_of_30_days] AS [orders_buyers_of_30_days]
FROM [orders_metrics]
CROSS JOIN [orders_revenue_so_far_so_far]
CROSS JOIN [orders_buyers_of_30_days_so_far];

-- over time: the month before, by region
WITH [orders_metrics] AS (
  SELECT
    [customers].region AS [customers_region],
    DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1) AS [orders_ordered_on_month],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  GROUP BY [customers].region, DATEFROMPARTS(YEAR([orders].ordered_on), MONTH([orders].ordered_on), 1)
),
[orders_revenue_month_before_earlier] AS (
  SELECT
    [customers].region AS [customers_region],
    DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)), MONTH(CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)), 1) AS [orders_ordered_on_month],
    SUM([orders].amount) AS [orders_revenue_month_before]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  WHERE (CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)) <= CAST('2024-03-31' AS DATE)
  GROUP BY [customers].region, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)), MONTH(CAST(DATEADD(MONTH, 1, [orders].ordered_on) AS DATE)), 1)
),
metrics AS (
  SELECT
    COALESCE([orders_metrics].[customers_region], [orders_revenue_month_before_earlier].[customers_region]) AS [customers_region],
    COALESCE([orders_metrics].[orders_ordered_on_month], [orders_revenue_month_before_earlier].[orders_ordered_on_month]) AS [orders_ordered_on_month],
    [orders_metrics].[orders_revenue] AS [orders_revenue],
    [orders_revenue_month_before_earlier].[orders_revenue_month_before] AS [orders_revenue_month_before]
  FROM [orders_metrics]
  FULL OUTER JOIN [orders_revenue_month_before_earlier]
    ON EXISTS (SELECT [orders_metrics].[customers_region] INTERSECT SELECT [orders_revenue_month_before_earlier].[customers_region])
    AND EXISTS (SELECT [orders_metrics].[orders_ordered_on_month] INTERSECT SELECT [orders_revenue_month_before_earlier].[orders_ordered_on_month])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [customers_region] IS NULL THEN 1 ELSE 0 END, [customers_region], CASE WHEN [orders_ordered_on_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_month];

-- over time: the last amounts of each status and of all
WITH [orders_rows] AS (
  SELECT
    [orders].status AS [orders_status.group],
    [orders].amount AS [orders_last_amount.value],
    [orders].ordered_on AS [orders_last_amount.moment]
  FROM [orders] AS [orders]
),
[orders_picked] AS (
  SELECT
    *,
    CASE WHEN [orders_last_amount.moment] = MAX([orders_last_amount.moment]) OVER (PARTITION BY [orders_status.group]) THEN [orders_last_amount.value] END AS [orders_last_amount.picked]
  FROM [orders_rows]
),
[orders_metrics] AS (
  SELECT
    [orders_status.group] AS [orders_status],
    SUM([orders_last_amount.picked]) AS [orders_last_amount]
  FROM [orders_picked]
  GROUP BY [orders_status.group]
),
[orders_rows_2] AS (
  SELECT
    [orders].status AS [orders_status.group],
    [orders].amount AS [orders_first_median.value],
    [orders].created_at AS [orders_first_median.moment],
    [orders].status AS [orders_first_median.grouping_1]
  FROM [orders] AS [orders]
),
[orders_picked_2] AS (
  SELECT
    *,
    CASE WHEN [orders_first_median.moment] = MIN([orders_first_median.moment]) OVER (PARTITION BY [orders_status.group], [orders_first_median.grouping_1]) THEN [orders_first_median.value] END AS [orders_first_median.picked]
  FROM [orders_rows_2]
),
[orders_ranked] AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY [orders_status.group] ORDER BY CASE WHEN [orders_first_median.picked] IS NULL THEN 1 ELSE 0 END, [orders_first_median.picked]) - 1 - 0.5 * (COUNT([orders_first_median.picked]) OVER (PARTITION BY [orders_status.group]) - 1) AS [orders_first_median.distance]
  FROM [orders_picked_2]
),
[orders_metrics_2] AS (
  SELECT
    [orders_status.group] AS [orders_status],
    SUM(CASE WHEN ABS([orders_first_median.distance]) < 1 THEN CAST([orders_first_median.picked] AS FLOAT) * (1 - ABS([orders_first_median.distance])) END) AS [orders_first_median]
  FROM [orders_ranked]
  GROUP BY [orders_status.group]
),
[orders_metrics_3] AS (
  SELECT
    [orders].status AS [orders_status],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].status
),
metrics AS (
  SELECT
    [orders_metrics].[orders_status] AS [orders_status],
    [orders_metrics].[orders_last_amount] AS [orders_last_amount],
    [orders_metrics_2].[orders_first_median] AS [orders_first_median],
    [orders_metrics_3].[orders_revenue] AS [orders_revenue]
  FROM [orders_metrics]
  INNER JOIN [orders_metrics_2]
    ON EXISTS (SELECT [orders_metrics].[orders_status] INTERSECT SELECT [orders_metrics_2].[orders_status])
  INNER JOIN [orders_metrics_3]
    ON EXISTS (SELECT [orders_metrics].[orders_status] INTERSECT SELECT [orders_metrics_3].[orders_status])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status];

-- over time: the last amounts with items beside them
WITH [orders_rows] AS (
  SELECT DISTINCT
    [order_items].product AS [order_items_product.group],
    [orders].id AS [orders.id],
    [orders].amount AS [orders_last_amount.value],
    [orders].ordered_on AS [orders_last_amount.moment]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
),
[orders_picked] AS (
  SELECT
    *,
    CASE WHEN [orders_last_amount.moment] = MAX([orders_last_amount.moment]) OVER (PARTITION BY [order_items_product.group]) THEN [orders_last_amount.value] END AS [orders_last_amount.picked]
  FROM [orders_rows]
),
metrics AS (
  SELECT
    [order_items_product.group] AS [order_items_product],
    SUM([orders_last_amount.picked]) AS [orders_last_amount]
  FROM [orders_picked]
  GROUP BY [order_items_product.group]
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [order_items_product] IS NULL THEN 1 ELSE 0 END, [order_items_product];

-- over time: shares, parts of the row before and running totals
WITH metrics AS (
  SELECT
    [orders].status AS [orders_status],
    DATEFROMPARTS(YEAR([orders].utc_at), DATEPART(QUARTER, [orders].utc_at) * 3 - 2, 1) AS [orders_utc_at_quarter],
    COUNT_BIG([orders].id) AS [orders_count],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].status, DATEFROMPARTS(YEAR([orders].utc_at), DATEPART(QUARTER, [orders].utc_at) * 3 - 2, 1)
),
table_calculations AS (
  SELECT
    *,
    CAST([orders_count] AS FLOAT) / NULLIF(SUM([orders_count]) OVER (), 0) AS [orders_share],
    CAST([orders_count] AS FLOAT) / NULLIF(LAG([orders_count], 1) OVER (PARTITION BY [orders_status] ORDER BY CASE WHEN [orders_utc_at_quarter] IS NULL THEN 1 ELSE 0 END, [orders_utc_at_quarter]), 0) AS [orders_of_previous],
    SUM([orders_revenue]) OVER (PARTITION BY [orders_status] ORDER BY CASE WHEN [orders_utc_at_quarter] IS NULL THEN 1 ELSE 0 END, [orders_utc_at_quarter] ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS [orders_running]
  FROM metrics
)
SELECT TOP (500)
  *
FROM table_calculations
WHERE ([orders_running]) > 20
ORDER BY CASE WHEN [orders_status] IS NULL THEN 1 ELSE 0 END, [orders_status], CASE WHEN [orders_utc_at_quarter] IS NULL THEN 1 ELSE 0 END, [orders_utc_at_quarter];

-- over time: orders followed by another
WITH [orders_metrics] AS (
  SELECT
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), 1) AS [orders_created_at_month],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), 1)
),
[orders_followed_events] AS (
  SELECT
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), 1) AS [orders_created_at_month],
    [orders].customer_id AS [orders_followed.key_1],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [orders_followed.moment],
    [orders].id AS [orders_followed.row_1]
  FROM [orders] AS [orders]
  WHERE [orders].id IS NOT NULL
),
[orders_followed_following] AS (
  SELECT
    [later].customer_id AS [orders_followed.key_1],
    CAST([later].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [orders_followed.moment],
    [later].id AS [orders_followed.value],
    ROW_NUMBER() OVER (ORDER BY CAST([later].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) AS [orders_followed.event]
  FROM [orders] AS [later]
),
[orders_followed_pairs] AS (
  SELECT
    [orders_followed_events].[orders_created_at_month] AS [orders_created_at_month],
    [orders_followed_following].[orders_followed.value] AS [orders_followed.value],
    ROW_NUMBER() OVER (PARTITION BY [orders_followed_following].[orders_followed.event] ORDER BY [orders_followed_events].[orders_followed.moment] DESC, [orders_followed_events].[orders_followed.row_1] DESC) AS [orders_followed.place]
  FROM [orders_followed_events]
  INNER JOIN [orders_followed_following]
    ON [orders_followed_events].[orders_followed.key_1] = [orders_followed_following].[orders_followed.key_1]
    AND [orders_followed_events].[orders_followed.moment] <= [orders_followed_following].[orders_followed.moment]
    AND [orders_followed_events].[orders_followed.moment] > DATEADD(DAY, -20, [orders_followed_following].[orders_followed.moment])
),
[orders_followed_followed] AS (
  SELECT
    [orders_created_at_month] AS [orders_created_at_month],
    COUNT_BIG([orders_followed.value]) AS [orders_followed]
  FROM [orders_followed_pairs]
  WHERE [orders_followed.place] = 1 AND [orders_followed.value] IS NOT NULL
  GROUP BY [orders_created_at_month]
),
[orders_followed_in_time_events] AS (
  SELECT
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), 1) AS [orders_created_at_month],
    [orders].customer_id AS [orders_followed_in_time.key_1],
    [orders].ordered_on AS [orders_followed_in_time.moment],
    [orders].id AS [orders_followed_in_time.row_1]
  FROM [orders] AS [orders]
  WHERE [orders].id IS NOT NULL
),
[orders_followed_in_time_following] AS (
  SELECT
    [later].customer_id AS [orders_followed_in_time.key_1],
    CAST([later].utc_at AS DATE) AS [orders_followed_in_time.moment],
    [later].id AS [orders_followed_in_time.value],
    ROW_NUMBER() OVER (ORDER BY CAST([later].utc_at AS DATE)) AS [orders_followed_in_time.event]
  FROM [orders] AS [later]
),
[orders_followed_in_time_pairs] AS (
  SELECT
    [orders_followed_in_time_events].[orders_created_at_month] AS [orders_created_at_month],
    [orders_followed_in_time_following].[orders_followed_in_time.value] AS [orders_followed_in_time.value],
    ROW_NUMBER() OVER (PARTITION BY [orders_followed_in_time_following].[orders_followed_in_time.event] ORDER BY [orders_followed_in_time_events].[orders_followed_in_time.moment] DESC, [orders_followed_in_time_events].[orders_followed_in_time.row_1] DESC) AS [orders_followed_in_time.place]
  FROM [orders_followed_in_time_events]
  INNER JOIN [orders_followed_in_time_following]
    ON [orders_followed_in_time_events].[orders_followed_in_time.key_1] = [orders_followed_in_time_following].[orders_followed_in_time.key_1]
    AND [orders_followed_in_time_events].[orders_followed_in_time.moment] <= [orders_followed_in_time_following].[orders_followed_in_time.moment]
),
[orders_followed_in_time_followed] AS (
  SELECT
    [orders_created_at_month] AS [orders_created_at_month],
    COUNT_BIG([orders_followed_in_time.value]) AS [orders_followed_in_time]
  FROM [orders_followed_in_time_pairs]
  WHERE [orders_followed_in_time.place] = 1 AND [orders_followed_in_time.value] IS NOT NULL
  GROUP BY [orders_created_at_month]
),
metrics AS (
  SELECT
    COALESCE([orders_metrics].[orders_created_at_month], [orders_followed_followed].[orders_created_at_month], [orders_followed_in_time_followed].[orders_created_at_month]) AS [orders_created_at_month],
    CAST(COALESCE([orders_followed_followed].[orders_followed], 0) AS FLOAT) / NULLIF([orders_metrics].[orders_count], 0) AS [orders_followed],
    CASE WHEN [orders_metrics].[orders_count] IS NOT NULL THEN COALESCE([orders_followed_in_time_followed].[orders_followed_in_time], 0) END AS [orders_followed_in_time]
  FROM [orders_metrics]
  FULL OUTER JOIN [orders_followed_followed]
    ON EXISTS (SELECT [orders_metrics].[orders_created_at_month] INTERSECT SELECT [orders_followed_followed].[orders_created_at_month])
  FULL OUTER JOIN [orders_followed_in_time_followed]
    ON EXISTS (SELECT COALESCE([orders_metrics].[orders_created_at_month], [orders_followed_followed].[orders_created_at_month]) INTERSECT SELECT [orders_followed_in_time_followed].[orders_created_at_month])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_month] IS NULL THEN 1 ELSE 0 END, [orders_created_at_month];

-- over time: so far and of the fiscal year, by fiscal quarter
WITH [orders_revenue_so_far_by_day] AS (
  SELECT
    [orders].ordered_on AS [orders_revenue_so_far.day],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].ordered_on
),
[orders_revenue_so_far_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_revenue_so_far_days] AS (
  SELECT DISTINCT [orders_revenue_so_far.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_revenue_so_far.day]
    FROM (
      SELECT MIN([orders_revenue_so_far_by_day].[orders_revenue_so_far.day]) AS [first], MAX([orders_revenue_so_far_by_day].[orders_revenue_so_far.day]) AS [last] FROM [orders_revenue_so_far_by_day]
    ) AS [span]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [ones]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [tens]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [hundreds]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [thousands]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] AS [orders_revenue_so_far.day] FROM [orders_revenue_so_far_by_day] WHERE [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] IS NOT NULL
  ) AS [every_day]
),
[orders_revenue_so_far_periods] AS (
  SELECT
    CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders_revenue_so_far_days].[orders_revenue_so_far.day]) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, [orders_revenue_so_far_days].[orders_revenue_so_far.day]) AS DATE)) * 3 - 2, 1)) AS DATE) AS [orders_ordered_on_fiscal_quarter],
    MAX([orders_revenue_so_far_days].[orders_revenue_so_far.day]) AS [orders_revenue_so_far.day]
  FROM [orders_revenue_so_far_days]
  GROUP BY CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders_revenue_so_far_days].[orders_revenue_so_far.day]) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, [orders_revenue_so_far_days].[orders_revenue_so_far.day]) AS DATE)) * 3 - 2, 1)) AS DATE)
),
[orders_revenue_so_far_so_far] AS (
  SELECT
    [orders_revenue_so_far_periods].[orders_ordered_on_fiscal_quarter] AS [orders_ordered_on_fiscal_quarter],
    SUM([orders_revenue_so_far_by_day].[orders_revenue]) AS [orders_revenue_so_far]
  FROM [orders_revenue_so_far_periods]
  INNER JOIN [orders_revenue_so_far_by_day]
    ON [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] <= [orders_revenue_so_far_periods].[orders_revenue_so_far.day]
  GROUP BY [orders_revenue_so_far_periods].[orders_ordered_on_fiscal_quarter]
),
[orders_revenue_of_fiscal_year_by_day] AS (
  SELECT
    [orders].ordered_on AS [orders_revenue_of_fiscal_year.day],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].ordered_on
),
[orders_revenue_of_fiscal_year_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_revenue_of_fiscal_year_days] AS (
  SELECT DISTINCT [orders_revenue_of_fiscal_year.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_revenue_of_fiscal_year.day]
    FROM (
      SELECT MIN([orders_revenue_of_fiscal_year_by_day].[orders_revenue_of_fiscal_year.day]) AS [first], MAX([orders_revenue_of_fiscal_year_by_day].[orders_revenue_of_fiscal_year.day]) AS [last] FROM [orders_revenue_of_fiscal_year_by_day]
    ) AS [span]
    CROSS JOIN [orders_revenue_of_fiscal_year_days_digits] AS [ones]
    CROSS JOIN [orders_revenue_of_fiscal_year_days_digits] AS [tens]
    CROSS JOIN [orders_revenue_of_fiscal_year_days_digits] AS [hundreds]
    CROSS JOIN [orders_revenue_of_fiscal_year_days_digits] AS [thousands]
    CROSS JOIN [orders_revenue_of_fiscal_year_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_revenue_of_fiscal_year_by_day].[orders_revenue_of_fiscal_year.day] AS [orders_revenue_of_fiscal_year.day] FROM [orders_revenue_of_fiscal_year_by_day] WHERE [orders_revenue_of_fiscal_year_by_day].[orders_revenue_of_fiscal_year.day] IS NOT NULL
  ) AS [every_day]
),
[orders_revenue_of_fiscal_year_periods] AS (
  SELECT
    CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders_revenue_of_fiscal_year_days].[orders_revenue_of_fiscal_year.day]) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, [orders_revenue_of_fiscal_year_days].[orders_revenue_of_fiscal_year.day]) AS DATE)) * 3 - 2, 1)) AS DATE) AS [orders_ordered_on_fiscal_quarter],
    MAX([orders_revenue_of_fiscal_year_days].[orders_revenue_of_fiscal_year.day]) AS [orders_revenue_of_fiscal_year.day]
  FROM [orders_revenue_of_fiscal_year_days]
  GROUP BY CAST(DATEADD(MONTH, 1, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -1, [orders_revenue_of_fiscal_year_days].[orders_revenue_of_fiscal_year.day]) AS DATE)), DATEPART(QUARTER, CAST(DATEADD(MONTH, -1, [orders_revenue_of_fiscal_year_days].[orders_revenue_of_fiscal_year.day]) AS DATE)) * 3 - 2, 1)) AS DATE)
),
[orders_revenue_of_fiscal_year_so_far] AS (
  SELECT
    [orders_revenue_of_fiscal_year_periods].[orders_ordered_on_fiscal_quarter] AS [orders_ordered_on_fiscal_quarter],
    SUM([orders_revenue_of_fiscal_year_by_day].[orders_revenue]) AS [orders_revenue_of_fiscal_year]
  FROM [orders_revenue_of_fiscal_year_periods]
  INNER JOIN [orders_revenue_of_fiscal_year_by_day]
    ON [orders_revenue_of_fiscal_year_by_day].[orders_revenue_of_fiscal_year.day] <= [orders_revenue_of_fiscal_year_periods].[orders_revenue_of_fiscal_year.day]
    AND [orders_revenue_of_fiscal_year_by_day].[orders_revenue_of_fiscal_year.day] >= CAST(DATEADD(MONTH, 4, DATEFROMPARTS(YEAR(CAST(DATEADD(MONTH, -4, [orders_revenue_of_fiscal_year_periods].[orders_revenue_of_fiscal_year.day]) AS DATE)), 1, 1)) AS DATE)
  GROUP BY [orders_revenue_of_fiscal_year_periods].[orders_ordered_on_fiscal_quarter]
),
metrics AS (
  SELECT
    COALESCE([orders_revenue_so_far_so_far].[orders_ordered_on_fiscal_quarter], [orders_revenue_of_fiscal_year_so_far].[orders_ordered_on_fiscal_quarter]) AS [orders_ordered_on_fiscal_quarter],
    [orders_revenue_so_far_so_far].[orders_revenue_so_far] AS [orders_revenue_so_far],
    [orders_revenue_of_fiscal_year_so_far].[orders_revenue_of_fiscal_year] AS [orders_revenue_of_fiscal_year]
  FROM [orders_revenue_so_far_so_far]
  FULL OUTER JOIN [orders_revenue_of_fiscal_year_so_far]
    ON EXISTS (SELECT [orders_revenue_so_far_so_far].[orders_ordered_on_fiscal_quarter] INTERSECT SELECT [orders_revenue_of_fiscal_year_so_far].[orders_ordered_on_fiscal_quarter])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_ordered_on_fiscal_quarter] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_fiscal_quarter];

-- over time: buyers of 30 days beside those of a month before
WITH [orders_buyers_of_30_days_by_day] AS (
  SELECT
    CAST([orders].utc_at AS DATE) AS [orders_buyers_of_30_days.day],
    [orders].customer_id AS [orders_buyers.value]
  FROM [orders] AS [orders]
  GROUP BY CAST([orders].utc_at AS DATE), [orders].customer_id
),
[orders_buyers_of_30_days_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_buyers_of_30_days_days] AS (
  SELECT DISTINCT [orders_buyers_of_30_days.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_buyers_of_30_days.day]
    FROM (
      SELECT MIN([orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day]) AS [first], MAX([orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day]) AS [last] FROM [orders_buyers_of_30_days_by_day]
    ) AS [span]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [ones]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [tens]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [hundreds]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [thousands]
    CROSS JOIN [orders_buyers_of_30_days_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] AS [orders_buyers_of_30_days.day] FROM [orders_buyers_of_30_days_by_day] WHERE [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] IS NOT NULL
  ) AS [every_day]
),
[orders_buyers_of_30_days_periods] AS (
  SELECT
    [orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day] AS [orders_utc_at_day],
    MAX([orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day]) AS [orders_buyers_of_30_days.day]
  FROM [orders_buyers_of_30_days_days]
  WHERE (([orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day]) >= CAST('2024-03-25' AS DATE) AND ([orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day]) < CAST('2024-04-01' AS DATE))
  GROUP BY [orders_buyers_of_30_days_days].[orders_buyers_of_30_days.day]
),
[orders_buyers_of_30_days_so_far] AS (
  SELECT
    [orders_buyers_of_30_days_periods].[orders_utc_at_day] AS [orders_utc_at_day],
    COUNT_BIG(DISTINCT [orders_buyers_of_30_days_by_day].[orders_buyers.value]) AS [orders_buyers_of_30_days]
  FROM [orders_buyers_of_30_days_periods]
  INNER JOIN [orders_buyers_of_30_days_by_day]
    ON [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] <= [orders_buyers_of_30_days_periods].[orders_buyers_of_30_days.day]
    AND [orders_buyers_of_30_days_by_day].[orders_buyers_of_30_days.day] > CAST(DATEADD(DAY, -30, [orders_buyers_of_30_days_periods].[orders_buyers_of_30_days.day]) AS DATE)
  GROUP BY [orders_buyers_of_30_days_periods].[orders_utc_at_day]
),
[current_period] AS (
  SELECT
    [orders_buyers_of_30_days_so_far].[orders_utc_at_day] AS [orders_utc_at_day],
    [orders_buyers_of_30_days_so_far].[orders_buyers_of_30_days] AS [orders_buyers_of_30_days]
  FROM [orders_buyers_of_30_days_so_far]
),
[orders_buyers_of_30_days_by_day_1_months_earlier] AS (
  SELECT
    CAST([orders].utc_at AS DATE) AS [orders_buyers_of_30_days.day],
    [orders].customer_id AS [orders_buyers.value]
  FROM [orders] AS [orders]
  WHERE (DATEADD(MONTH, 1, [orders].utc_at)) <= CAST('2024-03-31T10:30:00' AS DATETIME2(6))
  GROUP BY CAST([orders].utc_at AS DATE), [orders].customer_id
),
[orders_buyers_of_30_days_days_1_months_earlier_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_buyers_of_30_days_days_1_months_earlier] AS (
  SELECT DISTINCT [orders_buyers_of_30_days.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_buyers_of_30_days.day]
    FROM (
      SELECT MIN([orders_buyers_of_30_days_by_day_1_months_earlier].[orders_buyers_of_30_days.day]) AS [first], MAX([orders_buyers_of_30_days_by_day_1_months_earlier].[orders_buyers_of_30_days.day]) AS [last] FROM [orders_buyers_of_30_days_by_day_1_months_earlier]
    ) AS [span]
    CROSS JOIN [orders_buyers_of_30_days_days_1_months_earlier_digits] AS [ones]
    CROSS JOIN [orders_buyers_of_30_days_days_1_months_earlier_digits] AS [tens]
    CROSS JOIN [orders_buyers_of_30_days_days_1_months_earlier_digits] AS [hundreds]
    CROSS JOIN [orders_buyers_of_30_days_days_1_months_earlier_digits] AS [thousands]
    CROSS JOIN [orders_buyers_of_30_days_days_1_months_earlier_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_buyers_of_30_days_by_day_1_months_earlier].[orders_buyers_of_30_days.day] AS [orders_buyers_of_30_days.day] FROM [orders_buyers_of_30_days_by_day_1_months_earlier] WHERE [orders_buyers_of_30_days_by_day_1_months_earlier].[orders_buyers_of_30_days.day] IS NOT NULL
  ) AS [every_day]
),
[orders_buyers_of_30_days_periods_1_months_earlier] AS (
  SELECT
    CAST(DATEADD(MONTH, 1, [orders_buyers_of_30_days_days_1_months_earlier].[orders_buyers_of_30_days.day]) AS DATE) AS [orders_utc_at_day],
    MAX([orders_buyers_of_30_days_days_1_months_earlier].[orders_buyers_of_30_days.day]) AS [orders_buyers_of_30_days.day]
  FROM [orders_buyers_of_30_days_days_1_months_earlier]
  WHERE ((CAST(DATEADD(MONTH, 1, [orders_buyers_of_30_days_days_1_months_earlier].[orders_buyers_of_30_days.day]) AS DATE)) >= CAST('2024-03-25' AS DATE) AND (CAST(DATEADD(MONTH, 1, [orders_buyers_of_30_days_days_1_months_earlier].[orders_buyers_of_30_days.day]) AS DATE)) < CAST('2024-04-01' AS DATE))
    AND CAST(DATEADD(MONTH, -1, CAST(DATEADD(MONTH, 1, [orders_buyers_of_30_days_days_1_months_earlier].[orders_buyers_of_30_days.day]) AS DATE)) AS DATE) = [orders_buyers_of_30_days_days_1_months_earlier].[orders_buyers_of_30_days.day]
  GROUP BY CAST(DATEADD(MONTH, 1, [orders_buyers_of_30_days_days_1_months_earlier].[orders_buyers_of_30_days.day]) AS DATE)
),
[orders_buyers_of_30_days_so_far_1_months_earlier] AS (
  SELECT
    [orders_buyers_of_30_days_periods_1_months_earlier].[orders_utc_at_day] AS [orders_utc_at_day],
    COUNT_BIG(DISTINCT [orders_buyers_of_30_days_by_day_1_months_earlier].[orders_buyers.value]) AS [orders_buyers_of_30_days]
  FROM [orders_buyers_of_30_days_periods_1_months_earlier]
  INNER JOIN [orders_buyers_of_30_days_by_day_1_months_earlier]
    ON [orders_buyers_of_30_days_by_day_1_months_earlier].[orders_buyers_of_30_days.day] <= [orders_buyers_of_30_days_periods_1_months_earlier].[orders_buyers_of_30_days.day]
    AND [orders_buyers_of_30_days_by_day_1_months_earlier].[orders_buyers_of_30_days.day] > CAST(DATEADD(DAY, -30, [orders_buyers_of_30_days_periods_1_months_earlier].[orders_buyers_of_30_days.day]) AS DATE)
  GROUP BY [orders_buyers_of_30_days_periods_1_months_earlier].[orders_utc_at_day]
),
[1_months_earlier] AS (
  SELECT
    [orders_buyers_of_30_days_so_far_1_months_earlier].[orders_utc_at_day] AS [orders_utc_at_day],
    [orders_buyers_of_30_days_so_far_1_months_earlier].[orders_buyers_of_30_days] AS [orders_buyers_of_30_days]
  FROM [orders_buyers_of_30_days_so_far_1_months_earlier]
),
metrics AS (
  SELECT
    [current_period].[orders_utc_at_day] AS [orders_utc_at_day],
    [current_period].[orders_buyers_of_30_days] AS [orders_buyers_of_30_days],
    [1_months_earlier].[orders_buyers_of_30_days] AS [orders_buyers_of_30_days__1_months_earlier],
    [current_period].[orders_buyers_of_30_days] - [1_months_earlier].[orders_buyers_of_30_days] AS [orders_buyers_of_30_days__1_months_earlier_change],
    CAST([current_period].[orders_buyers_of_30_days] - [1_months_earlier].[orders_buyers_of_30_days] AS FLOAT) / NULLIF(ABS([1_months_earlier].[orders_buyers_of_30_days]), 0) AS [orders_buyers_of_30_days__1_months_earlier_change_percent]
  FROM [current_period]
  LEFT OUTER JOIN [1_months_earlier]
    ON EXISTS (SELECT [current_period].[orders_utc_at_day] INTERSECT SELECT [1_months_earlier].[orders_utc_at_day])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_utc_at_day] IS NULL THEN 1 ELSE 0 END, [orders_utc_at_day];

-- over time: orders of the month, on average of its days, gifts and others
WITH [orders_count_on_average_by_day] AS (
  SELECT
    [orders].is_gift AS [orders_is_gift],
    CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE) AS [orders_count_on_average.day],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  GROUP BY [orders].is_gift, CAST(CAST([orders].created_at AT TIME ZONE 'Eastern Standard Time' AS DATETIME2(6)) AS DATE)
),
[orders_count_on_average_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_count_on_average_days] AS (
  SELECT DISTINCT [orders_count_on_average.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_count_on_average.day]
    FROM (
      SELECT MIN([orders_count_on_average_by_day].[orders_count_on_average.day]) AS [first], MAX([orders_count_on_average_by_day].[orders_count_on_average.day]) AS [last] FROM [orders_count_on_average_by_day]
    ) AS [span]
    CROSS JOIN [orders_count_on_average_days_digits] AS [ones]
    CROSS JOIN [orders_count_on_average_days_digits] AS [tens]
    CROSS JOIN [orders_count_on_average_days_digits] AS [hundreds]
    CROSS JOIN [orders_count_on_average_days_digits] AS [thousands]
    CROSS JOIN [orders_count_on_average_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_count_on_average_by_day].[orders_count_on_average.day] AS [orders_count_on_average.day] FROM [orders_count_on_average_by_day] WHERE [orders_count_on_average_by_day].[orders_count_on_average.day] IS NOT NULL
  ) AS [every_day]
),
[orders_count_on_average_periods] AS (
  SELECT
    DATEFROMPARTS(YEAR([orders_count_on_average_days].[orders_count_on_average.day]), MONTH([orders_count_on_average_days].[orders_count_on_average.day]), 1) AS [orders_created_at_month],
    [orders_count_on_average_days].[orders_count_on_average.day] AS [orders_count_on_average.day]
  FROM [orders_count_on_average_days]
  WHERE (([orders_count_on_average_days].[orders_count_on_average.day]) >= CAST('2024-01-01' AS DATE) AND ([orders_count_on_average_days].[orders_count_on_average.day]) < CAST('2025-01-01' AS DATE))
  GROUP BY DATEFROMPARTS(YEAR([orders_count_on_average_days].[orders_count_on_average.day]), MONTH([orders_count_on_average_days].[orders_count_on_average.day]), 1), [orders_count_on_average_days].[orders_count_on_average.day]
),
[orders_count_on_average_each_day] AS (
  SELECT
    [orders_count_on_average_by_day].[orders_is_gift] AS [orders_is_gift],
    [orders_count_on_average_periods].[orders_created_at_month] AS [orders_created_at_month],
    [orders_count_on_average_periods].[orders_count_on_average.day] AS [orders_count_on_average.day],
    COALESCE(SUM([orders_count_on_average_by_day].[orders_count]), 0) AS [orders_count_on_average]
  FROM [orders_count_on_average_periods]
  INNER JOIN [orders_count_on_average_by_day]
    ON [orders_count_on_average_by_day].[orders_count_on_average.day] <= [orders_count_on_average_periods].[orders_count_on_average.day]
    AND [orders_count_on_average_by_day].[orders_count_on_average.day] >= DATEFROMPARTS(YEAR([orders_count_on_average_periods].[orders_count_on_average.day]), MONTH([orders_count_on_average_periods].[orders_count_on_average.day]), 1)
  GROUP BY [orders_count_on_average_by_day].[orders_is_gift], [orders_count_on_average_periods].[orders_created_at_month], [orders_count_on_average_periods].[orders_count_on_average.day]
),
[orders_count_on_average_so_far] AS (
  SELECT
    [orders_count_on_average_each_day].[orders_is_gift] AS [orders_is_gift],
    [orders_count_on_average_each_day].[orders_created_at_month] AS [orders_created_at_month],
    AVG(CAST([orders_count_on_average_each_day].[orders_count_on_average] AS FLOAT)) AS [orders_count_on_average]
  FROM [orders_count_on_average_each_day]
  GROUP BY [orders_count_on_average_each_day].[orders_is_gift], [orders_count_on_average_each_day].[orders_created_at_month]
),
metrics AS (
  SELECT
    [orders_count_on_average_so_far].[orders_created_at_month] AS [orders_created_at_month],
    [orders_count_on_average_so_far].[orders_is_gift] AS [orders_is_gift],
    [orders_count_on_average_so_far].[orders_count_on_average] AS [orders_count_on_average]
  FROM [orders_count_on_average_so_far]
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_created_at_month] IS NULL THEN 1 ELSE 0 END, [orders_created_at_month], CASE WHEN [orders_is_gift] IS NULL THEN 1 ELSE 0 END, [orders_is_gift];

-- calendar: orders and what was paid by retail month, items beside them
WITH [orders_metrics] AS (
  SELECT
    ([orders_ordered_on_calendar].month_label) AS [orders_ordered_on_retail_month],
    SUM([orders].amount) AS [orders_revenue],
    COUNT_BIG([orders].id) AS [orders_count]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN (SELECT * FROM (SELECT [orders_ordered_on_calendar].*, ROW_NUMBER() OVER (PARTITION BY [orders_ordered_on_calendar].date_day ORDER BY [orders_ordered_on_calendar].date_day, [orders_ordered_on_calendar].week_number, [orders_ordered_on_calendar].month_label) AS [atrium_row_of_day] FROM [retail_calendar] AS [orders_ordered_on_calendar]) AS [orders_ordered_on_calendar] WHERE [orders_ordered_on_calendar].[atrium_row_of_day] = 1) AS [orders_ordered_on_calendar]
    ON [orders].ordered_on = [orders_ordered_on_calendar].date_day
  GROUP BY ([orders_ordered_on_calendar].month_label)
),
[payments_metrics] AS (
  SELECT
    ([orders_ordered_on_calendar].month_label) AS [orders_ordered_on_retail_month],
    SUM([payments].total) AS [payments_paid]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [payments] AS [payments]
    ON ([orders].id) = ([payments].order_id)
  LEFT OUTER JOIN (SELECT * FROM (SELECT [orders_ordered_on_calendar].*, ROW_NUMBER() OVER (PARTITION BY [orders_ordered_on_calendar].date_day ORDER BY [orders_ordered_on_calendar].date_day, [orders_ordered_on_calendar].week_number, [orders_ordered_on_calendar].month_label) AS [atrium_row_of_day] FROM [retail_calendar] AS [orders_ordered_on_calendar]) AS [orders_ordered_on_calendar] WHERE [orders_ordered_on_calendar].[atrium_row_of_day] = 1) AS [orders_ordered_on_calendar]
    ON [orders].ordered_on = [orders_ordered_on_calendar].date_day
  GROUP BY ([orders_ordered_on_calendar].month_label)
),
[order_items_metrics] AS (
  SELECT
    ([orders_ordered_on_calendar].month_label) AS [orders_ordered_on_retail_month],
    SUM([order_items].quantity) AS [order_items_quantity_sold]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [order_items] AS [order_items]
    ON ([orders].id) = ([order_items].order_id)
  LEFT OUTER JOIN (SELECT * FROM (SELECT [orders_ordered_on_calendar].*, ROW_NUMBER() OVER (PARTITION BY [orders_ordered_on_calendar].date_day ORDER BY [orders_ordered_on_calendar].date_day, [orders_ordered_on_calendar].week_number, [orders_ordered_on_calendar].month_label) AS [atrium_row_of_day] FROM [retail_calendar] AS [orders_ordered_on_calendar]) AS [orders_ordered_on_calendar] WHERE [orders_ordered_on_calendar].[atrium_row_of_day] = 1) AS [orders_ordered_on_calendar]
    ON [orders].ordered_on = [orders_ordered_on_calendar].date_day
  GROUP BY ([orders_ordered_on_calendar].month_label)
),
metrics AS (
  SELECT
    [orders_metrics].[orders_ordered_on_retail_month] AS [orders_ordered_on_retail_month],
    [orders_metrics].[orders_revenue] AS [orders_revenue],
    [orders_metrics].[orders_count] AS [orders_count],
    [payments_metrics].[payments_paid] AS [payments_paid],
    [order_items_metrics].[order_items_quantity_sold] AS [order_items_quantity_sold]
  FROM [orders_metrics]
  INNER JOIN [payments_metrics]
    ON EXISTS (SELECT [orders_metrics].[orders_ordered_on_retail_month] INTERSECT SELECT [payments_metrics].[orders_ordered_on_retail_month])
  INNER JOIN [order_items_metrics]
    ON EXISTS (SELECT [orders_metrics].[orders_ordered_on_retail_month] INTERSECT SELECT [order_items_metrics].[orders_ordered_on_retail_month])
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_ordered_on_retail_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_retail_month];

-- calendar: orders of some retail weeks
WITH metrics AS (
  SELECT
    [orders].id AS [orders_id],
    ([orders_ordered_on_calendar].week_number) AS [orders_ordered_on_retail_week]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN (SELECT * FROM (SELECT [orders_ordered_on_calendar].*, ROW_NUMBER() OVER (PARTITION BY [orders_ordered_on_calendar].date_day ORDER BY [orders_ordered_on_calendar].date_day, [orders_ordered_on_calendar].week_number, [orders_ordered_on_calendar].month_label) AS [atrium_row_of_day] FROM [retail_calendar] AS [orders_ordered_on_calendar]) AS [orders_ordered_on_calendar] WHERE [orders_ordered_on_calendar].[atrium_row_of_day] = 1) AS [orders_ordered_on_calendar]
    ON [orders].ordered_on = [orders_ordered_on_calendar].date_day
  WHERE ((([orders_ordered_on_calendar].week_number)) >= 5 AND (([orders_ordered_on_calendar].week_number)) <= 14)
  GROUP BY [orders].id, ([orders_ordered_on_calendar].week_number)
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_id] IS NULL THEN 1 ELSE 0 END, [orders_id];

-- calendar: revenue so far at the end of each retail month
WITH [orders_revenue_so_far_by_day] AS (
  SELECT
    [orders].ordered_on AS [orders_revenue_so_far.day],
    SUM([orders].amount) AS [orders_revenue]
  FROM [orders] AS [orders]
  GROUP BY [orders].ordered_on
),
[orders_revenue_so_far_days_digits] AS (
  SELECT 0 AS [digit]
  UNION ALL
  SELECT 1 AS [digit]
  UNION ALL
  SELECT 2 AS [digit]
  UNION ALL
  SELECT 3 AS [digit]
  UNION ALL
  SELECT 4 AS [digit]
  UNION ALL
  SELECT 5 AS [digit]
  UNION ALL
  SELECT 6 AS [digit]
  UNION ALL
  SELECT 7 AS [digit]
  UNION ALL
  SELECT 8 AS [digit]
  UNION ALL
  SELECT 9 AS [digit]
),
[orders_revenue_so_far_days] AS (
  SELECT DISTINCT [orders_revenue_so_far.day]
  FROM (
    SELECT CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) AS [orders_revenue_so_far.day]
    FROM (
      SELECT MIN([orders_revenue_so_far_by_day].[orders_revenue_so_far.day]) AS [first], MAX([orders_revenue_so_far_by_day].[orders_revenue_so_far.day]) AS [last] FROM [orders_revenue_so_far_by_day]
    ) AS [span]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [ones]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [tens]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [hundreds]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [thousands]
    CROSS JOIN [orders_revenue_so_far_days_digits] AS [ten_thousands]
    WHERE CAST(DATEADD(DAY, (1 * [ones].[digit] + 10 * [tens].[digit] + 100 * [hundreds].[digit] + 1000 * [thousands].[digit] + 10000 * [ten_thousands].[digit]), [span].[first]) AS DATE) <= [span].[last]
    UNION ALL
    SELECT [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] AS [orders_revenue_so_far.day] FROM [orders_revenue_so_far_by_day] WHERE [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] IS NOT NULL
  ) AS [every_day]
),
[orders_revenue_so_far_periods] AS (
  SELECT
    ([orders_ordered_on_calendar].month_label) AS [orders_ordered_on_retail_month],
    MAX([orders_revenue_so_far_days].[orders_revenue_so_far.day]) AS [orders_revenue_so_far.day]
  FROM [orders_revenue_so_far_days]
  LEFT OUTER JOIN (SELECT * FROM (SELECT [orders_ordered_on_calendar].*, ROW_NUMBER() OVER (PARTITION BY [orders_ordered_on_calendar].date_day ORDER BY [orders_ordered_on_calendar].date_day, [orders_ordered_on_calendar].week_number, [orders_ordered_on_calendar].month_label) AS [atrium_row_of_day] FROM [retail_calendar] AS [orders_ordered_on_calendar]) AS [orders_ordered_on_calendar] WHERE [orders_ordered_on_calendar].[atrium_row_of_day] = 1) AS [orders_ordered_on_calendar]
    ON [orders_revenue_so_far_days].[orders_revenue_so_far.day] = [orders_ordered_on_calendar].date_day
  WHERE ([orders_revenue_so_far_days].[orders_revenue_so_far.day]) >= CAST('2024-02-01' AS DATE)
  GROUP BY ([orders_ordered_on_calendar].month_label)
),
[orders_revenue_so_far_so_far] AS (
  SELECT
    [orders_revenue_so_far_periods].[orders_ordered_on_retail_month] AS [orders_ordered_on_retail_month],
    SUM([orders_revenue_so_far_by_day].[orders_revenue]) AS [orders_revenue_so_far]
  FROM [orders_revenue_so_far_periods]
  INNER JOIN [orders_revenue_so_far_by_day]
    ON [orders_revenue_so_far_by_day].[orders_revenue_so_far.day] <= [orders_revenue_so_far_periods].[orders_revenue_so_far.day]
  GROUP BY [orders_revenue_so_far_periods].[orders_ordered_on_retail_month]
),
metrics AS (
  SELECT
    [orders_revenue_so_far_so_far].[orders_ordered_on_retail_month] AS [orders_ordered_on_retail_month],
    [orders_revenue_so_far_so_far].[orders_revenue_so_far] AS [orders_revenue_so_far]
  FROM [orders_revenue_so_far_so_far]
)
SELECT TOP (500)
  *
FROM metrics
ORDER BY CASE WHEN [orders_ordered_on_retail_month] IS NULL THEN 1 ELSE 0 END, [orders_ordered_on_retail_month];

-- insight: trends by month of parts
WITH [events] AS (
  SELECT
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), 1) AS [bucket],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].customer_id AS [person],
    1 AS [s0],
    1 AS [s1],
    1 AS [s2],
    1 AS [s3],
    CASE WHEN ([orders].status) IN (N'open') THEN 1 ELSE 0 END AS [s4],
    [orders].status AS [v2],
    [orders].amount AS [v3],
    [orders].amount AS [v4],
    CASE WHEN ([orders].is_gift) = 1 THEN 'true' WHEN NOT (([orders].is_gift) = 1) THEN 'false' END AS [b1],
    [customers].region AS [b2]
  FROM [orders] AS [orders]
  LEFT OUTER JOIN [customers] AS [customers]
    ON ([orders].customer_id) = ([customers].id)
  WHERE ([orders].created_at) >= CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
),
[counted] AS (
  SELECT
    [b1], [b2],
    COUNT(*) AS [n]
  FROM [events]
  WHERE [at] >= CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2025-01-01T00:00:00' AS DATETIME2(6)) AND ([s0] = 1 OR [s1] = 1 OR [s2] = 1 OR [s3] = 1 OR [s4] = 1)
  GROUP BY [b1], [b2]
),
[valued] AS (
  SELECT
    [b1], [b2],
    ROW_NUMBER() OVER (ORDER BY [n] DESC, CASE WHEN [b1] IS NULL THEN 1 ELSE 0 END, [b1], CASE WHEN [b2] IS NULL THEN 1 ELSE 0 END, [b2]) AS [place]
  FROM [counted]
),
[limited] AS (
  SELECT
    r.[bucket] AS [bucket],
    r.[at] AS [at],
    r.[person] AS [person],
    r.[s0] AS [s0],
    r.[s1] AS [s1],
    r.[s2] AS [s2],
    r.[s3] AS [s3],
    r.[s4] AS [s4],
    r.[v2] AS [v2],
    r.[v3] AS [v3],
    r.[v4] AS [v4],
    CASE WHEN v.[place] <= 2 THEN r.[b1] END AS [b1],
    CASE WHEN v.[place] <= 2 THEN r.[b2] END AS [b2],
    CASE WHEN v.[place] <= 2 THEN 0 ELSE 1 END AS [other]
  FROM [events] AS r
  LEFT OUTER JOIN [valued] AS v
    ON EXISTS (SELECT r.[b1] INTERSECT SELECT v.[b1]) AND EXISTS (SELECT r.[b2] INTERSECT SELECT v.[b2])
),
[answer] AS (
  SELECT 0 AS [past], 0 AS [series], [bucket], [b1], [b2], [other], CAST(COUNT(*) AS FLOAT) AS [value]
  FROM [limited]
  WHERE [s0] = 1 AND [at] >= CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2025-01-01T00:00:00' AS DATETIME2(6))
  GROUP BY [bucket], [b1], [b2], [other]
  UNION ALL
  SELECT 0 AS [past], 1 AS [series], [bucket], [b1], [b2], [other], CAST(COUNT_BIG(DISTINCT [person]) AS FLOAT) AS [value]
  FROM [limited]
  WHERE [s1] = 1 AND [at] >= CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2025-01-01T00:00:00' AS DATETIME2(6))
  GROUP BY [bucket], [b1], [b2], [other]
  UNION ALL
  SELECT 0 AS [past], 2 AS [series], [bucket], [b1], [b2], [other], CAST(COUNT_BIG(DISTINCT [v2]) AS FLOAT) AS [value]
  FROM [limited]
  WHERE [s2] = 1 AND [at] >= CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2025-01-01T00:00:00' AS DATETIME2(6))
  GROUP BY [bucket], [b1], [b2], [other]
  UNION ALL
  SELECT 0 AS [past], 3 AS [series], [bucket], [b1], [b2], [other], CAST(SUM(CASE WHEN ABS([distance]) < 1 THEN CAST([v3] AS FLOAT) * (1 - ABS([distance])) END) AS FLOAT) AS [value]
  FROM (SELECT
      [bucket],
      [b1],
      [b2],
      [other],
      [v3],
      ROW_NUMBER() OVER (PARTITION BY [bucket], [b1], [b2], [other] ORDER BY CASE WHEN [v3] IS NULL THEN 1 ELSE 0 END, [v3]) - 1 - 0.5 * (COUNT([v3]) OVER (PARTITION BY [bucket], [b1], [b2], [other]) - 1) AS [distance]
    FROM [limited]
    WHERE [s3] = 1 AND [at] >= CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2025-01-01T00:00:00' AS DATETIME2(6))) AS ranked
  GROUP BY [bucket], [b1], [b2], [other]
  UNION ALL
  SELECT 0 AS [past], 4 AS [series], [bucket], [b1], [b2], [other], CAST(SUM([v4]) AS FLOAT) AS [value]
  FROM [limited]
  WHERE [s4] = 1 AND [at] >= CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2025-01-01T00:00:00' AS DATETIME2(6))
  GROUP BY [bucket], [b1], [b2], [other]
)
SELECT TOP (1000)
  [past],
  [series],
  [bucket],
  [b1],
  [b2],
  [other],
  [value]
FROM [answer];

-- insight: trends by hour, beside an earlier year
WITH [events] AS (
  SELECT
    DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6))) AS [bucket],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].customer_id AS [person],
    1 AS [s0]
  FROM [orders] AS [orders]
  WHERE ((([orders].created_at) >= CAST('2024-10-27T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2024-10-28T00:00:00+00:00' AS DATETIMEOFFSET(6))) OR (([orders].created_at) >= CAST('2023-10-27T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2023-10-28T00:00:00+00:00' AS DATETIMEOFFSET(6))))
    AND (([orders].amount) > 0 OR ([orders].status) IS NULL)
),
[answer] AS (
  SELECT 0 AS [past], 0 AS [series], [bucket], CAST(COUNT(*) AS FLOAT) AS [value]
  FROM [events]
  WHERE [s0] = 1 AND [at] >= CAST('2024-10-27T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2024-10-28T00:00:00' AS DATETIME2(6))
  GROUP BY [bucket]
  UNION ALL
  SELECT 1 AS [past], 0 AS [series], [bucket], CAST(COUNT(*) AS FLOAT) AS [value]
  FROM [events]
  WHERE [s0] = 1 AND [at] >= CAST('2023-10-27T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2023-10-28T00:00:00' AS DATETIME2(6))
  GROUP BY [bucket]
)
SELECT TOP (1000)
  [past],
  [series],
  [bucket],
  [value]
FROM [answer];

-- insight: people active in a week
WITH [events] AS (
  SELECT
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE)) AS [bucket],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].customer_id AS [person],
    CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS [day],
    1 AS [s0],
    1 AS [s1],
    [orders].amount AS [v1]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-03-02T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2024-04-09T00:00:00+00:00' AS DATETIMEOFFSET(6))
),
[answer] AS (
  SELECT 0 AS [past], 0 AS [series], [bucket], CAST(COUNT_BIG(DISTINCT [person]) AS FLOAT) AS [value]
  FROM (SELECT CAST(DATEADD(DAY, d.[n], r.[day]) AS DATE) AS [bucket], r.[person] AS [person] FROM [events] AS r CROSS JOIN (SELECT 0 AS [n] UNION ALL SELECT 1 AS [n] UNION ALL SELECT 2 AS [n] UNION ALL SELECT 3 AS [n] UNION ALL SELECT 4 AS [n] UNION ALL SELECT 5 AS [n] UNION ALL SELECT 6 AS [n]) AS d WHERE r.[s0] = 1) AS active
  WHERE [bucket] IN (CAST('2024-03-10' AS DATE), CAST('2024-03-17' AS DATE), CAST('2024-03-24' AS DATE), CAST('2024-03-31' AS DATE), CAST('2024-04-07' AS DATE), CAST('2024-04-08' AS DATE))
  GROUP BY [bucket]
  UNION ALL
  SELECT 0 AS [past], 1 AS [series], [bucket], CAST(SUM(CASE WHEN ABS([distance]) < 1 THEN CAST([v1] AS FLOAT) * (1 - ABS([distance])) END) AS FLOAT) AS [value]
  FROM (SELECT
      [bucket],
      [v1],
      ROW_NUMBER() OVER (PARTITION BY [bucket] ORDER BY CASE WHEN [v1] IS NULL THEN 1 ELSE 0 END, [v1]) - 1 - 0.9 * (COUNT([v1]) OVER (PARTITION BY [bucket]) - 1) AS [distance]
    FROM [events]
    WHERE [s1] = 1 AND [at] >= CAST('2024-03-08T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2024-04-09T00:00:00' AS DATETIME2(6))) AS ranked
  GROUP BY [bucket]
)
SELECT TOP (1000)
  [past],
  [series],
  [bucket],
  [value]
FROM [answer];

-- insight: a funnel with times
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    1 AS [s0],
    CASE WHEN ([orders].status) IN (N'open') THEN 1 ELSE 0 END AS [s1],
    1 AS [s2]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
),
[placed] AS (
  SELECT
    [person],
    [at],
    [s0],
    [s1],
    [s2],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], CASE WHEN [s0] = 1 THEN 0 WHEN [s1] = 1 THEN 1 WHEN [s2] = 1 THEN 2 ELSE 3 END, [id]) AS [place]
  FROM [events]
),
[chain1] AS (
  SELECT
    [person],
    [at],
    [place],
    [s0],
    [s1],
    [s2],
    MIN(CASE WHEN [s2] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [c1_2]
  FROM [placed]
),
[chain0] AS (
  SELECT
    [person],
    [at],
    [place],
    [s0],
    [s1],
    [s2],
    MIN(CASE WHEN [s1] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [c0_1],
    MIN(CASE WHEN [s1] = 1 THEN [c1_2] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [c0_2]
  FROM [chain1]
),
[attempts] AS (
  SELECT
    [person],
    [place],
    [at] AS [t0],
    CASE WHEN [c0_1] <= DATEADD(DAY, 60, [at]) THEN [c0_1] END AS [t1],
    CASE WHEN [c0_2] <= DATEADD(DAY, 60, [at]) THEN [c0_2] END AS [t2],
    1 + CASE WHEN [c0_1] <= DATEADD(DAY, 60, [at]) THEN 1 ELSE 0 END + CASE WHEN [c0_2] <= DATEADD(DAY, 60, [at]) THEN 1 ELSE 0 END AS [reached]
  FROM [chain0]
  WHERE [s0] = 1
),
[best] AS (
  SELECT
    [reached],
    [t0],
    [t1],
    [t2]
  FROM (SELECT [reached], [t0], [t1], [t2], ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [reached] DESC, [place]) AS [nth] FROM [attempts]) AS ranked
  WHERE [nth] = 1
),
[durations] AS (
  SELECT
    [reached],
    DATEDIFF_BIG(MICROSECOND, [t0], [t1]) / CAST(1000000 AS FLOAT) AS [d1],
    DATEDIFF_BIG(MICROSECOND, [t1], [t2]) / CAST(1000000 AS FLOAT) AS [d2]
  FROM [best]
),
[answer] AS (
  SELECT 0 AS [step], COUNT(*) AS [people], CAST(NULL AS FLOAT) AS [average], CAST(NULL AS FLOAT) AS [median]
  FROM [durations]
  UNION ALL
  SELECT 1 AS [step], COUNT(*) AS [people], CAST(AVG(CAST([d1] AS FLOAT)) AS FLOAT) AS [average], CAST(SUM(CASE WHEN ABS([distance]) < 1 THEN CAST([d1] AS FLOAT) * (1 - ABS([distance])) END) AS FLOAT) AS [median]
  FROM (SELECT
      [d1],
      ROW_NUMBER() OVER ( ORDER BY CASE WHEN [d1] IS NULL THEN 1 ELSE 0 END, [d1]) - 1 - 0.5 * (COUNT([d1]) OVER () - 1) AS [distance]
    FROM [durations]
    WHERE [reached] > 1) AS ranked
  UNION ALL
  SELECT 2 AS [step], COUNT(*) AS [people], CAST(AVG(CAST([d2] AS FLOAT)) AS FLOAT) AS [average], CAST(SUM(CASE WHEN ABS([distance]) < 1 THEN CAST([d2] AS FLOAT) * (1 - ABS([distance])) END) AS FLOAT) AS [median]
  FROM (SELECT
      [d2],
      ROW_NUMBER() OVER ( ORDER BY CASE WHEN [d2] IS NULL THEN 1 ELSE 0 END, [d2]) - 1 - 0.5 * (COUNT([d2]) OVER () - 1) AS [distance]
    FROM [durations]
    WHERE [reached] > 2) AS ranked
)
SELECT TOP (1000)
  [step],
  [people],
  [average],
  [median]
FROM [answer];

-- insight: a strict funnel that some leave, in parts
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    1 AS [s0],
    1 AS [s1],
    CASE WHEN ([orders].status) IN (N'open') THEN 1 ELSE 0 END AS [x0],
    FORMAT(CAST([orders].amount AS DECIMAL(38, 9)), '0.######', 'en-US') AS [b1]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
),
[placed] AS (
  SELECT
    [person],
    [at],
    [s0],
    [s1],
    [x0],
    [b1],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], CASE WHEN [s0] = 1 THEN 0 WHEN [s1] = 1 THEN 1 ELSE 2 END, [id]) AS [place]
  FROM [events]
),
[chain0] AS (
  SELECT
    [person],
    [at],
    [place],
    [s0],
    [s1],
    [x0],
    [b1],
    MIN(CASE WHEN [s1] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS [c0_1],
    MIN(CASE WHEN [x0] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [e0_0]
  FROM [placed]
),
[attempts] AS (
  SELECT
    [person],
    [place],
    [b1],
    [at] AS [t0],
    CASE WHEN [c0_1] <= DATEADD(MONTH, 3, [at]) THEN [c0_1] END AS [t1],
    1 + CASE WHEN [c0_1] <= DATEADD(MONTH, 3, [at]) THEN 1 ELSE 0 END AS [reached],
    CASE WHEN [e0_0] <= DATEADD(MONTH, 3, [at]) AND ([c0_1] IS NULL OR [c0_1] > DATEADD(MONTH, 3, [at]) OR [e0_0] < [c0_1]) THEN 1 ELSE 0 END AS [left]
  FROM [chain0]
  WHERE [s0] = 1
),
[best] AS (
  SELECT
    [reached],
    [b1],
    [t0],
    [t1]
  FROM (SELECT [reached], [b1], [t0], [t1], ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [reached] DESC, [place]) AS [nth], MAX([left]) OVER (PARTITION BY [person]) AS [left] FROM [attempts]) AS ranked
  WHERE [nth] = 1 AND [left] = 0
),
[counted] AS (
  SELECT
    [b1],
    COUNT(*) AS [n]
  FROM [best]
  GROUP BY [b1]
),
[valued] AS (
  SELECT
    [b1],
    ROW_NUMBER() OVER (ORDER BY [n] DESC, CASE WHEN [b1] IS NULL THEN 1 ELSE 0 END, [b1]) AS [place]
  FROM [counted]
),
[limited] AS (
  SELECT
    r.[reached] AS [reached],
    r.[t0] AS [t0],
    r.[t1] AS [t1],
    CASE WHEN v.[place] <= 3 THEN r.[b1] END AS [b1],
    CASE WHEN v.[place] <= 3 THEN 0 ELSE 1 END AS [other]
  FROM [best] AS r
  LEFT OUTER JOIN [valued] AS v
    ON EXISTS (SELECT r.[b1] INTERSECT SELECT v.[b1])
),
[durations] AS (
  SELECT
    [b1],
    [other],
    [reached],
    DATEDIFF_BIG(MICROSECOND, [t0], [t1]) / CAST(1000000 AS FLOAT) AS [d1]
  FROM [limited]
),
[answer] AS (
  SELECT [b1], [other], 0 AS [step], COUNT(*) AS [people], CAST(NULL AS FLOAT) AS [average], CAST(NULL AS FLOAT) AS [median]
  FROM [durations]
  GROUP BY [b1], [other]
  UNION ALL
  SELECT [b1], [other], 1 AS [step], COUNT(*) AS [people], CAST(AVG(CAST([d1] AS FLOAT)) AS FLOAT) AS [average], CAST(SUM(CASE WHEN ABS([distance]) < 1 THEN CAST([d1] AS FLOAT) * (1 - ABS([distance])) END) AS FLOAT) AS [median]
  FROM (SELECT
      [b1],
      [other],
      [d1],
      ROW_NUMBER() OVER (PARTITION BY [b1], [other] ORDER BY CASE WHEN [d1] IS NULL THEN 1 ELSE 0 END, [d1]) - 1 - 0.5 * (COUNT([d1]) OVER (PARTITION BY [b1], [other]) - 1) AS [distance]
    FROM [durations]
    WHERE [reached] > 1) AS ranked
  GROUP BY [b1], [other]
)
SELECT TOP (1000)
  [b1],
  [other],
  [step],
  [people],
  [average],
  [median]
FROM [answer];

-- insight: a funnel in any order
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    CASE WHEN ([orders].status) IN (N'open') THEN 1 ELSE 0 END AS [s0],
    CASE WHEN ([orders].status) IN (N'paid') THEN 1 ELSE 0 END AS [s1]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
    AND ((([orders].status) IN (N'open')) OR (([orders].status) IN (N'paid')))
),
[placed] AS (
  SELECT
    [person],
    [at],
    [s0],
    [s1],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], CASE WHEN [s0] = 1 THEN 0 WHEN [s1] = 1 THEN 1 ELSE 2 END, [id]) AS [place]
  FROM [events]
),
[soonest] AS (
  SELECT
    [person],
    [at],
    [place],
    MIN(CASE WHEN [s0] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS [f0],
    MIN(CASE WHEN [s1] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS [f1],
    CASE WHEN [s0] = 1 OR [s1] = 1 THEN 1 ELSE 0 END AS [is_step]
  FROM [placed]
),
[begun] AS (
  SELECT
    [person],
    [at],
    [place],
    CASE WHEN [f0] <= DATEADD(WEEK, 50, [at]) THEN [f0] END AS [i0],
    CASE WHEN [f1] <= DATEADD(WEEK, 50, [at]) THEN [f1] END AS [i1],
    CASE WHEN [f0] <= DATEADD(WEEK, 50, [at]) THEN 1 ELSE 0 END + CASE WHEN [f1] <= DATEADD(WEEK, 50, [at]) THEN 1 ELSE 0 END AS [reached]
  FROM [soonest]
  WHERE [is_step] = 1
),
[timed] AS (
  SELECT
    a.[person] AS [person],
    a.[place] AS [place],
    CASE WHEN s.[n] = 0 THEN a.[i0] WHEN s.[n] = 1 THEN a.[i1] END AS [reached_at]
  FROM [begun] AS a
  CROSS JOIN (SELECT 0 AS [n] UNION ALL SELECT 1 AS [n]) AS s
),
[numbered] AS (
  SELECT
    [person],
    [place],
    [reached_at],
    ROW_NUMBER() OVER (PARTITION BY [person], [place] ORDER BY [reached_at]) AS [nth]
  FROM [timed]
  WHERE [reached_at] IS NOT NULL
),
[reached_times] AS (
  SELECT
    [person],
    [place],
    MAX(CASE WHEN [nth] = 1 THEN [reached_at] END) AS [t0],
    MAX(CASE WHEN [nth] = 2 THEN [reached_at] END) AS [t1]
  FROM [numbered]
  GROUP BY [person], [place]
),
[attempts] AS (
  SELECT
    a.[person] AS [person],
    a.[place] AS [place],
    a.[reached] AS [reached],
    t.[t0] AS [t0],
    t.[t1] AS [t1]
  FROM [begun] AS a
  JOIN [reached_times] AS t
    ON a.[person] = t.[person] AND a.[place] = t.[place]
),
[best] AS (
  SELECT
    [reached],
    [t0],
    [t1]
  FROM (SELECT [reached], [t0], [t1], ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [reached] DESC, [place]) AS [nth] FROM [attempts]) AS ranked
  WHERE [nth] = 1
),
[durations] AS (
  SELECT
    [reached],
    DATEDIFF_BIG(MICROSECOND, [t0], [t1]) / CAST(1000000 AS FLOAT) AS [d1]
  FROM [best]
),
[answer] AS (
  SELECT 0 AS [step], COUNT(*) AS [people], CAST(NULL AS FLOAT) AS [average], CAST(NULL AS FLOAT) AS [median]
  FROM [durations]
  UNION ALL
  SELECT 1 AS [step], COUNT(*) AS [people], CAST(AVG(CAST([d1] AS FLOAT)) AS FLOAT) AS [average], CAST(SUM(CASE WHEN ABS([distance]) < 1 THEN CAST([d1] AS FLOAT) * (1 - ABS([distance])) END) AS FLOAT) AS [median]
  FROM (SELECT
      [d1],
      ROW_NUMBER() OVER ( ORDER BY CASE WHEN [d1] IS NULL THEN 1 ELSE 0 END, [d1]) - 1 - 0.5 * (COUNT([d1]) OVER () - 1) AS [distance]
    FROM [durations]
    WHERE [reached] > 1) AS ranked
)
SELECT TOP (1000)
  [step],
  [people],
  [average],
  [median]
FROM [answer];

-- insight: a funnel in parts by its last step
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    1 AS [s0],
    1 AS [s1],
    CASE WHEN ([orders].status) IN (N'open') THEN 1 ELSE 0 END AS [s2],
    [orders].status AS [b1]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
),
[placed] AS (
  SELECT
    [person],
    [at],
    [s0],
    [s1],
    [s2],
    [b1],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], CASE WHEN [s0] = 1 THEN 0 WHEN [s1] = 1 THEN 1 WHEN [s2] = 1 THEN 2 ELSE 3 END, [id]) AS [place]
  FROM [events]
),
[chain1] AS (
  SELECT
    [person],
    [at],
    [place],
    [s0],
    [s1],
    [s2],
    MIN(CASE WHEN [s2] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [c1_2],
    MIN(CASE WHEN [s2] = 1 THEN [place] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [p1_2]
  FROM [placed]
),
[chain0] AS (
  SELECT
    [person],
    [at],
    [place],
    [s0],
    [s1],
    [s2],
    MIN(CASE WHEN [s1] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [c0_1],
    MIN(CASE WHEN [s1] = 1 THEN [c1_2] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [c0_2],
    MIN(CASE WHEN [s1] = 1 THEN [place] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [p0_1],
    MIN(CASE WHEN [s1] = 1 THEN [p1_2] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [p0_2]
  FROM [chain1]
),
[attempts] AS (
  SELECT
    [person],
    [place],
    [at] AS [t0],
    CASE WHEN [c0_1] <= DATEADD(DAY, 60, [at]) THEN [c0_1] END AS [t1],
    CASE WHEN [c0_2] <= DATEADD(DAY, 60, [at]) THEN [c0_2] END AS [t2],
    1 + CASE WHEN [c0_1] <= DATEADD(DAY, 60, [at]) THEN 1 ELSE 0 END + CASE WHEN [c0_2] <= DATEADD(DAY, 60, [at]) THEN 1 ELSE 0 END AS [reached],
    CASE WHEN [c0_2] <= DATEADD(DAY, 60, [at]) THEN [p0_2] WHEN [c0_1] <= DATEADD(DAY, 60, [at]) THEN [p0_1] ELSE [place] END AS [touch]
  FROM [chain0]
  WHERE [s0] = 1
),
[best] AS (
  SELECT
    [reached],
    [person],
    [touch],
    [t0],
    [t1],
    [t2]
  FROM (SELECT [reached], [person], [touch], [t0], [t1], [t2], ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [reached] DESC, [place]) AS [nth] FROM [attempts]) AS ranked
  WHERE [nth] = 1
),
[touched] AS (
  SELECT
    b.[reached] AS [reached],
    b.[t0] AS [t0],
    b.[t1] AS [t1],
    b.[t2] AS [t2],
    p.[b1] AS [b1]
  FROM [best] AS b
  LEFT OUTER JOIN [placed] AS p
    ON b.[person] = p.[person] AND b.[touch] = p.[place]
),
[counted] AS (
  SELECT
    [b1],
    COUNT(*) AS [n]
  FROM [touched]
  GROUP BY [b1]
),
[valued] AS (
  SELECT
    [b1],
    ROW_NUMBER() OVER (ORDER BY [n] DESC, CASE WHEN [b1] IS NULL THEN 1 ELSE 0 END, [b1]) AS [place]
  FROM [counted]
),
[limited] AS (
  SELECT
    r.[reached] AS [reached],
    r.[t0] AS [t0],
    r.[t1] AS [t1],
    r.[t2] AS [t2],
    CASE WHEN v.[place] <= 3 THEN r.[b1] END AS [b1],
    CASE WHEN v.[place] <= 3 THEN 0 ELSE 1 END AS [other]
  FROM [touched] AS r
  LEFT OUTER JOIN [valued] AS v
    ON EXISTS (SELECT r.[b1] INTERSECT SELECT v.[b1])
),
[durations] AS (
  SELECT
    [b1],
    [other],
    [reached],
    DATEDIFF_BIG(MICROSECOND, [t0], [t1]) / CAST(1000000 AS FLOAT) AS [d1],
    DATEDIFF_BIG(MICROSECOND, [t1], [t2]) / CAST(1000000 AS FLOAT) AS [d2]
  FROM [limited]
),
[answer] AS (
  SELECT [b1], [other], 0 AS [step], COUNT(*) AS [people], CAST(NULL AS FLOAT) AS [average], CAST(NULL AS FLOAT) AS [median]
  FROM [durations]
  GROUP BY [b1], [other]
  UNION ALL
  SELECT [b1], [other], 1 AS [step], COUNT(*) AS [people], CAST(AVG(CAST([d1] AS FLOAT)) AS FLOAT) AS [average], CAST(SUM(CASE WHEN ABS([distance]) < 1 THEN CAST([d1] AS FLOAT) * (1 - ABS([distance])) END) AS FLOAT) AS [median]
  FROM (SELECT
      [b1],
      [other],
      [d1],
      ROW_NUMBER() OVER (PARTITION BY [b1], [other] ORDER BY CASE WHEN [d1] IS NULL THEN 1 ELSE 0 END, [d1]) - 1 - 0.5 * (COUNT([d1]) OVER (PARTITION BY [b1], [other]) - 1) AS [distance]
    FROM [durations]
    WHERE [reached] > 1) AS ranked
  GROUP BY [b1], [other]
  UNION ALL
  SELECT [b1], [other], 2 AS [step], COUNT(*) AS [people], CAST(AVG(CAST([d2] AS FLOAT)) AS FLOAT) AS [average], CAST(SUM(CASE WHEN ABS([distance]) < 1 THEN CAST([d2] AS FLOAT) * (1 - ABS([distance])) END) AS FLOAT) AS [median]
  FROM (SELECT
      [b1],
      [other],
      [d2],
      ROW_NUMBER() OVER (PARTITION BY [b1], [other] ORDER BY CASE WHEN [d2] IS NULL THEN 1 ELSE 0 END, [d2]) - 1 - 0.5 * (COUNT([d2]) OVER (PARTITION BY [b1], [other]) - 1) AS [distance]
    FROM [durations]
    WHERE [reached] > 2) AS ranked
  GROUP BY [b1], [other]
)
SELECT TOP (1000)
  [b1],
  [other],
  [step],
  [people],
  [average],
  [median]
FROM [answer];

-- insight: a funnel in any order in parts by a step
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    CASE WHEN ([orders].status) IN (N'open') THEN 1 ELSE 0 END AS [s0],
    CASE WHEN ([orders].status) IN (N'paid') THEN 1 ELSE 0 END AS [s1],
    [orders].status AS [b1]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
    AND ((([orders].status) IN (N'open')) OR (([orders].status) IN (N'paid')))
),
[placed] AS (
  SELECT
    [person],
    [at],
    [s0],
    [s1],
    [b1],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], CASE WHEN [s0] = 1 THEN 0 WHEN [s1] = 1 THEN 1 ELSE 2 END, [id]) AS [place]
  FROM [events]
),
[soonest] AS (
  SELECT
    [person],
    [at],
    [place],
    MIN(CASE WHEN [s0] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS [f0],
    MIN(CASE WHEN [s1] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS [f1],
    MIN(CASE WHEN [s0] = 1 THEN [place] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS [p0],
    MIN(CASE WHEN [s1] = 1 THEN [place] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS [p1],
    CASE WHEN [s0] = 1 OR [s1] = 1 THEN 1 ELSE 0 END AS [is_step]
  FROM [placed]
),
[begun] AS (
  SELECT
    [person],
    [at],
    [place],
    CASE WHEN [f0] <= DATEADD(WEEK, 50, [at]) THEN [f0] END AS [i0],
    CASE WHEN [f1] <= DATEADD(WEEK, 50, [at]) THEN [f1] END AS [i1],
    [p0],
    [p1],
    CASE WHEN [f0] <= DATEADD(WEEK, 50, [at]) THEN 1 ELSE 0 END + CASE WHEN [f1] <= DATEADD(WEEK, 50, [at]) THEN 1 ELSE 0 END AS [reached]
  FROM [soonest]
  WHERE [is_step] = 1
),
[timed] AS (
  SELECT
    a.[person] AS [person],
    a.[place] AS [place],
    CASE WHEN s.[n] = 0 THEN a.[i0] WHEN s.[n] = 1 THEN a.[i1] END AS [reached_at],
    CASE WHEN s.[n] = 0 THEN a.[p0] WHEN s.[n] = 1 THEN a.[p1] END AS [reached_place]
  FROM [begun] AS a
  CROSS JOIN (SELECT 0 AS [n] UNION ALL SELECT 1 AS [n]) AS s
),
[numbered] AS (
  SELECT
    [person],
    [place],
    [reached_at],
    [reached_place],
    ROW_NUMBER() OVER (PARTITION BY [person], [place] ORDER BY [reached_at], [reached_place]) AS [nth]
  FROM [timed]
  WHERE [reached_at] IS NOT NULL
),
[reached_times] AS (
  SELECT
    [person],
    [place],
    MAX(CASE WHEN [nth] = 1 THEN [reached_at] END) AS [t0],
    MAX(CASE WHEN [nth] = 2 THEN [reached_at] END) AS [t1],
    MAX(CASE WHEN [nth] = 2 THEN [reached_place] END) AS [touch]
  FROM [numbered]
  GROUP BY [person], [place]
),
[attempts] AS (
  SELECT
    a.[person] AS [person],
    a.[place] AS [place],
    a.[reached] AS [reached],
    t.[t0] AS [t0],
    t.[t1] AS [t1],
    t.[touch] AS [touch]
  FROM [begun] AS a
  JOIN [reached_times] AS t
    ON a.[person] = t.[person] AND a.[place] = t.[place]
),
[best] AS (
  SELECT
    [reached],
    [person],
    [touch],
    [t0],
    [t1]
  FROM (SELECT [reached], [person], [touch], [t0], [t1], ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [reached] DESC, [place]) AS [nth] FROM [attempts]) AS ranked
  WHERE [nth] = 1
),
[touched] AS (
  SELECT
    b.[reached] AS [reached],
    b.[t0] AS [t0],
    b.[t1] AS [t1],
    p.[b1] AS [b1]
  FROM [best] AS b
  LEFT OUTER JOIN [placed] AS p
    ON b.[person] = p.[person] AND b.[touch] = p.[place]
),
[counted] AS (
  SELECT
    [b1],
    COUNT(*) AS [n]
  FROM [touched]
  GROUP BY [b1]
),
[valued] AS (
  SELECT
    [b1],
    ROW_NUMBER() OVER (ORDER BY [n] DESC, CASE WHEN [b1] IS NULL THEN 1 ELSE 0 END, [b1]) AS [place]
  FROM [counted]
),
[limited] AS (
  SELECT
    r.[reached] AS [reached],
    r.[t0] AS [t0],
    r.[t1] AS [t1],
    CASE WHEN v.[place] <= 3 THEN r.[b1] END AS [b1],
    CASE WHEN v.[place] <= 3 THEN 0 ELSE 1 END AS [other]
  FROM [touched] AS r
  LEFT OUTER JOIN [valued] AS v
    ON EXISTS (SELECT r.[b1] INTERSECT SELECT v.[b1])
),
[durations] AS (
  SELECT
    [b1],
    [other],
    [reached],
    DATEDIFF_BIG(MICROSECOND, [t0], [t1]) / CAST(1000000 AS FLOAT) AS [d1]
  FROM [limited]
),
[answer] AS (
  SELECT [b1], [other], 0 AS [step], COUNT(*) AS [people], CAST(NULL AS FLOAT) AS [average], CAST(NULL AS FLOAT) AS [median]
  FROM [durations]
  GROUP BY [b1], [other]
  UNION ALL
  SELECT [b1], [other], 1 AS [step], COUNT(*) AS [people], CAST(AVG(CAST([d1] AS FLOAT)) AS FLOAT) AS [average], CAST(SUM(CASE WHEN ABS([distance]) < 1 THEN CAST([d1] AS FLOAT) * (1 - ABS([distance])) END) AS FLOAT) AS [median]
  FROM (SELECT
      [b1],
      [other],
      [d1],
      ROW_NUMBER() OVER (PARTITION BY [b1], [other] ORDER BY CASE WHEN [d1] IS NULL THEN 1 ELSE 0 END, [d1]) - 1 - 0.5 * (COUNT([d1]) OVER (PARTITION BY [b1], [other]) - 1) AS [distance]
    FROM [durations]
    WHERE [reached] > 1) AS ranked
  GROUP BY [b1], [other]
)
SELECT TOP (1000)
  [b1],
  [other],
  [step],
  [people],
  [average],
  [median]
FROM [answer];

-- insight: how long a funnel takes
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    1 AS [s0],
    1 AS [s1]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
),
[placed] AS (
  SELECT
    [person],
    [at],
    [s0],
    [s1],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], CASE WHEN [s0] = 1 THEN 0 WHEN [s1] = 1 THEN 1 ELSE 2 END, [id]) AS [place]
  FROM [events]
),
[chain0] AS (
  SELECT
    [person],
    [at],
    [place],
    [s0],
    [s1],
    MIN(CASE WHEN [s1] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [c0_1]
  FROM [placed]
),
[attempts] AS (
  SELECT
    [person],
    [place],
    [at] AS [t0],
    CASE WHEN [c0_1] <= DATEADD(MONTH, 1, [at]) THEN [c0_1] END AS [t1],
    1 + CASE WHEN [c0_1] <= DATEADD(MONTH, 1, [at]) THEN 1 ELSE 0 END AS [reached]
  FROM [chain0]
  WHERE [s0] = 1
),
[best] AS (
  SELECT
    [reached],
    [t0],
    [t1]
  FROM (SELECT [reached], [t0], [t1], ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [reached] DESC, [place]) AS [nth] FROM [attempts]) AS ranked
  WHERE [nth] = 1
),
[took] AS (
  SELECT
    DATEDIFF_BIG(MICROSECOND, [t0], [t1]) / CAST(1000000 AS FLOAT) AS [took]
  FROM [best]
  WHERE [reached] > 1
),
[ends] AS (
  SELECT
    MIN([took]) AS [least],
    MAX([took]) AS [most],
    AVG(CAST([took] AS FLOAT)) AS [average]
  FROM [took]
),
[binned] AS (
  SELECT
    e.[least] AS [least],
    e.[most] AS [most],
    e.[average] AS [average],
    CASE WHEN e.[most] = e.[least] THEN 0 WHEN t.[took] = e.[most] THEN 2 ELSE FLOOR(CAST((t.[took] - e.[least]) * 3 AS FLOAT) / (e.[most] - e.[least])) END AS [bin]
  FROM [took] AS t
  CROSS JOIN [ends] AS e
),
[answer] AS (
  SELECT [least], [most], [average], [bin], COUNT(*) AS [people]
  FROM [binned]
  GROUP BY [least], [most], [average], [bin]
)
SELECT TOP (1000)
  [least],
  [most],
  [average],
  [bin],
  [people]
FROM [answer];

-- insight: rates of a funnel by quarter
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), DATEPART(QUARTER, CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) * 3 - 2, 1) AS [bucket],
    1 AS [s0],
    1 AS [s1]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
),
[placed] AS (
  SELECT
    [person],
    [at],
    [s0],
    [s1],
    [bucket],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], CASE WHEN [s0] = 1 THEN 0 WHEN [s1] = 1 THEN 1 ELSE 2 END, [id]) AS [place]
  FROM [events]
),
[chain0] AS (
  SELECT
    [person],
    [at],
    [place],
    [s0],
    [s1],
    [bucket],
    MIN(CASE WHEN [s1] = 1 THEN [at] END) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS [c0_1]
  FROM [placed]
),
[attempts] AS (
  SELECT
    [person],
    [place],
    [bucket],
    [at] AS [t0],
    CASE WHEN [c0_1] <= DATEADD(DAY, 30, [at]) THEN [c0_1] END AS [t1],
    1 + CASE WHEN [c0_1] <= DATEADD(DAY, 30, [at]) THEN 1 ELSE 0 END AS [reached]
  FROM [chain0]
  WHERE [s0] = 1
),
[best] AS (
  SELECT
    [reached],
    [bucket],
    [t0],
    [t1]
  FROM (SELECT [reached], [bucket], [t0], [t1], ROW_NUMBER() OVER (PARTITION BY [person], [bucket] ORDER BY [reached] DESC, [place]) AS [nth] FROM [attempts]) AS ranked
  WHERE [nth] = 1
),
[answer] AS (
  SELECT [bucket], SUM(CASE WHEN [reached] > 0 THEN 1 ELSE 0 END) AS [from_people], SUM(CASE WHEN [reached] > 1 THEN 1 ELSE 0 END) AS [to_people]
  FROM [best]
  GROUP BY [bucket]
)
SELECT TOP (1000)
  [bucket],
  [from_people],
  [to_people]
FROM [answer];

-- insight: retention by month, the first time
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), 1) AS [bucket],
    1 AS [s0],
    1 AS [s1]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
),
[targets] AS (
  SELECT
    [person], [bucket],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], [id]) AS [nth]
  FROM [events]
  WHERE [s0] = 1
),
[cohorts] AS (
  SELECT
    [person], [bucket]
  FROM [targets]
  WHERE [nth] = 1 AND [bucket] >= CAST('2024-01-01' AS DATE)
),
[returns] AS (
  SELECT DISTINCT
    [person],
    [bucket]
  FROM [events]
  WHERE [s1] = 1
),
[answer] AS (
  SELECT c.[bucket] AS [cohort], c.[bucket] AS [bucket], COUNT(DISTINCT c.[person]) AS [people]
  FROM [cohorts] AS c
  GROUP BY c.[bucket]
  UNION ALL
  SELECT c.[bucket] AS [cohort], r.[bucket] AS [bucket], COUNT(DISTINCT c.[person]) AS [people]
  FROM [cohorts] AS c
  JOIN [returns] AS r
    ON r.[person] = c.[person] AND r.[bucket] > c.[bucket]
  GROUP BY c.[bucket], r.[bucket]
)
SELECT TOP (1000)
  [cohort],
  [bucket],
  [people]
FROM [answer];

-- insight: retention by week, each time
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    DATEADD(DAY, -((DATEDIFF(DAY, CAST('1900-01-01' AS DATE), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))) % 7 + 14) % 7), CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE)) AS [bucket],
    CASE WHEN ([orders].status) IN (N'open') THEN 1 ELSE 0 END AS [s0],
    1 AS [s1],
    CASE WHEN ([orders].is_gift) = 1 THEN 'true' WHEN NOT (([orders].is_gift) = 1) THEN 'false' END AS [b1]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) >= CAST('2024-01-29T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2024-04-08T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
),
[cohorts] AS (
  SELECT DISTINCT
    [person], [bucket], [b1]
  FROM [events]
  WHERE [s0] = 1
),
[returns] AS (
  SELECT DISTINCT
    [person],
    [bucket]
  FROM [events]
  WHERE [s1] = 1
),
[counted] AS (
  SELECT
    [b1],
    COUNT(*) AS [n]
  FROM [cohorts]
  GROUP BY [b1]
),
[valued] AS (
  SELECT
    [b1],
    ROW_NUMBER() OVER (ORDER BY [n] DESC, CASE WHEN [b1] IS NULL THEN 1 ELSE 0 END, [b1]) AS [place]
  FROM [counted]
),
[limited] AS (
  SELECT
    r.[person] AS [person],
    r.[bucket] AS [bucket],
    CASE WHEN v.[place] <= 1 THEN r.[b1] END AS [b1],
    CASE WHEN v.[place] <= 1 THEN 0 ELSE 1 END AS [other]
  FROM [cohorts] AS r
  LEFT OUTER JOIN [valued] AS v
    ON EXISTS (SELECT r.[b1] INTERSECT SELECT v.[b1])
),
[answer] AS (
  SELECT c.[b1] AS [b1], c.[other] AS [other], c.[bucket] AS [cohort], c.[bucket] AS [bucket], COUNT(DISTINCT c.[person]) AS [people]
  FROM [limited] AS c
  GROUP BY c.[b1], c.[other], c.[bucket]
  UNION ALL
  SELECT c.[b1] AS [b1], c.[other] AS [other], c.[bucket] AS [cohort], r.[bucket] AS [bucket], COUNT(DISTINCT c.[person]) AS [people]
  FROM [limited] AS c
  JOIN [returns] AS r
    ON r.[person] = c.[person] AND r.[bucket] > c.[bucket]
  GROUP BY c.[b1], c.[other], c.[bucket], r.[bucket]
)
SELECT TOP (1000)
  [b1],
  [other],
  [cohort],
  [bucket],
  [people]
FROM [answer];

-- insight: stickiness
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), 1) AS [bucket],
    1 AS [s0],
    CASE WHEN ([orders].status) IN (N'paid') THEN 1 ELSE 0 END AS [s1]
  FROM [orders] AS [orders]
  WHERE ((([orders].created_at) >= CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))) OR (([orders].created_at) >= CAST('2023-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6)) AND ([orders].created_at) < CAST('2024-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))))
    AND ([orders].customer_id) IS NOT NULL
),
[answer] AS (
  SELECT 0 AS [past], 0 AS [series], [periods], COUNT(*) AS [people]
  FROM (SELECT [person], COUNT(DISTINCT [bucket]) AS [periods] FROM [events] WHERE [at] >= CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2025-01-01T00:00:00' AS DATETIME2(6)) AND [s0] = 1 GROUP BY [person]) AS counted
  GROUP BY [periods]
  UNION ALL
  SELECT 0 AS [past], 1 AS [series], [periods], COUNT(*) AS [people]
  FROM (SELECT [person], COUNT(DISTINCT [bucket]) AS [periods] FROM [events] WHERE [at] >= CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2025-01-01T00:00:00' AS DATETIME2(6)) AND [s1] = 1 GROUP BY [person]) AS counted
  GROUP BY [periods]
  UNION ALL
  SELECT 1 AS [past], 0 AS [series], [periods], COUNT(*) AS [people]
  FROM (SELECT [person], COUNT(DISTINCT [bucket]) AS [periods] FROM [events] WHERE [at] >= CAST('2023-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [s0] = 1 GROUP BY [person]) AS counted
  GROUP BY [periods]
  UNION ALL
  SELECT 1 AS [past], 1 AS [series], [periods], COUNT(*) AS [people]
  FROM (SELECT [person], COUNT(DISTINCT [bucket]) AS [periods] FROM [events] WHERE [at] >= CAST('2023-01-01T00:00:00' AS DATETIME2(6)) AND [at] < CAST('2024-01-01T00:00:00' AS DATETIME2(6)) AND [s1] = 1 GROUP BY [person]) AS counted
  GROUP BY [periods]
)
SELECT TOP (1000)
  [past],
  [series],
  [periods],
  [people]
FROM [answer];

-- insight: a lifecycle by month
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    DATEFROMPARTS(YEAR(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), MONTH(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), 1) AS [bucket]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
),
[active] AS (
  SELECT DISTINCT
    [person],
    [bucket]
  FROM [events]
),
[beside] AS (
  SELECT
    [person],
    [bucket],
    MAX([bucket]) OVER (PARTITION BY [person] ORDER BY [bucket] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [before],
    MAX([bucket]) OVER (PARTITION BY [person] ORDER BY [bucket] ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS [after]
  FROM [active]
),
[states] AS (
  SELECT [bucket], CASE WHEN [before] IS NULL THEN 'new' WHEN CAST(DATEADD(MONTH, 1, [before]) AS DATE) = [bucket] THEN 'returning' ELSE 'resurrecting' END AS [state] FROM [beside] WHERE [bucket] < CAST('2025-01-01' AS DATE) AND [bucket] >= CAST('2024-01-01' AS DATE)
  UNION ALL
  SELECT CAST(DATEADD(MONTH, 1, [bucket]) AS DATE) AS [bucket], 'dormant' AS [state] FROM [beside] WHERE ([after] IS NULL OR [after] > CAST(DATEADD(MONTH, 1, [bucket]) AS DATE)) AND CAST(DATEADD(MONTH, 1, [bucket]) AS DATE) < CAST('2025-01-01' AS DATE) AND CAST(DATEADD(MONTH, 1, [bucket]) AS DATE) >= CAST('2024-01-01' AS DATE)
),
[answer] AS (
  SELECT [bucket], [state], COUNT(*) AS [people]
  FROM [states]
  GROUP BY [bucket], [state]
)
SELECT TOP (1000)
  [bucket],
  [state],
  [people]
FROM [answer];

-- insight: a lifecycle by hour
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    DATEADD(HOUR, DATEDIFF(HOUR, CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6)), CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6))), CAST(CAST(CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS DATE) AS DATETIME2(6))) AS [bucket]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) < CAST('2024-10-27T04:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
),
[active] AS (
  SELECT DISTINCT
    [person],
    [bucket]
  FROM [events]
),
[beside] AS (
  SELECT
    [person],
    [bucket],
    MAX([bucket]) OVER (PARTITION BY [person] ORDER BY [bucket] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [before],
    MAX([bucket]) OVER (PARTITION BY [person] ORDER BY [bucket] ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS [after]
  FROM [active]
),
[states] AS (
  SELECT [bucket], CASE WHEN [before] IS NULL THEN 'new' WHEN DATEADD(HOUR, 1, [before]) = [bucket] THEN 'returning' ELSE 'resurrecting' END AS [state] FROM [beside] WHERE [bucket] < CAST('2024-10-27T04:00:00' AS DATETIME2(6)) AND [bucket] >= CAST('2024-10-27T00:00:00' AS DATETIME2(6))
  UNION ALL
  SELECT DATEADD(HOUR, 1, [bucket]) AS [bucket], 'dormant' AS [state] FROM [beside] WHERE ([after] IS NULL OR [after] > DATEADD(HOUR, 1, [bucket])) AND DATEADD(HOUR, 1, [bucket]) < CAST('2024-10-27T04:00:00' AS DATETIME2(6)) AND DATEADD(HOUR, 1, [bucket]) >= CAST('2024-10-27T00:00:00' AS DATETIME2(6))
),
[answer] AS (
  SELECT [bucket], [state], COUNT(*) AS [people]
  FROM [states]
  GROUP BY [bucket], [state]
)
SELECT TOP (1000)
  [bucket],
  [state],
  [people]
FROM [answer];

-- insight: paths
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    [orders].status AS [item]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
    AND ([orders].status) IS NOT NULL
),
[placed] AS (
  SELECT
    [person],
    [at],
    [item],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], [id], [item]) AS [place]
  FROM [events]
),
[besides] AS (
  SELECT
    [person],
    [at],
    [item],
    [place],
    MAX([at]) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [at_before],
    MAX([item]) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [item_before]
  FROM [placed]
),
[paused] AS (
  SELECT
    [person],
    [at],
    [item],
    [place],
    [item_before],
    CASE WHEN [at_before] IS NULL OR DATEADD(MINUTE, 30, [at_before]) < [at] THEN 1 ELSE 0 END AS [begins]
  FROM [besides]
),
[walked] AS (
  SELECT
    [person],
    [at],
    [item],
    [place],
    [item_before],
    [begins],
    SUM([begins]) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS [path]
  FROM [paused]
),
[steps] AS (
  SELECT
    [person],
    [path],
    [place],
    [at],
    [item]
  FROM [walked]
  WHERE [begins] = 1 OR [item] <> [item_before]
),
[edges] AS (
  SELECT
    [item] AS [target],
    MAX([item]) OVER (PARTITION BY [person], [path] ORDER BY [place] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [source],
    MAX([at]) OVER (PARTITION BY [person], [path] ORDER BY [place] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [left_at],
    [at],
    ROW_NUMBER() OVER (PARTITION BY [person], [path] ORDER BY [place]) AS [step]
  FROM [steps]
),
[answer] AS (
  SELECT [step], [source], [target], COUNT(*) AS [times], CAST(AVG(CAST(DATEDIFF_BIG(MICROSECOND, [left_at], [at]) / CAST(1000000 AS FLOAT) AS FLOAT)) AS FLOAT) AS [took]
  FROM [edges]
  WHERE [step] > 1 AND [step] <= 5
  GROUP BY [step], [source], [target]
)
SELECT TOP (20)
  [step],
  [source],
  [target],
  [times],
  [took]
FROM [answer]
ORDER BY [times] DESC, CASE WHEN [step] IS NULL THEN 1 ELSE 0 END, [step], CASE WHEN [source] IS NULL THEN 1 ELSE 0 END, [source], CASE WHEN [target] IS NULL THEN 1 ELSE 0 END, [target];

-- insight: paths from a step to a step
WITH [events] AS (
  SELECT
    [orders].customer_id AS [person],
    CAST([orders].created_at AT TIME ZONE 'UTC' AS DATETIME2(6)) AS [at],
    [orders].id AS [id],
    COALESCE(CASE WHEN ([orders].amount) > 50 THEN 'large' WHEN ([orders].amount) > 0 THEN 'small' END, [orders].status) AS [item]
  FROM [orders] AS [orders]
  WHERE ([orders].created_at) < CAST('2025-01-01T00:00:00+00:00' AS DATETIMEOFFSET(6))
    AND ([orders].customer_id) IS NOT NULL
    AND (COALESCE(CASE WHEN ([orders].amount) > 50 THEN 'large' WHEN ([orders].amount) > 0 THEN 'small' END, [orders].status)) IS NOT NULL
    AND (COALESCE(CASE WHEN ([orders].amount) > 50 THEN 'large' WHEN ([orders].amount) > 0 THEN 'small' END, [orders].status)) NOT IN (N'void')
),
[placed] AS (
  SELECT
    [person],
    [at],
    [item],
    ROW_NUMBER() OVER (PARTITION BY [person] ORDER BY [at], [id], [item]) AS [place]
  FROM [events]
),
[besides] AS (
  SELECT
    [person],
    [at],
    [item],
    [place],
    MAX([at]) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [at_before],
    MAX([item]) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [item_before]
  FROM [placed]
),
[paused] AS (
  SELECT
    [person],
    [at],
    [item],
    [place],
    [item_before],
    CASE WHEN [at_before] IS NULL OR DATEADD(MINUTE, 30, [at_before]) < [at] THEN 1 ELSE 0 END AS [begins]
  FROM [besides]
),
[walked] AS (
  SELECT
    [person],
    [at],
    [item],
    [place],
    [item_before],
    [begins],
    SUM([begins]) OVER (PARTITION BY [person] ORDER BY [place] ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS [path]
  FROM [paused]
),
[steps] AS (
  SELECT
    [person],
    [path],
    [place],
    [at],
    [item]
  FROM [walked]
  WHERE [begins] = 1 OR [item] <> [item_before]
),
[started] AS (
  SELECT
    [person],
    [path],
    [place],
    [at],
    [item],
    MIN(CASE WHEN [item] = N'small' THEN [place] END) OVER (PARTITION BY [person], [path]) AS [start]
  FROM [steps]
),
[from_start] AS (
  SELECT
    [person],
    [path],
    [place],
    [at],
    [item]
  FROM [started]
  WHERE [place] >= [start]
),
[ended] AS (
  SELECT
    [person],
    [path],
    [place],
    [at],
    [item],
    MIN(CASE WHEN [item] = N'large' THEN [place] END) OVER (PARTITION BY [person], [path]) AS [finish]
  FROM [from_start]
),
[counted_back] AS (
  SELECT
    [person],
    [path],
    [place],
    [at],
    [item],
    ROW_NUMBER() OVER (PARTITION BY [person], [path] ORDER BY [place] DESC) AS [from_end]
  FROM [ended]
  WHERE [place] <= [finish]
),
[cut] AS (
  SELECT
    [person],
    [path],
    [place],
    [at],
    [item]
  FROM [counted_back]
),
[edges] AS (
  SELECT
    [item] AS [target],
    MAX([item]) OVER (PARTITION BY [person], [path] ORDER BY [place] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [source],
    MAX([at]) OVER (PARTITION BY [person], [path] ORDER BY [place] ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS [left_at],
    [at],
    ROW_NUMBER() OVER (PARTITION BY [person], [path] ORDER BY [place]) AS [step]
  FROM [cut]
),
[answer] AS (
  SELECT [step], [source], [target], COUNT(*) AS [times], CAST(AVG(CAST(DATEDIFF_BIG(MICROSECOND, [left_at], [at]) / CAST(1000000 AS FLOAT) AS FLOAT)) AS FLOAT) AS [took]
  FROM [edges]
  WHERE [step] > 1 AND [step] <= 5
  GROUP BY [step], [source], [target]
  HAVING COUNT(*) >= 1
)
SELECT TOP (20)
  [step],
  [source],
  [target],
  [times],
  [took]
FROM [answer]
ORDER BY [times] DESC, CASE WHEN [step] IS NULL THEN 1 ELSE 0 END, [step], CASE WHEN [source] IS NULL THEN 1 ELSE 0 END, [source], CASE WHEN [target] IS NULL THEN 1 ELSE 0 END, [target];
