-- A shop that comes out the same every time: `pick` is a hash, not a dice. Run it with the session's time zone on UTC.
CREATE TEMP MACRO pick(id, salt, n) AS (hash(id * 1000003 + salt) % n)::INTEGER;
-- A day from 0 (2024-01-01) to 1034 (2026-10-31), later ones more often. Square roots are exact on every machine, pow is not.
CREATE TEMP MACRO growing_day(id, salt) AS round(1034 * sqrt(pick(id, salt, 100000) / 100000.0) * sqrt(sqrt(pick(id, salt, 100000) / 100000.0)))::INTEGER;

CREATE TABLE products AS
SELECT
  i AS product_id,
  CASE i
    WHEN 7 THEN '5" screen, 100 % glass'
    WHEN 13 THEN 'Bob''s <b>bold</b> mug'
    WHEN 42 THEN 'Kaffeemühle „Größe L“ 日本'
    WHEN 77 THEN '=SUM(A1:A9) poster'
    ELSE ['Oak', 'Linen', 'Copper', 'Cobalt', 'Amber', 'Slate', 'Cedar', 'Ivory'][pick(i, 1, 8) + 1] || ' '
      || ['lamp', 'chair', 'mug', 'blanket', 'kettle', 'shelf', 'clock', 'vase', 'tray', 'rug'][pick(i, 2, 10) + 1] || ' ' || i
  END AS product_name,
  CASE WHEN i % 29 = 0 THEN NULL ELSE ['Kitchen', 'Living room', 'Bedroom', 'Office', 'Garden'][pick(i, 3, 5) + 1] END AS category,
  (4 + pick(i, 4, 196) + 0.95)::DECIMAL(9, 2) AS price,
  ((4 + pick(i, 4, 196)) * (0.35 + pick(i, 5, 30) / 100.0))::DECIMAL(9, 2) AS cost,
  i % 37 <> 0 AS is_active
FROM range(1, 301) t(i);

-- Four new customers a day; who came first has the lowest number.
CREATE TABLE customers AS
SELECT
  i AS customer_id,
  ['Ana', 'Bruno', 'Chloé', 'Dmitri', 'Emeka', 'Fatima', 'Göran', 'Hana', 'Ines', 'Jonas', 'Keiko', 'Łukasz', 'Maya', 'Noor', 'Oskar', 'Priya'][pick(i, 11, 16) + 1]
    || ' ' || chr(65 + pick(i, 12, 26)) || '.' AS customer_name,
  CASE WHEN i % 17 = 0 THEN NULL ELSE 'customer' || i || '@mail.example' END AS email,
  CASE WHEN i % 23 = 0 THEN NULL ELSE [
    'Germany', 'Germany', 'United States', 'United States', 'United States', 'United Kingdom', 'France', 'France', 'Japan', 'Brazil', 'India', 'Nepal'
  ][pick(i, 13, 12) + 1] END AS country,
  [
    'Europe/Berlin', 'Europe/Berlin', 'America/New_York', 'America/Chicago', 'America/Los_Angeles', 'Europe/London', 'Europe/Paris', 'Europe/Paris',
    'Asia/Tokyo', 'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Kathmandu'
  ][pick(i, 13, 12) + 1] AS time_zone,
  ['Search', 'Social', 'Newsletter', 'Friend', 'Direct'][pick(i, 14, 5) + 1] AS channel,
  DATE '2023-06-01' + (i // 4 - 2 - pick(i, 15, 10))::INTEGER AS signed_up_on,
  CASE WHEN i % 5 = 0 THEN NULL ELSE 18 + pick(i, 16, 60) END AS age
FROM range(1, 5001) t(i);

-- More orders as time goes by, in the afternoon and before Christmas. Instants: the moment of the click.
CREATE TABLE orders AS
WITH drawn AS (
  SELECT
    i AS order_id,
    CASE
      WHEN pick(i, 29, 100) >= 8 THEN growing_day(i, 22)
      -- the weeks from 20 November of that year; the last year ends before
      WHEN growing_day(i, 22) < 366 THEN 324 + pick(i, 30, 34)
      WHEN growing_day(i, 22) < 731 THEN 689 + pick(i, 30, 34)
      ELSE growing_day(i, 22)
    END AS day,
    (pick(i, 23, 86400) + pick(i, 28, 86400)) // 2 + 10800 AS second_of_day,
    pick(i, 24, 100) AS luck
  FROM range(1, 40001) t(i)
), placed AS (
  SELECT
    order_id,
    CASE
      -- around the hour that Berlin skips, and the one that New York has twice
      WHEN order_id <= 20 THEN TIMESTAMPTZ '2026-03-29 00:30:00+00' + to_minutes(order_id * 6)
      WHEN order_id <= 40 THEN TIMESTAMPTZ '2026-11-01 02:30:00+00' + to_minutes(order_id * 6)
      ELSE TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_days(day) + to_seconds(second_of_day % 86400)
    END AS ordered_at,
    luck
  FROM drawn
), by_customer AS (
  -- somebody who has signed up by then
  SELECT *, 1 + pick(order_id, 21, least(5000, 4 * (ordered_at::DATE - DATE '2023-06-01') - 1)) AS customer_id
  FROM placed
)
SELECT
  order_id,
  -- every tenth customer never orders
  CASE WHEN customer_id % 10 = 0 THEN customer_id - 1 ELSE customer_id END AS customer_id,
  ordered_at,
  CASE WHEN luck < 80 THEN 'completed' WHEN luck < 88 THEN 'shipped' WHEN luck < 93 THEN 'returned' WHEN luck < 97 THEN 'cancelled' ELSE 'pending' END AS status,
  CASE WHEN order_id % 9 = 0 THEN NULL ELSE ['WELCOME10', 'SPRING', 'FRIEND5'][pick(order_id, 25, 3) + 1] END AS coupon,
  (pick(order_id, 26, 3) * 3.95)::DECIMAL(9, 2) AS shipping_fee,
  CASE WHEN luck < 80 OR luck BETWEEN 88 AND 92 THEN (ordered_at + to_hours(20 + pick(order_id, 27, 120)))::DATE END AS delivered_on
FROM by_customer
ORDER BY ordered_at, order_id;

CREATE TABLE order_items AS
SELECT
  row_number() OVER (ORDER BY order_id, line) AS order_item_id,
  order_id,
  line AS line_number,
  product_id,
  quantity,
  price AS unit_price,
  CASE WHEN pick(order_id * 10 + line, 34, 6) = 0 THEN (price * quantity * 0.1)::DECIMAL(9, 2) ELSE 0::DECIMAL(9, 2) END AS discount
FROM (
  SELECT o.order_id, line, 1 + pick(o.order_id * 10 + line, 31, 300) AS product_id, 1 + pick(o.order_id * 10 + line, 32, 3) AS quantity
  FROM orders o, range(1, 6) l(line)
  -- one to five lines an order, three on average; every thousandth order has none
  WHERE line <= 1 + pick(o.order_id, 33, 5) AND o.order_id % 1000 <> 0
) lines
JOIN products USING (product_id)
ORDER BY order_item_id;

-- Some orders are paid in two parts, some not at all; returned ones are paid back. Local wall time of the till in Berlin.
CREATE TABLE payments AS
WITH totals AS (
  SELECT o.order_id, o.status, o.ordered_at, coalesce(sum(i.quantity * i.unit_price - i.discount), 0) + any_value(o.shipping_fee) AS total
  FROM orders o LEFT JOIN order_items i USING (order_id)
  GROUP BY o.order_id, o.status, o.ordered_at
), parts AS (
  SELECT order_id, status, ordered_at, total, part, pick(order_id, 41, 8) = 0 AS split
  FROM totals, range(1, 4) p(part)
)
SELECT
  row_number() OVER (ORDER BY order_id, part) AS payment_id,
  order_id,
  ['card', 'paypal', 'invoice', 'gift card'][pick(order_id * 4 + part, 42, 4) + 1] AS payment_method,
  CASE
    WHEN part = 3 THEN -total
    WHEN split AND part = 1 THEN round(total * 0.6, 2)
    WHEN split THEN total - round(total * 0.6, 2)
    ELSE total
  END::DECIMAL(11, 2) AS amount,
  CASE WHEN pick(order_id * 4 + part, 43, 40) = 0 THEN 'failed' ELSE 'settled' END AS state,
  timezone('Europe/Berlin', ordered_at + to_minutes(2 + 1440 * (part - 1)))::TIMESTAMP AS paid_at
FROM parts
WHERE status <> 'pending'
  AND order_id % 50 <> 0
  AND (part = 1 OR (part = 2 AND split) OR (part = 3 AND status = 'returned'))
ORDER BY payment_id;

CREATE TABLE web_events AS
SELECT
  i AS event_id,
  -- a third of the visitors is not known
  CASE WHEN pick(i, 51, 3) = 0 THEN NULL ELSE 1 + pick(i, 52, 5000) END AS customer_id,
  TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_days(growing_day(i, 53)) + to_seconds(pick(i, 54, 86400)) AS happened_at,
  CASE WHEN step < 50 THEN 'page_view' WHEN step < 75 THEN 'product_view' WHEN step < 90 THEN 'add_to_cart' WHEN step < 96 THEN 'checkout' ELSE 'purchase' END AS event_name,
  CASE WHEN pick(i, 56, 11) = 0 THEN NULL ELSE ['desktop', 'phone', 'tablet'][least(pick(i, 57, 5), 2) + 1] END AS device,
  '/' || ['', 'sale', 'kitchen', 'garden', 'about', 'search?q=100%25'][pick(i, 58, 6) + 1] AS page_path,
  pick(i, 59, 400) / 10.0 AS seconds_on_page
FROM (SELECT i, pick(i, 55, 100) AS step FROM range(1, 300001) t(i)) drawn
ORDER BY happened_at, event_id;
