/** A small shop for the readers of foreign formats: two orders are open, one has no customer. */
export const shopTables = `
CREATE SCHEMA marts;
CREATE TABLE regions AS SELECT * FROM (VALUES (1, 'North'), (2, 'South')) AS t(region_id, region_name);
CREATE TABLE customers AS SELECT * FROM (VALUES (1, 'Ada', 1, DATE '2023-05-01'), (2, 'Bo', 2, DATE '2023-06-01'), (3, 'Cy', 1, DATE '2024-01-05'))
  AS t(customer_id, full_name, region_id, first_order_on);
CREATE TABLE orders AS SELECT * FROM (VALUES
  (1, 1, 'paid', TIMESTAMP '2024-01-10 09:00:00', 100.00, true),
  (2, 1, 'open', TIMESTAMP '2024-01-20 10:00:00', 50.00, false),
  (3, 2, 'paid', TIMESTAMP '2024-02-01 11:00:00', 80.00, false),
  (4, 2, 'open', TIMESTAMP '2024-02-15 12:00:00', 20.00, true),
  (5, NULL, 'paid', TIMESTAMP '2024-02-20 13:00:00', 30.00, false))
  AS t(order_id, customer_id, order_status, ordered_at, amount, is_gift);
CREATE TABLE items AS SELECT * FROM (VALUES (1, 1, 'pen', 3), (2, 1, 'ink', 1), (3, 3, 'pen', 2), (4, 4, 'pad', 5), (5, 5, 'pen', 1))
  AS t(item_id, order_id, product, quantity);
CREATE TABLE marts.orders AS SELECT * FROM main.orders;
`
