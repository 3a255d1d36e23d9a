import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testQuery } from '../chart/test-chart.ts'
import { decodeExploreState, encodeExploreState, type ExploreUrlState } from './explore-state-codec.ts'

const state: ExploreUrlState = {
  tableName: 'orders',
  metricQuery: testQuery(['orders_status'], ['orders_revenue'], {
    filters: { dimensions: { id: 'g', and: [{ id: '1', target: { fieldId: 'orders_status' }, operator: 'equals', values: ['paid'] }] } },
  }),
  tableConfig: { columnOrder: ['orders_status'] },
  chartConfig: { type: 'table', config: {} },
  pivotConfig: { columns: ['orders_status'] },
}

describe('an explore in an address', () => {
  it('comes back as it went', () => {
    expect(decodeExploreState(encodeExploreState(state))).toEqual({ state, problems: [] })
  })
  it('needs no more than a table and fields', () => {
    const { state: read, problems } = decodeExploreState('{"tableName":"orders","metricQuery":{"dimensions":["orders_status"]}}')
    expect(problems).toEqual([])
    expect(read).toEqual({ tableName: 'orders', metricQuery: testQuery(['orders_status'], []), tableConfig: { columnOrder: [] } })
  })
  it('keeps what is right and tells what is not', () => {
    const { state: read, problems } = decodeExploreState(
      JSON.stringify({
        ...state,
        chartConfig: { type: 'spiral' },
        metricQuery: { ...state.metricQuery, sorts: [{ fieldId: 'orders_status' }, 5], limit: 'many' },
      }),
    )
    expect(read).toMatchObject({
      metricQuery: { dimensions: ['orders_status'], sorts: [{ fieldId: 'orders_status', descending: false }], limit: 500, filters: state.metricQuery.filters },
    })
    expect(read).not.toHaveProperty('chartConfig')
    expect(problems).toHaveLength(3)
  })
  it('is never thrown at, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.record({ metricQuery: fc.anything(), chartConfig: fc.anything(), tableConfig: fc.anything() }).map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const { state: read, problems } = decodeExploreState(text)
          expect(read === null ? problems.length : 1).toBeGreaterThan(0)
        },
      ),
      { numRuns: 200 },
    )
  })
})
