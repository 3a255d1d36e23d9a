import { describe, expect, it } from 'vitest'
import type { ChartConfig, ChartDocument } from '../chart/chart-document.ts'
import { testChart, testItems, testQuery, testResult } from '../chart/test-chart.ts'
import { buildTable } from '../result/build-table.ts'
import type { ChartResult } from '../result/chart-result.ts'
import { bigNumberModel } from './big-number-model.ts'
import { buildChartOption } from './build-chart-option.ts'
import { describeChart } from './describe-chart.ts'

type Drawn = {
  xAxis: { data: string[] }[]
  legend: { data: string[] }
  series: { name: string; data: unknown; markLine?: { data: { name: string }[] } }[]
  tooltip: { formatter: (point: unknown) => string }
}

const months: ChartResult = {
  ...testResult([
    { orders_month: '2026-01-01T00:00:00Z', orders_status: 'paid', orders_count: 1 },
    { orders_month: '2026-03-01T00:00:00Z', orders_status: 'paid', orders_count: 2 },
  ]),
  // Another writer than the answer's.
  writeDate: (item, raw) => (item === testItems['orders_month'] ? `month ${String(raw).slice(5, 7)}` : null),
}
const names = ['month 01', 'month 02', 'month 03']
const chart = (config: ChartConfig, part: Partial<ChartDocument> = {}, dimensions = ['orders_month']): ChartDocument =>
  testChart(testQuery(dimensions, ['orders_count']), config, part)
const draw = (document: ChartDocument): Drawn => buildChartOption({ document, result: months, theme: 'light' }) as unknown as Drawn
const line = (xField: string, markLine?: object): ChartConfig => ({
  type: 'cartesian',
  config: {
    layout: { xField, yField: ['orders_count'] },
    eChartsConfig: {
      series: [
        {
          type: 'line',
          encode: { xRef: { field: xField }, yRef: { field: 'orders_count' } },
          ...(markLine === undefined ? {} : { markLine: { data: [{ ...markLine }] } }),
        },
      ],
    },
  },
})

describe('dates in a drawing, written as the page writes them', () => {
  it('are along the axis, also those between, in tooltips and in the sentence about the chart', () => {
    const document = chart(line('orders_month', { xAxis: '2026-03-01' }))
    const option = draw(document)
    expect(option.xAxis[0]?.data).toEqual(names)
    expect(option.tooltip.formatter([{ seriesIndex: 0, dataIndex: 2 }])).toContain('month 03')
    expect(option.series[0]?.markLine?.data).toMatchObject([{ name: 'month 03' }])
    expect(describeChart(document, months)).toContain('(month 01)')
  })
  it('name series in the legend', () => {
    const option = draw(chart(line('orders_status'), { pivotConfig: { columns: ['orders_month'] } }, ['orders_status', 'orders_month']))
    expect(option.legend.data).toEqual(['month 01', 'month 03'])
  })
  it('name slices and steps, that settings know by the text of the answer', () => {
    expect(draw(chart({ type: 'pie', config: { groupLabelOverrides: { '2026-01': 'First' } } })).legend.data).toEqual(['month 03', 'First'])
    expect(draw(chart({ type: 'funnel', config: { labelOverrides: { '2026-01': 'First' } } })).legend.data).toEqual(['First', 'month 03'])
  })
  it('are a big number', () => {
    expect(bigNumberModel(chart({ type: 'big_number', config: { selectedField: 'orders_month' } }), months).value).toBe('month 01')
  })
  it('stay in tables as the answer has them', () => {
    expect(buildTable(chart({ type: 'table', config: {} }), months).cellAt(0, 0).formatted).toBe('2026-01')
  })
})
