import type { ItemsMap, MetricQuery } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { applyExploreEdit } from './apply-explore-edit.ts'
import { timeBasesOf } from './comparisons.ts'
import { columnsOf, emptyExploreState, type ExploreState } from './explore-state.ts'

const day = { fieldType: 'dimension', type: 'date', table: 'orders', label: 'Ordered', name: 'at' }
const items = {
  orders_at: day,
  orders_at_month: { ...day, name: 'at_month', timeInterval: 'MONTH', timeIntervalBaseDimensionName: 'at' },
  orders_at_week: { ...day, name: 'at_week', timeInterval: 'WEEK', timeIntervalBaseDimensionName: 'at' },
  orders_status: { ...day, name: 'status', type: 'string' },
} as unknown as ItemsMap
const query = (parts: Partial<MetricQuery>): MetricQuery => ({ ...emptyExploreState('orders').metricQuery, ...parts })
const compared: ExploreState = {
  ...emptyExploreState('orders'),
  metricQuery: query({
    dimensions: ['orders_at_month'],
    metrics: ['orders_count', 'orders_sum'],
    comparisons: [{ fieldId: 'orders_at', to: 'previous_year' }],
    sorts: [{ fieldId: 'orders_sum__previous_year_change', descending: true }],
    filters: { metrics: { id: 'm', and: [{ id: 'r', target: { fieldId: 'orders_sum__previous_year' }, operator: 'greaterThan', values: [1] }] } },
  }),
}

describe('what a query can be compared over', () => {
  it('are the dates it groups by, with their grain, and those it filters on', () => {
    expect(timeBasesOf(query({ dimensions: ['orders_status', 'orders_at_month'] }), items)).toEqual([
      { fieldId: 'orders_at', label: 'Ordered', grain: 'month' },
    ])
    const filters = { dimensions: { id: 'd', and: [{ id: 'r', target: { fieldId: 'orders_at_week' }, operator: 'notNull' as const }] } }
    expect(timeBasesOf(query({ filters }), items)).toEqual([{ fieldId: 'orders_at', label: 'Ordered', grain: null }])
    expect(timeBasesOf(query({ dimensions: ['orders_status'] }), items)).toEqual([])
  })
})

describe('compared columns', () => {
  it('stand beside their metric', () => {
    expect(columnsOf(compared)).toEqual([
      'orders_at_month',
      'orders_count',
      'orders_count__previous_year',
      'orders_count__previous_year_change',
      'orders_count__previous_year_change_percent',
      'orders_sum',
      'orders_sum__previous_year',
      'orders_sum__previous_year_change',
      'orders_sum__previous_year_change_percent',
    ])
  })
  it('removing one removes the comparison, with sorts and filters on its columns', () => {
    const { metricQuery } = applyExploreEdit(compared, { type: 'remove-field', fieldId: 'orders_count__previous_year_change' })
    expect(metricQuery).toMatchObject({ metrics: ['orders_count', 'orders_sum'], sorts: [], filters: {} })
    expect(metricQuery.comparisons).toBeUndefined()
  })
  it('go with their metric, and the other metric keeps its own', () => {
    const { metricQuery } = applyExploreEdit(compared, { type: 'remove-field', fieldId: 'orders_sum' })
    expect(metricQuery).toMatchObject({ metrics: ['orders_count'], sorts: [], filters: {}, comparisons: [{ to: 'previous_year' }] })
  })
  it('a comparison ends when its date is neither grouped by nor filtered on', () => {
    const both = applyExploreEdit(compared, { type: 'toggle-dimension', fieldId: 'orders_at_week' })
    const week = applyExploreEdit(both, { type: 'toggle-dimension', fieldId: 'orders_at_month' })
    expect(week.metricQuery.comparisons).toHaveLength(1)
    expect(applyExploreEdit(week, { type: 'toggle-dimension', fieldId: 'orders_at_week' }).metricQuery).not.toHaveProperty('comparisons')
  })
  it('other edits leave the explore as it is', () => {
    const limited = applyExploreEdit(compared, { type: 'set-limit', limit: 10 })
    expect(limited).toEqual({ ...compared, metricQuery: { ...compared.metricQuery, limit: 10 } })
  })
})
