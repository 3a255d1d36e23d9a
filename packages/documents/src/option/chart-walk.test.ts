import { describe, expect, it } from 'vitest'
import { testChart, testQuery, testResult } from '../chart/test-chart.ts'
import { chartWalk } from './chart-walk.ts'

const series = (field: string) => ({ type: 'line' as const, encode: { xRef: { field: 'orders_status' }, yRef: { field } } })
const result = testResult([
  { orders_status: 'shipped', orders_count: 1200, orders_revenue: 30 },
  { orders_status: 'returned', orders_count: null, orders_revenue: 10 },
])
const lines = (...fields: string[]) =>
  testChart(testQuery(['orders_status'], fields), {
    type: 'cartesian',
    config: { layout: { xField: 'orders_status', yField: fields }, eChartsConfig: { series: fields.map(series) } },
  })

describe('the way through a chart', () => {
  it('names place, field and value of every mark, also of an empty one', () => {
    const walk = chartWalk(lines('orders_count'), result)
    expect(walk?.places).toEqual([2])
    expect([walk?.textAt(0, 0), walk?.textAt(0, 1)]).toEqual(['shipped: Count 1,200, 1 of 2', 'returned: Count no value, 2 of 2'])
  })
  it('goes through each series', () => {
    const walk = chartWalk(lines('orders_count', 'orders_revenue'), { ...result, locale: 'de' })
    expect(walk?.places).toEqual([2, 2])
    expect([walk?.textAt(0, 0), walk?.textAt(1, 1)]).toEqual(['shipped: Count 1.200, 1 von 2', 'returned: Revenue 10,00\u00a0$, 2 von 2'])
  })
  it('follows the slices of a pie and the steps of a funnel as they are drawn', () => {
    const query = testQuery(['orders_status'], ['orders_revenue'])
    expect(chartWalk(testChart(query, { type: 'pie' }), result)?.textAt(0, 1)).toBe('returned: $10.00, 2 of 2')
    expect(chartWalk(testChart(query, { type: 'funnel' }), result)?.textAt(0, 0)).toBe('shipped: $30.00, 1 of 2')
  })
  it('is none where nothing is drawn', () => {
    expect(chartWalk(testChart(testQuery(['orders_status'], []), { type: 'table' }), result)).toBeNull()
    expect(chartWalk(lines('orders_count'), testResult([]))).toBeNull()
  })
})
