import { init } from 'echarts'
import { describe, expect, it } from 'vitest'
import type { CartesianConfig, CartesianSeries, ChartConfig, ChartDocument } from '../chart/chart-document.ts'
import { dimension, metric, testChart, testItems, testQuery, testResult } from '../chart/test-chart.ts'
import type { ChartResult } from '../result/chart-result.ts'
import { buildChartOption } from './build-chart-option.ts'
import { palette } from './palette.ts'

/** What the tests look into of an option. */
type Piece = {
  [key: string]: unknown
  axisLabel: { formatter: (value: number) => string; rotate?: number }
  label: { formatter: (point: { dataIndex: number }) => string }
  markLine?: { data: unknown }
  max: (extent: { min: number; max: number }) => number
}
type Drawn = { series: Piece[]; xAxis: Piece[]; yAxis: Piece[]; tooltip: { formatter: (points: unknown) => string }; legend: Piece; grid: unknown }

const draw = (document: ChartDocument, result: ChartResult, theme: 'light' | 'dark' = 'light') =>
  buildChartOption({ document, result, theme }) as unknown as Drawn

/** What ECharts really draws, without a browser. */
function svgOf(option: object): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 800, height: 400 })
  try {
    chart.setOption({ ...option, animation: false })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

const series = (field: string, part: Partial<CartesianSeries> = {}): CartesianSeries => ({
  type: 'bar',
  encode: { xRef: { field: 'orders_status' }, yRef: { field } },
  ...part,
})
const cartesian = (layout: CartesianConfig['layout'], eChartsConfig: CartesianConfig['eChartsConfig']): ChartConfig => ({
  type: 'cartesian',
  config: { layout, eChartsConfig },
})
const bars = (...all: CartesianSeries[]) =>
  testChart(
    testQuery(['orders_status'], ['orders_revenue', 'orders_count']),
    cartesian({ xField: 'orders_status', yField: all.map(({ encode }) => encode.yRef.field) }, { series: all }),
  )

const byStatus = testResult([
  { orders_status: 'paid', orders_revenue: 12_500, orders_count: 3 },
  { orders_status: null, orders_revenue: '500.5', orders_count: 1 },
])

describe('bars and lines', () => {
  it('draw what the answer holds, with names of fields and values', () => {
    const option = draw(bars(series('orders_revenue'), series('orders_count', { type: 'line', yAxisIndex: 1, name: 'Orders' })), byStatus)
    expect(option.xAxis[0]).toMatchObject({ type: 'category', data: ['paid', '∅'], name: 'Status' })
    expect(option.series).toMatchObject([
      { type: 'bar', name: 'Revenue', data: [12_500, 500.5] },
      { type: 'line', name: 'Orders', data: [3, 1], yAxisIndex: 1 },
    ])
    expect(option.yAxis.map(({ name, position }) => [name, position])).toEqual([
      ['Revenue', 'left'],
      ['Count', 'right'],
    ])
    expect(option.yAxis[0]?.axisLabel.formatter(12_500)).toBe('$12.5K')
    expect(svgOf(option)).toContain('Orders')
  })
  it('stand on the other axis when flipped, the first on top', () => {
    const document = bars(series('orders_revenue'), series('orders_count', { yAxisIndex: 1 }))
    if (document.chartConfig.type === 'cartesian' && document.chartConfig.config !== undefined) document.chartConfig.config.layout.flipAxes = true
    const option = draw(document, byStatus)
    expect(option.yAxis[0]).toMatchObject({ type: 'category', inverse: true })
    expect(option.xAxis.map(({ type }) => type)).toEqual(['value', 'value'])
    expect(option.series[1]).toMatchObject({ xAxisIndex: 1 })
    expect(svgOf(option)).toContain('Count')
  })
  it('mark the bucket that has not ended: hatched bars, a broken line, a word in the tooltip', () => {
    const months = testResult([
      { orders_month: '2026-09-01T00:00:00Z', orders_revenue: 10, orders_count: 4 },
      { orders_month: '2026-10-01T00:00:00Z', orders_revenue: 3, orders_count: 1 },
    ])
    const document = testChart(
      testQuery(['orders_month'], ['orders_revenue', 'orders_count']),
      cartesian(
        { xField: 'orders_month', yField: ['orders_revenue', 'orders_count'] },
        { series: [series('orders_revenue'), series('orders_count', { type: 'line' })] },
      ),
    )
    const ended = draw(document, months)
    expect(ended.series).toHaveLength(2)
    const option = draw(document, { ...months, currentPeriods: { orders_month: '2026-10-01' } })
    expect(option.series[0]?.['data']).toEqual([10, { value: 3, itemStyle: expect.objectContaining({ decal: expect.anything() }) }])
    expect(option.series[2]).toMatchObject({ name: 'Count', data: [4, 1], silent: true, lineStyle: { type: [5, 5], color: '#ffffff' } })
    expect(option.tooltip.formatter([{ seriesIndex: 0, dataIndex: 1 }])).toContain('so far')
    expect(option.tooltip.formatter([{ seriesIndex: 0, dataIndex: 0 }])).not.toContain('so far')
    expect(svgOf(option)).toContain('stroke-dasharray')
  })
  it('put dates in order with their gaps, whatever the order of the rows', () => {
    const document = testChart(
      testQuery(['orders_month'], ['orders_count']),
      cartesian({ xField: 'orders_month', yField: ['orders_count'] }, { series: [series('orders_count', { type: 'line' })] }),
    )
    const option = draw(
      document,
      testResult([
        { orders_month: '2026-04-01T00:00:00Z', orders_count: 4 },
        { orders_month: '2026-01-01T00:00:00Z', orders_count: 1 },
        { orders_month: null, orders_count: 9 },
      ]),
    )
    expect(option.xAxis[0]?.['data']).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '∅'])
    expect(option.series[0]).toMatchObject({ data: [1, null, null, 4, 9], connectNulls: true })
  })
  it('stack, also to 100 %, and tell both share and value', () => {
    const document = bars(series('orders_revenue', { stack: 'all' }), series('orders_count', { stack: 'all' }))
    expect(draw(document, byStatus).series.map(({ stack }) => stack)).toEqual(['all', 'all'])
    const full = testChart(
      document.metricQuery,
      cartesian(
        { xField: 'orders_status', yField: ['orders_revenue', 'orders_count'], stack: 'stack100' },
        { series: [series('orders_revenue'), series('orders_count')] },
      ),
    )
    const option = draw(
      full,
      testResult([
        { orders_status: 'a', orders_revenue: 30, orders_count: 10 },
        { orders_status: 'b', orders_revenue: 0, orders_count: 0 },
      ]),
    )
    expect(option.series.map(({ data }) => data)).toEqual([
      [75, null],
      [25, null],
    ])
    expect(option.yAxis[0]).toMatchObject({ max: 100 })
    expect(option.tooltip.formatter([{ seriesIndex: 0, dataIndex: 0 }])).toContain('$30.00 (75.0%)')
  })
  it('write the sum over a stack when asked', () => {
    const option = draw(bars(series('orders_revenue', { stack: 'all', stackLabel: { show: true } }), series('orders_count', { stack: 'all' })), byStatus)
    expect(option.series).toHaveLength(3)
    expect(option.series[2]?.label.formatter({ dataIndex: 0 })).toBe('$12.5K')
    expect(option.legend['data']).toEqual(['Revenue', 'Count'])
  })
  it('draw reference lines by number, by name and by moment, and none that lies beside the axis', () => {
    const lines = [
      { uuid: '1', yAxis: '100', name: 'Goal' },
      { uuid: '2', xAxis: 'paid' },
      { uuid: '3', xAxis: 'gone' },
      { uuid: '4', dynamicValue: 'average' },
    ]
    const option = draw(bars(series('orders_revenue', { markLine: { data: lines } })), byStatus)
    expect(option.series[0]?.markLine?.data).toEqual([
      { name: 'Goal', yAxis: 100 },
      { name: 'paid', xAxis: 0 },
      { name: 'Average', type: 'average' },
    ])
    expect(svgOf(option)).toContain('Goal')
  })
  it('extend axes by hand or by percent', () => {
    const document = testChart(
      testQuery(['orders_status'], ['orders_count']),
      cartesian(
        { xField: 'orders_status', yField: ['orders_count'] },
        { series: [], yAxis: [{ min: '1', maxOffset: '10', inverse: true, name: 'N' }], xAxis: [{ rotate: 45 }] },
      ),
    )
    const option = draw(document, byStatus)
    expect(option.yAxis[0]).toMatchObject({ min: 1, inverse: true, name: 'N' })
    expect(option.yAxis[0]?.max({ min: 0, max: 50 })).toBe(55)
    expect(option.xAxis[0]?.axisLabel.rotate).toBe(45)
    expect(option.series).toHaveLength(1)
  })
  it('thin out many points', () => {
    const document = bars(series('orders_revenue', { type: 'line' }), series('orders_count'))
    const option = draw(
      document,
      testResult(Array.from({ length: 3000 }, (_, place) => ({ orders_status: `s${place}`, orders_revenue: place, orders_count: place }))),
    )
    expect(option.series).toMatchObject([{ sampling: 'lttb', showSymbol: false }, { large: true }])
  })
  it('leave hidden series out and keep the colours of the others', () => {
    const option = draw(bars(series('orders_revenue', { hidden: true }), series('orders_count')), byStatus)
    expect(option.series).toMatchObject([{ name: 'Count', color: palette[1] }])
  })
})

describe('series from the values of a field', () => {
  const pivoted = (all: CartesianSeries[], metrics = ['orders_count']) =>
    testChart(testQuery(['orders_month', 'orders_status'], metrics), cartesian({ xField: 'orders_month', yField: metrics }, { series: all }), {
      pivotConfig: { columns: ['orders_status'] },
    })
  const result = testResult([
    { orders_month: '2026-01-01', orders_status: 'paid', orders_count: 1 },
    { orders_month: '2026-01-01', orders_status: 'open', orders_count: 2 },
    { orders_month: '2026-02-01', orders_status: 'open', orders_count: 3 },
  ])
  it('are one for each value', () => {
    expect(draw(pivoted([series('orders_count', { type: 'line' })]), result).series).toMatchObject([
      { name: 'paid', type: 'line', data: [1, null] },
      { name: 'open', type: 'line', data: [2, 3] },
    ])
  })
  it('take the settings written for their value', () => {
    const own = series('orders_count', {
      name: 'Still open',
      color: '#123456',
      encode: { xRef: { field: 'orders_month' }, yRef: { field: 'orders_count', pivotValues: [{ field: 'orders_status', value: 'open' }] } },
    })
    expect(draw(pivoted([own]), result).series).toMatchObject([{ name: 'paid' }, { name: 'Still open', color: '#123456' }])
  })
  it('keep the colour of a value when others come and go', () => {
    const colorOf = (rows: ChartResult) => draw(pivoted([series('orders_count')]), rows).series.find(({ name }) => name === 'open')?.['color']
    expect(colorOf({ ...result, rows: result.rows.slice(1) })).toBe(colorOf({ ...result, rows: result.rows.slice(2) }))
  })
  it('take the colours of the model', () => {
    const fields = { ...testItems, ...dimension('status', { colors: { open: '#00ff00', paid: 'url(x)' } }) }
    const [paid, open] = draw(pivoted([series('orders_count')]), { ...result, fields }).series
    expect(open).toMatchObject({ color: '#00ff00' })
    expect(palette).toContain(paid?.['color'])
  })
  it('are not more than can be drawn, and the chart says so', () => {
    const many = testResult(Array.from({ length: 1300 }, (_, place) => ({ orders_month: '2026-01-01', orders_status: `s${place}`, orders_count: 1 })))
    const option = draw(pivoted([series('orders_count')]), many)
    expect(option.series).toHaveLength(100)
    expect(svgOf(option)).toContain('1,200 more series are not drawn')
  })
  it('draw each reference line once', () => {
    const all = draw(pivoted([series('orders_count', { markLine: { data: [{ uuid: '1', yAxis: 2 }] } })]), result).series
    expect(all.filter(({ markLine }) => markLine !== undefined)).toHaveLength(1)
  })
  it('name the metric when there are several, and lose no row to a third dimension', () => {
    const rows = testResult([
      { orders_month: '2026-01-01', orders_status: 'paid', orders_size: 1, orders_count: 1, orders_revenue: 5 },
      { orders_month: '2026-01-01', orders_status: 'paid', orders_size: 2, orders_count: 7, orders_revenue: 6 },
    ])
    const document = pivoted([], ['orders_count', 'orders_revenue'])
    const option = draw({ ...document, metricQuery: { ...document.metricQuery, dimensions: ['orders_month', 'orders_status', 'orders_size'] } }, rows)
    expect(option.series).toMatchObject([
      { name: 'paid · Count', data: [1, 7] },
      { name: 'paid · Revenue', data: [5, 6] },
    ])
  })
})

describe('what somebody wrote', () => {
  it('never becomes markup', () => {
    const evil = '<img src=x onerror=alert(1)>'
    const option = draw(bars(series('orders_revenue', { name: evil })), testResult([{ orders_status: evil, orders_revenue: 1 }]))
    const html = option.tooltip.formatter([{ seriesIndex: 0, dataIndex: 0 }])
    expect(html).toContain('&lt;img')
    expect(html).not.toContain('<img')
  })
  it('never becomes an image, a style or an unknown setting', () => {
    const document = testChart(
      testQuery(['orders_status'], ['orders_count']),
      cartesian(
        { xField: 'orders_status', yField: ['orders_count'] },
        {
          series: [series('orders_count', { color: 'red;background:url(//x)', symbol: 'image://x' })],
          legend: { icon: 'image://x', formatter: '{a}', orient: 'vertical', left: 'url(x)' },
          grid: { left: '20%', show: true },
        },
      ),
    )
    const option = draw(document, byStatus)
    expect(option.series[0]).toMatchObject({ color: palette[0] })
    expect(JSON.stringify(option)).not.toMatch(/image:|url\(|\{a\}/)
    expect(option.grid).toEqual({ left: '20%', right: 20, top: 36, bottom: 36, containLabel: true })
  })
})

describe('dots between two numbers', () => {
  it('have both numbers, and the tooltip says of what', () => {
    const scatter = testChart(
      testQuery(['orders_size', 'orders_status'], ['orders_count']),
      cartesian({ xField: 'orders_size', yField: ['orders_count'] }, { series: [series('orders_count', { type: 'scatter' })] }),
    )
    const option = draw(scatter, testResult([{ orders_size: 5, orders_status: 'a&b', orders_count: 2 }]))
    expect(option.xAxis[0]).toMatchObject({ type: 'value' })
    expect(option.series[0]?.['data']).toEqual([[5, 2]])
    expect(option.tooltip.formatter({ seriesIndex: 0, dataIndex: 0 })).toContain('a&amp;b')
  })
})

describe('pies and funnels', () => {
  const query = testQuery(['orders_status'], ['orders_revenue'])
  const rows = testResult([
    { orders_status: 'open', orders_revenue: 1 },
    { orders_status: 'paid', orders_revenue: 2 },
    { orders_status: 'open', orders_revenue: 4 },
    { orders_status: 'lost', orders_revenue: -4 },
  ])
  it('sum slices of the same group, the largest first, without those that have no area', () => {
    const option = draw(
      testChart(query, { type: 'pie', config: { groupLabelOverrides: { open: 'Still open' }, groupColorOverrides: { paid: '#010203' }, isDonut: true } }),
      rows,
    )
    expect(option.series[0]?.['data']).toMatchObject([
      { name: 'Still open', value: 5 },
      { name: 'paid', value: 2, itemStyle: { color: '#010203' } },
    ])
    expect(option.series[0]?.label.formatter({ dataIndex: 0 })).toBe('Still open\n71.4%')
    expect(svgOf(option)).toContain('Still open')
  })
  it('order and show slices as the chart says', () => {
    const option = draw(
      testChart(query, {
        type: 'pie',
        config: { groupSortOverrides: ['paid'], groupValueOptionOverrides: { paid: { showValue: true } }, valueLabel: 'hidden' },
      }),
      rows,
    )
    expect(option.series[0]?.['data']).toMatchObject([{ name: 'paid', label: { show: false } }, { name: 'open' }])
    expect(option.series[0]?.label.formatter({ dataIndex: 0 })).toBe('paid\n28.6% · $2.00')
  })
  it('are not fooled by names that every object has', () => {
    const option = draw(
      testChart(query, { type: 'pie', config: { groupLabelOverrides: {}, groupColorOverrides: {} } }),
      testResult([{ orders_status: 'constructor', orders_revenue: 1 }]),
    )
    expect(option.series[0]?.['data']).toMatchObject([{ name: 'constructor', itemStyle: { color: expect.stringMatching(/^#/) } }])
  })
  it('make steps of rows, or of the numbers of the first row', () => {
    const byRows = draw(testChart(query, { type: 'funnel', config: { labels: { showPercentage: true } } }), rows)
    expect(byRows.series[0]?.['data']).toHaveLength(4)
    expect(byRows.series[0]?.label.formatter({ dataIndex: 1 })).toBe('paid  50% · $2.00')
    const byColumns = draw(testChart(testQuery([], ['orders_revenue', 'orders_count']), { type: 'funnel', config: { dataInput: 'row' } }), byStatus, 'dark')
    expect(byColumns.series[0]?.['data']).toMatchObject([
      { name: 'Revenue', value: 12_500 },
      { name: 'Count', value: 3 },
    ])
    expect(svgOf(byColumns)).toContain('Revenue')
  })
})

describe('charts that are not drawn', () => {
  it('have no series', () => {
    expect(draw(testChart(testQuery([], []), { type: 'table' }), testResult([])).series).toBeUndefined()
  })
})

describe('metrics that are shortened already', () => {
  it('are not shortened again', () => {
    const fields = { ...testItems, ...metric('revenue', { format: 'usd', compact: 'thousands', round: 0 }) }
    const option = draw(bars(series('orders_revenue')), { ...byStatus, fields })
    expect(option.yAxis[0]?.axisLabel.formatter(2_000_000)).toBe('$2,000K')
  })
})
