import { expect, it } from 'vitest'
import { columnDecimals, plainNumbers } from './plain-numbers.ts'

it('a column has the decimals that its values need, and no more than four', () => {
  expect(columnDecimals([12, 12.5, 12.345])).toBe(3)
  expect(columnDecimals([12, 7, -3])).toBe(0)
  expect(columnDecimals([1 / 3, 12])).toBe(4)
  expect(columnDecimals(['12.50', '3'])).toBe(1)
  expect(columnDecimals([])).toBe(0)
})

it('what is no number counts for nothing, and neither does what a double adds', () => {
  expect(columnDecimals([null, undefined, '', 'twelve', Number.NaN, Number.POSITIVE_INFINITY, 10n, 1e300])).toBe(0)
  expect(columnDecimals([0.1 + 0.2, 0.5])).toBe(1)
})

it('small numbers are told apart', () => {
  expect(columnDecimals([0.00012, 0.00005])).toBe(5)
  expect(columnDecimals([0.0001234567, 0])).toBe(6)
  expect(columnDecimals([1e-20])).toBe(0)
  // Beside others they are rounded as those.
  expect(columnDecimals([0.00012, 250])).toBe(4)
})

it('ids and years are written as they are', () => {
  for (const name of ['id', 'customer_id', 'customerId', 'year', 'order_year']) expect(plainNumbers(name, [2026, 12])).toEqual({ format: 'id' })
  for (const name of ['amount', 'paid', 'humid', 'years']) expect(plainNumbers(name, [2026, 12])).toEqual({ round: 0 })
  expect(plainNumbers('year', [2026.5])).toEqual({ round: 1 })
})
