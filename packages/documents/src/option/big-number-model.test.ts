import { describe, expect, it } from 'vitest'
import type { BigNumberConfig } from '../chart/chart-document.ts'
import { metric, testChart, testItems, testQuery, testResult } from '../chart/test-chart.ts'
import { bigNumberModel } from './big-number-model.ts'
import { describeChart } from './describe-chart.ts'

const chart = (config: BigNumberConfig) => testChart(testQuery([], ['orders_revenue']), { type: 'big_number', config })
const rows = testResult([{ orders_revenue: 1_500_000 }, { orders_revenue: 1_000_000 }])

describe('a big number', () => {
  it('is the first row’s, as its field is written', () => {
    expect(bigNumberModel(chart({}), rows)).toEqual({ value: '$1,500,000.00', label: 'Revenue', comparison: null })
    expect(bigNumberModel(chart({ label: 'Sales', showBigNumberLabel: false }), rows).label).toBe('')
  })
  it('is shortened on request, also when the field has a format of its own', () => {
    expect(bigNumberModel(chart({ style: 'M' }), rows).value).toBe('$1.5M')
    const fields = { ...testItems, ...metric('revenue', { formatOptions: { type: 'currency', currency: 'EUR' } }) }
    expect(bigNumberModel(chart({ style: 'K' }), { ...rows, fields }).value).toBe('€1,500.0K')
    expect(bigNumberModel(chart({ style: 'no such style' }), rows).value).toBe('$1,500,000.00')
  })
  it('compares with the next row, good or bad as the chart says', () => {
    expect(bigNumberModel(chart({ showComparison: true, comparisonLabel: 'last month' }), rows).comparison).toEqual({
      text: '+$500,000.00',
      label: 'last month',
      direction: 'up',
      good: true,
    })
    expect(bigNumberModel(chart({ showComparison: true, comparisonFormat: 'percentage', flipColors: true }), rows).comparison).toMatchObject({
      text: '+50%',
      good: false,
    })
  })
  it('has nothing to compare without a second value, and no share of zero', () => {
    expect(bigNumberModel(chart({ showComparison: true }), testResult([{ orders_revenue: 1 }])).comparison).toBeNull()
    expect(
      bigNumberModel(chart({ showComparison: true, comparisonFormat: 'percentage' }), testResult([{ orders_revenue: 1 }, { orders_revenue: 0 }])).comparison,
    ).toMatchObject({ text: '∅', direction: 'up' })
    expect(bigNumberModel(chart({ showComparison: true }), testResult([{ orders_revenue: 1 }, { orders_revenue: 1 }])).comparison).toMatchObject({
      direction: 'same',
      good: null,
    })
  })
  it('is no value where there is none', () => {
    expect(bigNumberModel(chart({}), testResult([{ orders_revenue: null }])).value).toBe('∅')
    expect(bigNumberModel(chart({}), testResult([])).value).toBe('∅')
  })
})

describe('a chart in a sentence', () => {
  const line = testChart(testQuery(['orders_month'], ['orders_count']), {
    type: 'cartesian',
    config: {
      layout: { xField: 'orders_month', yField: ['orders_count'] },
      eChartsConfig: { series: [{ type: 'line', encode: { xRef: { field: 'orders_month' }, yRef: { field: 'orders_count' } } }] },
    },
  })
  it('tells from where to where, and the peak', () => {
    const result = testResult([
      { orders_month: '2026-03-01', orders_count: 3 },
      { orders_month: '2026-02-01', orders_count: 9 },
      { orders_month: '2026-01-01', orders_count: 1 },
    ])
    expect(describeChart(line, result)).toBe('Line chart, 3 points. Count from 1 (2026-01) to 3 (2026-03), peak 9 (2026-02).')
    expect(describeChart(line, testResult([]))).toBe('Line chart, no rows.')
  })
  it('tells the number, the largest slice, what was left out', () => {
    expect(describeChart(chart({}), rows)).toBe('Big number: Revenue $1,500,000.00.')
    const pie = testChart(testQuery(['orders_status'], ['orders_count']), { type: 'pie' })
    expect(
      describeChart(
        pie,
        testResult([
          { orders_status: 'a', orders_count: 2 },
          { orders_status: 'b', orders_count: 5 },
          { orders_status: 'c', orders_count: -1 },
        ]),
      ),
    ).toBe('Pie chart, 2 slices, largest b with 5, 1 without a positive value left out.')
  })
})
