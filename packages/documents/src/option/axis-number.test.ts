import { describe, expect, it } from 'vitest'
import { metric } from '../chart/test-chart.ts'
import { axisNumber } from './axis-number.ts'

const written = (part: Parameters<typeof metric>[1], ...values: number[]) => values.map((value) => axisNumber(metric('x', part)['orders_x'], value))

describe('numbers along an axis', () => {
  it('are short, true and without idle zeros', () => {
    expect(written({}, 0, 950, 9_999.5, 11_250, 2_000_000, -3e9)).toEqual(['0', '950', '9,999.5', '11.25K', '2M', '-3B'])
    expect(written({ format: 'usd' }, 10, 12_500)).toEqual(['$10', '$12.5K'])
    expect(written({ round: 0 }, 12_500)).toEqual(['12.5K'])
  })
  it('keep the unit and what the field says about shortening', () => {
    expect(written({ format: 'percent' }, 0.5, 200)).toEqual(['50%', '20,000%'])
    expect(written({ format: 'km' }, 12_000)).toEqual(['12K km'])
    expect(written({ compact: 'thousands' }, 2_000_000)).toEqual(['2,000K'])
    expect(written({ format: 'id' }, 123_456)).toEqual(['123456'])
    expect(written({ format: '[$€]#,##0.00' }, 9.5, -12_500)).toEqual(['€9.5', '-€12.5K'])
    expect(written({ format: '0.0%' }, 200)).toEqual(['20000%'])
    expect(written({ format: '0.0,,"M"' }, 12_500_000)).toEqual(['12.5M'])
  })
  it('lose no digit where the comma is the decimal sign', () => {
    expect(written({ formatOptions: { type: 'number', separator: 'periodComma' } }, 1000)).toEqual(['1.000'])
  })
  it('are as their readers write them', () => {
    const german = (part: Parameters<typeof metric>[1], value: number) => axisNumber(metric('x', part)['orders_x'], value, 'de')
    expect([german({}, 9_999.5), german({}, 11_250), german({}, 2_000_000)]).toEqual(['9.999,5', '11,25\u00a0Tsd.', '2\u00a0Mio.'])
    expect([german({ format: 'usd' }, 12_500), german({ format: 'percent' }, 0.5)]).toEqual(['12,5\u00a0Tsd.\u00a0$', '50\u00a0%'])
    expect(german({ formatOptions: { type: 'number', separator: 'commaPeriod', round: 2 } }, 10)).toBe('10')
  })
})
