import { describe, expect, it } from 'vitest'
import { testChart, testQuery, testResult } from '../chart/test-chart.ts'
import { pointOfChart } from './point-of-chart.ts'

const series = (field: string) => ({ type: 'line' as const, encode: { xRef: { field: 'orders_month' }, yRef: { field } } })

describe('the row behind a mark', () => {
  it('is found through sorting, gaps and pivots', () => {
    const chart = testChart(
      testQuery(['orders_month', 'orders_status'], ['orders_count']),
      { type: 'cartesian', config: { layout: { xField: 'orders_month', yField: ['orders_count'] }, eChartsConfig: { series: [series('orders_count')] } } },
      { pivotConfig: { columns: ['orders_status'] } },
    )
    const result = testResult([
      { orders_month: '2026-03-01', orders_status: 'paid', orders_count: 3 },
      { orders_month: '2026-01-01', orders_status: 'open', orders_count: 1 },
    ])
    expect(pointOfChart(chart, result, { seriesIndex: 0, dataIndex: 2 })).toEqual({ fieldId: 'orders_count', row: result.rows[0] })
    expect(pointOfChart(chart, result, { seriesIndex: 1, dataIndex: 0 })).toEqual({ fieldId: 'orders_count', row: result.rows[1] })
    expect(pointOfChart(chart, result, { seriesIndex: 1, dataIndex: 1 })).toBeNull()
    expect(pointOfChart(chart, result, { seriesIndex: 7, dataIndex: 0 })).toBeNull()
  })
  it('of a name on the axis is one of the rows of that name', () => {
    const chart = testChart(
      testQuery(['orders_month', 'orders_status'], ['orders_count']),
      { type: 'cartesian', config: { layout: { xField: 'orders_month', yField: ['orders_count'] }, eChartsConfig: { series: [series('orders_count')] } } },
      { pivotConfig: { columns: ['orders_status'] } },
    )
    const result = testResult([
      { orders_month: '2026-03-01', orders_status: 'paid', orders_count: 3 },
      { orders_month: '2026-01-01', orders_status: 'open', orders_count: 1 },
    ])
    expect(pointOfChart(chart, result, { seriesIndex: 0, dataIndex: 0, isName: true })).toEqual({ fieldId: 'orders_month', row: result.rows[1] })
    // Nothing was sold in February.
    expect(pointOfChart(chart, result, { seriesIndex: 0, dataIndex: 1, isName: true })).toBeNull()
  })
  it('of one number is the row it is shown of', () => {
    const chart = testChart(testQuery([], ['orders_count']), { type: 'big_number' })
    const result = testResult([{ orders_count: 3 }])
    expect(pointOfChart(chart, result, { seriesIndex: 0, dataIndex: 0 })).toEqual({ fieldId: 'orders_count', row: result.rows[0] })
    expect(pointOfChart(chart, testResult([]), { seriesIndex: 0, dataIndex: 0 })).toBeNull()
  })
  it('of a slice is its row, unless it is made of several', () => {
    const pie = testChart(testQuery(['orders_status'], ['orders_count']), { type: 'pie' })
    const result = testResult([
      { orders_status: 'a', orders_count: 1 },
      { orders_status: 'b', orders_count: 5 },
      { orders_status: 'a', orders_count: 1 },
    ])
    expect(pointOfChart(pie, result, { seriesIndex: 0, dataIndex: 0 })?.row).toBe(result.rows[1])
    expect(pointOfChart(pie, result, { seriesIndex: 0, dataIndex: 1 })).toBeNull()
  })
  it('of a step is a row, or a field of the first', () => {
    const result = testResult([
      { orders_status: 'a', orders_count: 1, orders_revenue: 2 },
      { orders_status: 'b', orders_count: 5, orders_revenue: 3 },
    ])
    const query = testQuery(['orders_status'], ['orders_count', 'orders_revenue'])
    expect(pointOfChart(testChart(query, { type: 'funnel' }), result, { seriesIndex: 0, dataIndex: 1 })).toEqual({
      fieldId: 'orders_count',
      row: result.rows[1],
    })
    expect(pointOfChart(testChart(query, { type: 'funnel', config: { dataInput: 'row' } }), result, { seriesIndex: 0, dataIndex: 1 })).toEqual({
      fieldId: 'orders_revenue',
      row: result.rows[0],
    })
    expect(pointOfChart(testChart(query, { type: 'table' }), result, { seriesIndex: 0, dataIndex: 0 })).toBeNull()
  })
})
