import type { ItemsMap, MetricQuery } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { emptyExploreState } from './explore-state.ts'
import { queryKeyOf, runnableQuery } from './runnable-query.ts'

const items: ItemsMap = { calc: { name: 'calc', displayName: 'Calc', sql: '1', type: 'number' } }
const withRules = (values: unknown[], id = '1'): MetricQuery => ({
  ...emptyExploreState('orders').metricQuery,
  filters: { tableCalculations: { id: `g${id}`, and: [{ id, target: { fieldId: 'calc' }, operator: 'lessThan', values }] } },
})

describe('the query that is asked', () => {
  it('leaves out filters that are not filled in yet', () => {
    expect(runnableQuery(withRules([]), items).filters).toEqual({})
    expect(runnableQuery(withRules([5]), items).filters).toEqual(withRules([5]).filters)
  })
  it('is known by what it asks, not by ids or order of keys', () => {
    expect(queryKeyOf(withRules([5], '1'))).toBe(queryKeyOf(withRules([5], '2')))
    expect(queryKeyOf(withRules([5]))).not.toBe(queryKeyOf(withRules([6])))
    const { limit, ...rest } = withRules([5])
    expect(queryKeyOf({ limit, ...rest })).toBe(queryKeyOf(withRules([5])))
  })
})
