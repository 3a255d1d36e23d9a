import { describe, expect, it } from 'vitest'
import { availableChartTypes } from './available-chart-types.ts'
import { chartConfigSchema } from './chart-document.ts'
import { chartKindOf } from './chart-kind.ts'
import { defaultChartConfig } from './default-chart-config.ts'
import { dimension, testItems, testQuery } from './test-chart.ts'

const kindFor = (...query: Parameters<typeof testQuery>) => chartKindOf({ chartConfig: defaultChartConfig(testQuery(...query), testItems) })

describe('a chart nobody has chosen yet', () => {
  it('draws numbers over dates as lines, by categories as bars, alone as a number', () => {
    expect(kindFor(['orders_month'], ['orders_revenue', 'orders_count'])).toBe('line')
    expect(kindFor(['orders_status'], ['orders_revenue'])).toBe('vertical_bar')
    expect(kindFor([], ['orders_revenue'])).toBe('big_number')
  })
  it('is a table when there is no number, several dimensions or several numbers alone', () => {
    expect(kindFor(['orders_status'], [])).toBe('table')
    expect(kindFor(['orders_month', 'orders_status'], ['orders_revenue'])).toBe('table')
    expect(kindFor([], ['orders_revenue', 'orders_count'])).toBe('table')
  })
  it('draws numeric table calculations and leaves texts out', () => {
    const calculations = [
      { name: 'share', displayName: 'Share', sql: '1' },
      { name: 'word', displayName: 'Word', sql: "'a'", type: 'string' as const },
    ]
    const items = { ...testItems, share: calculations[0]!, word: calculations[1]! }
    const config = defaultChartConfig(testQuery(['orders_status'], [], { tableCalculations: calculations }), items)
    expect(config).toMatchObject({ type: 'cartesian', config: { layout: { xField: 'orders_status', yField: ['share'] } } })
  })
  it('is a valid configuration', () => {
    expect(chartConfigSchema.safeParse(defaultChartConfig(testQuery(['orders_month'], ['orders_revenue']), testItems)).success).toBe(true)
  })
})

describe('kinds of chart for a query', () => {
  const reasons = (...query: Parameters<typeof testQuery>) =>
    Object.fromEntries(availableChartTypes(testQuery(...query), { ...testItems, ...dimension('x') }).map(({ kind, reason }) => [kind, reason]))
  it('say what they miss', () => {
    expect(reasons(['orders_status'], [])).toMatchObject({ line: 'needs a metric', pie: 'needs a metric', table: undefined })
    expect(reasons([], ['orders_revenue'])).toMatchObject({
      vertical_bar: 'needs a dimension',
      scatter: 'needs a dimension or a second metric',
      big_number: undefined,
    })
    expect(reasons(['orders_status'], ['orders_revenue'])).toMatchObject({ mixed: 'needs two metrics', funnel: undefined })
    expect(reasons([], [])).toMatchObject({ table: 'needs a field' })
  })
})
