import { describe, expect, it } from 'vitest'
import { metric, testChart, testItems, testQuery, testResult } from '../chart/test-chart.ts'
import { pieParts } from './pie-option.ts'

const items = { ...testItems, ...metric('average', { type: 'average' }) }
const rows = [
  { orders_status: 'paid', orders_size: 1, orders_count: 2, orders_average: 10 },
  { orders_status: 'paid', orders_size: 2, orders_count: 3, orders_average: 20 },
  { orders_status: 'open', orders_size: 1, orders_count: 1, orders_average: 5 },
]
const slices = (metricId: string, groupFieldIds: string[] | undefined, given = rows) => {
  const chart = testChart(testQuery(['orders_status', 'orders_size'], [metricId]), {
    type: 'pie',
    config: { metricId, ...(groupFieldIds === undefined ? {} : { groupFieldIds }) },
  })
  return pieParts(chart, testResult(given, items)).parts.map(({ name, value }) => `${name} ${value}`)
}

describe('slices of a pie', () => {
  it('add up what can be added up', () => {
    expect(slices('orders_count', ['orders_status'])).toEqual(['paid 5', 'open 1'])
    expect(slices('orders_count', undefined)).toEqual(['paid 5', 'open 1'])
  })
  it('never add up averages: every row stays a slice', () => {
    expect(slices('orders_average', ['orders_status'])).toEqual(['paid - 2 20', 'paid - 1 10', 'open - 1 5'])
    expect(slices('orders_average', ['orders_status'], rows.slice(1))).toEqual(['paid 20', 'open 5'])
  })
  it('are called by all their groups', () => {
    expect(slices('orders_count', ['orders_size', 'orders_status'])[0]).toBe('2 - paid 3')
  })
})
