import type { Explore } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { emptyExploreState } from './explore-state.ts'
import { followRenames } from './follow-renames.ts'

const explore = {
  tables: {
    orders: {
      dimensions: { region: { name: 'region', label: 'Region' } },
      metrics: { revenue: { name: 'revenue', label: 'Total', renamedTo: 'orders_total' }, total: { name: 'total', label: 'Total' } },
    },
  },
} as unknown as Explore

describe('an address of before', () => {
  it('shows its fields under the names that they have now, and says which', () => {
    const empty = emptyExploreState('orders')
    const state = {
      ...empty,
      metricQuery: {
        ...empty.metricQuery,
        dimensions: ['orders_region'],
        metrics: ['orders_revenue'],
        sorts: [{ fieldId: 'orders_revenue', descending: true }],
      },
      columnOrder: ['orders_region', 'orders_revenue'],
    }
    const { state: now, followed } = followRenames(state, explore)
    expect(now.metricQuery).toMatchObject({ metrics: ['orders_total'], sorts: [{ fieldId: 'orders_total' }] })
    expect(now.columnOrder).toEqual(['orders_region', 'orders_total'])
    expect(now.chartConfig).toBeNull()
    expect(followed).toEqual([{ from: 'orders_revenue', to: 'orders_total', label: 'Total' }])
  })

  it('is left alone when nothing in it was renamed', () => {
    const state = emptyExploreState('orders')
    expect(followRenames(state, explore)).toEqual({ state, followed: [] })
  })
})
