import { expect, it } from 'vitest'
import { qualifyColumns } from './qualify-columns.ts'

it.each([
  ['amount', '${TABLE}.amount'],
  ['"Order Total" * 2', '${TABLE}."Order Total" * 2'],
  ["case when status = 'paid' then amount else 0 end", "case when ${TABLE}.status = 'paid' then ${TABLE}.amount else 0 end"],
  ['coalesce(tax, 0) + shipping', 'coalesce(${TABLE}.tax, 0) + ${TABLE}.shipping'],
  ['cast(amount as integer)', 'cast(${TABLE}.amount as integer)'],
  ['paid_at::date - ordered_at::date', '${TABLE}.paid_at::date - ${TABLE}.ordered_at::date'],
  ["date '2024-01-01' <= ordered_at", "date '2024-01-01' <= ${TABLE}.ordered_at"],
  ['extract(year from ordered_at)', 'extract(year from ${TABLE}.ordered_at)'],
  ['o.amount', 'o.amount'],
  ['${TABLE}.amount + ${tax}', '${TABLE}.amount + ${tax}'],
  ["'it''s a word' || name", "'it''s a word' || ${TABLE}.name"],
  ['amount -- of orders', '${TABLE}.amount -- of orders'],
  ['1', '1'],
  ['(select max(x) from y)', '(select max(x) from y)'],
])('%s becomes %s', (sql, qualified) => expect(qualifyColumns(sql)).toBe(qualified))
