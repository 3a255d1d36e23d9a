import { describe, expect, it } from 'vitest'
import type { DashboardFilterRule } from './dashboard-document.ts'
import { filtersForTile } from './filters-for-tile.ts'

const ordersRule = (name: string, part: Partial<DashboardFilterRule> = {}): DashboardFilterRule => ({
  id: `on ${name}`,
  target: { fieldId: `orders_${name}`, tableName: 'orders' },
  operator: 'equals',
  values: ['a'],
  ...part,
})

const filters = (...dimensions: ReturnType<typeof ordersRule>[]) => ({ dimensions, metrics: [], tableCalculations: [] })

describe('filters of a dashboard on one tile', () => {
  it('apply where the table is one of the explore', () => {
    const rule = ordersRule('status')
    expect(filtersForTile(filters(rule), 't1', ['payments', 'orders'])).toEqual({ applied: filters(rule), ignored: [] })
    expect(filtersForTile(filters(rule), 't1', ['payments'])).toEqual({ applied: filters(), ignored: [{ rule, because: 'other_table' }] })
  })
  it('are left out where the tile says no, and only there', () => {
    const rule = ordersRule('status', { tileTargets: { t1: false } })
    expect(filtersForTile(filters(rule), 't1', ['orders']).ignored).toEqual([{ rule, because: 'not_for_this_tile' }])
    expect(filtersForTile(filters(rule), 't2', ['orders']).ignored).toEqual([])
  })
  it('filter another field where the tile says so', () => {
    const rule = ordersRule('status', { tileTargets: { t1: { fieldId: 'payments_state', tableName: 'payments' } } })
    const { applied } = filtersForTile(filters(rule), 't1', ['payments'])
    expect(applied.dimensions.map(({ target }) => target)).toEqual([{ fieldId: 'payments_state', tableName: 'payments' }])
    expect(filtersForTile(filters(rule), 't1', ['orders']).ignored).toMatchObject([{ because: 'other_table' }])
  })
  it('do nothing while they are switched off', () => {
    const rule = ordersRule('status', { disabled: true })
    expect(filtersForTile(filters(rule), 't1', ['orders'])).toEqual({ applied: filters(), ignored: [{ rule, because: 'disabled' }] })
  })
  it('keep to their part of the query', () => {
    const rule = ordersRule('revenue')
    expect(filtersForTile({ dimensions: [], metrics: [rule], tableCalculations: [] }, 't1', ['orders']).applied.metrics).toEqual([rule])
  })
  it('are not fooled by names that every object has', () => {
    const rule = ordersRule('status', { tileTargets: {} })
    expect(filtersForTile(filters(rule), 'constructor', ['orders']).applied.dimensions).toEqual([rule])
  })
})
