import type { CartesianConfig } from '@atrium/documents'
import { describe, expect, it } from 'vitest'
import { referenceLinesOf, stackingOf, withAxis, withReferenceLines, withSeries, withStacking, withX, withY } from './cartesian-edits.ts'

const config: CartesianConfig = {
  layout: { xField: 'month', yField: ['revenue'] },
  eChartsConfig: { series: [{ type: 'line', areaStyle: {}, name: 'Turnover', encode: { xRef: { field: 'month' }, yRef: { field: 'revenue' } } }] },
}

describe('editing a chart with axes', () => {
  it('adds a series that looks like the first and keeps what is known', () => {
    const series = withY(config, ['revenue', 'cost']).eChartsConfig.series
    expect(series?.[0]).toEqual(config.eChartsConfig.series?.[0])
    expect(series?.[1]).toEqual({ type: 'line', areaStyle: {}, encode: { xRef: { field: 'month' }, yRef: { field: 'cost' } } })
    expect(withY(config, []).eChartsConfig.series).toEqual([])
  })
  it('moves every series to another x', () => {
    expect(withX(config, 'year').eChartsConfig.series?.[0]?.encode.xRef).toEqual({ field: 'year' })
  })
  it('stacks and unstacks', () => {
    expect(stackingOf(config)).toBe('none')
    expect(stackingOf(withStacking(config, 'stacked'))).toBe('stacked')
    expect(stackingOf(withStacking(config, 'stacked100'))).toBe('stacked100')
    expect(withStacking(withStacking(config, 'stacked100'), 'none')).toEqual(config)
  })
  it('takes settings back to their defaults', () => {
    expect(withSeries(config, 0, { name: undefined }).eChartsConfig.series?.[0]).not.toHaveProperty('name')
    expect(withAxis(withAxis(config, 'yAxis', 1, { min: '0' }), 'yAxis', 1, { min: undefined }).eChartsConfig.yAxis).toEqual([{}, {}])
  })
  it('keeps reference lines', () => {
    const lines = [{ uuid: '1', name: 'Goal', axis: 'y' as const, value: '100' }]
    expect(referenceLinesOf(withReferenceLines(config, lines))).toEqual(lines)
    expect(withReferenceLines(withReferenceLines(config, lines), [])).toEqual(config)
  })
})
