import { describe, expect, it } from 'vitest'
import { ChartDocument } from './chart-document.ts'
import { chartKindOf } from './chart-kind.ts'

const series = (type: string, part: object = {}) => ({ type, encode: { x: 'a_x', y: 'a_y', xRef: { field: 'a_x' }, yRef: { field: 'a_y' } }, ...part })
const chart = (all: object[], layout: object = {}) => ({
  tableName: 'a',
  metricQuery: { dimensions: ['a_x'], metrics: ['a_y'] },
  chartConfig: { type: 'cartesian', config: { layout, eChartsConfig: { series: all } } },
})
const kindOf = (given: unknown) => chartKindOf(ChartDocument.parse(given))

describe('a chart as a document', () => {
  it('keeps what other writers of the format put into it', () => {
    const given = chart([series('bar', { stack: 's', isFilteredOut: false, label: { show: true, position: 'inside', showValue: true } })], {
      xField: 'a_x',
      stack: 'stack100',
    })
    expect(ChartDocument.parse({ ...given, chartConfig: { ...given.chartConfig, version: 2 } }).chartConfig).toEqual({ ...given.chartConfig, version: 2 })
  })
  it('has an empty column order and no pivot when none is given', () => {
    expect(ChartDocument.parse(chart([]))).toMatchObject({ tableConfig: { columnOrder: [] } })
    expect(ChartDocument.parse(chart([]))).not.toHaveProperty('pivotConfig')
  })
  it('is of a known type', () => {
    expect(ChartDocument.safeParse({ ...chart([]), chartConfig: { type: 'spiral' } }).success).toBe(false)
    for (const type of ['table', 'big_number', 'pie', 'funnel', 'custom']) expect(kindOf({ ...chart([]), chartConfig: { type } })).toBe(type)
  })
})

describe('the kind of a chart with axes', () => {
  it('is what its shown series are', () => {
    expect(kindOf(chart([series('bar')]))).toBe('vertical_bar')
    expect(kindOf(chart([series('bar')], { flipAxes: true }))).toBe('horizontal_bar')
    expect(kindOf(chart([series('line')]))).toBe('line')
    expect(kindOf(chart([series('line', { areaStyle: {} })]))).toBe('area')
    expect(kindOf(chart([series('line'), series('bar')]))).toBe('mixed')
    expect(kindOf(chart([series('line'), series('bar', { hidden: true })]))).toBe('line')
    expect(kindOf(chart([]))).toBe('vertical_bar')
  })
})
