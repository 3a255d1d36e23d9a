import type { DashboardFilterRule } from '@atrium/documents'
import type { FilterOperator, FilterSettings, Item, ItemsMap } from '@atrium/semantic'
import { expect, it } from 'vitest'
import { autoZoom } from './auto-zoom.ts'

const items = { orders_date: { fieldType: 'dimension', type: 'date' } as unknown as Item } satisfies ItemsMap
const now = Date.UTC(2026, 9, 31)
const rule = (operator: FilterOperator, values: unknown[], settings?: FilterSettings): DashboardFilterRule => ({
  id: operator,
  target: { fieldId: 'orders_date', tableName: 'orders' },
  operator,
  values,
  ...(settings === undefined ? {} : { settings }),
})
const zoomOf = (...dimensions: DashboardFilterRule[]) => autoZoom({ dimensions, metrics: [], tableCalculations: [] }, items, now)

it('the grain follows from how much time the filters leave over', () => {
  expect(zoomOf(rule('inThePast', [30], { unitOfTime: 'days' }))).toBe('Day')
  expect(zoomOf(rule('inBetween', ['2026-01-01', '2026-04-10']))).toBe('Day')
  expect(zoomOf(rule('inBetween', ['2026-01-01', '2026-04-11']))).toBe('Week')
  expect(zoomOf(rule('inBetween', ['2024-01-01', '2026-10-31']))).toBe('Month')
  expect(zoomOf(rule('inThePast', [20], { unitOfTime: 'years' }))).toBe('Quarter')
  expect(zoomOf(rule('inThePast', [60], { unitOfTime: 'years' }))).toBe('Year')
  expect(zoomOf(rule('inTheCurrent', [], { unitOfTime: 'months' }))).toBe('Day')
  expect(zoomOf(rule('greaterThan', ['2025-01-01']))).toBe('Week')
})

it('the shortest time counts, and without an end on both sides there is none', () => {
  expect(zoomOf(rule('inBetween', ['2016-01-01', '2026-10-31']), rule('inThePast', [7], { unitOfTime: 'days' }))).toBe('Day')
  expect(zoomOf(rule('lessThan', ['2026-01-01']))).toBeNull()
  expect(zoomOf({ ...rule('inThePast', [7], { unitOfTime: 'days' }), disabled: true })).toBeNull()
  expect(zoomOf()).toBeNull()
})
