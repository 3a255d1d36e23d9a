import { describe, expect, it } from 'vitest'
import type { CompiledDimension, CompiledMetric, CustomFormat, TimeInterval } from '../types/field.ts'
import type { Item, TableCalculation } from '../types/metric-query.ts'
import { formatItemValue } from './format-item-value.ts'

const shared = { index: 0, name: 'x', label: 'X', table: 't', tableLabel: 'T', sql: '', compiledSql: '', hidden: false }
const dimension = (parts: Partial<CompiledDimension>): Item => ({ ...shared, fieldType: 'dimension', type: 'number', ...parts })
const metric = (parts: Partial<CompiledMetric>): Item => ({ ...shared, fieldType: 'metric', type: 'sum', ...parts })
const calculation = (format: CustomFormat): TableCalculation => ({ name: 'c', displayName: 'C', sql: '1', format })

describe('values without a number', () => {
  it('null, missing, booleans, text', () => {
    for (const item of [undefined, metric({}), dimension({ type: 'date' }), dimension({ type: 'string' })]) {
      expect(formatItemValue(item, null)).toBe('∅')
      expect(formatItemValue(item, undefined)).toBe('-')
      expect(formatItemValue(item, 'some text')).toBe('some text')
    }
    expect(formatItemValue(dimension({ type: 'boolean' }), true)).toBe('True')
    expect(formatItemValue(dimension({ type: 'boolean' }), false)).toBe('False')
    expect(formatItemValue(dimension({ type: 'string' }), '1234')).toBe('1234')
  })
})

describe('numbers', () => {
  const cases: [unknown, Partial<CompiledMetric>, string][] = [
    [1103, {}, '1,103'],
    [994.16, {}, '994.16'],
    [12.3456, {}, '12.346'],
    ['10.50', {}, '10.5'],
    [0, {}, '0'],
    [12.3456, { round: 1 }, '12.3'],
    [5, { round: 2 }, '5.00'],
    [2224202996, { format: 'gbp' }, '£2,224,202,996.00'],
    [-1, { format: 'usd', round: 0 }, '-$1'],
    [2224203000, { format: 'eur', round: 0, compact: 'thousands' }, '€2,224,203K'],
    [2224203000, { compact: 'M' }, '2,224.203M'],
    [1.5e9, { compact: 'billion', round: 1 }, '1.5B'],
    [3e12, { compact: 'T' }, '3T'],
    [0.55445, { format: 'percent' }, '55.445%'],
    [0.5, { format: 'percent', round: 0 }, '50%'],
    [1234.5, { format: 'km' }, '1,234.5 km'],
    [7, { format: 'mi', round: 1 }, '7.0 mi'],
    [1234567, { format: 'id' }, '1234567'],
    [1234.5, { format: 'unheard of' }, '1,234.5'],
    [1234.5, { format: '[$€]#,##0.00' }, '€1,234.50'],
    ['1234.5', { format: '0.0,"K"', round: 3, compact: 'millions' }, '1.2K'],
    [1234.5, { format: '0%', formatOptions: { type: 'number', round: 0 } }, '1,235'],
  ]
  it.each(cases)('%s with %j is %s', (raw, parts, text) => {
    expect(formatItemValue(metric(parts), raw)).toBe(text)
  })
  it('years have no grouping', () => {
    expect(formatItemValue(dimension({ timeInterval: 'FISCAL_YEAR_NUM' }), 2024)).toBe('2024')
    expect(formatItemValue(dimension({ timeInterval: 'YEAR_NUM' }), 2024)).toBe('2024')
    expect(formatItemValue(dimension({ timeInterval: 'MONTH_NUM' }), 12)).toBe('12')
  })
})

describe('format options', () => {
  const cases: [number, CustomFormat, string][] = [
    [1234567.891, { type: 'number', separator: 'periodComma', round: 2 }, '1.234.567,89'],
    [1234567.891, { type: 'number', separator: 'spacePeriod' }, '1 234 567.891'],
    [1234567.891, { type: 'number', separator: 'noSeparatorPeriod', round: 0 }, '1234568'],
    [1234.5, { type: 'number', prefix: '~', suffix: ' pcs', separator: 'commaPeriod' }, '~1,234.5 pcs'],
    [1234567, { type: 'number', compact: 'millions', round: 2 }, '1.23M'],
    [1234.5, { type: 'currency', currency: 'EUR', separator: 'periodComma' }, '€1.234,50'],
    [1234.5, { type: 'currency', currency: 'JPY' }, '¥1,235'],
    [1234.5, { type: 'currency', currency: 'nonsense' }, '1,234.5'],
    [0.1234, { type: 'percent', round: 1, separator: 'periodComma' }, '12,3%'],
    [1234, { type: 'id' }, '1234'],
    [1234.5, { type: 'default' }, '1,234.5'],
  ]
  it.each(cases)('%s with %j is %s', (raw, format, text) => {
    expect(formatItemValue(calculation(format), raw)).toBe(text)
    expect(formatItemValue(metric({ formatOptions: format }), raw)).toBe(text)
  })
  it('dates and moments', () => {
    expect(formatItemValue(calculation({ type: 'date', timeInterval: 'MONTH' }), '2024-02-29')).toBe('2024-02')
    expect(formatItemValue(calculation({ type: 'timestamp', timeInterval: 'MINUTE' }), '2024-02-29T01:02:03Z')).toBe('2024-02-29, 01:02 (+00:00)')
  })
})

describe('dates and moments', () => {
  const date = (timeInterval: TimeInterval): Item => dimension({ type: 'date', timeInterval })
  const moment = (timeInterval?: TimeInterval): Item => dimension({ type: 'timestamp', ...(timeInterval === undefined ? {} : { timeInterval }) })
  it('days are cut to their interval', () => {
    expect(formatItemValue(date('DAY'), '2018-11-05')).toBe('2018-11-05')
    expect(formatItemValue(date('WEEK'), '2018-11-05T00:00:00Z')).toBe('2018-11-05')
    expect(formatItemValue(date('MONTH'), '2018-11-01')).toBe('2018-11')
    expect(formatItemValue(date('QUARTER'), '2018-10-01')).toBe('2018-Q4')
    expect(formatItemValue(date('YEAR'), '2018-01-01T00:00:00.000Z')).toBe('2018')
  })
  it('moments show their offset', () => {
    expect(formatItemValue(moment('HOUR'), '2020-07-01T00:00:00')).toBe('2020-07-01, 00 (+00:00)')
    expect(formatItemValue(moment('MINUTE'), '2020-07-01 00:05:00')).toBe('2020-07-01, 00:05 (+00:00)')
    expect(formatItemValue(moment('SECOND'), '2020-07-01T00:05:09Z')).toBe('2020-07-01, 00:05:09 (+00:00)')
    expect(formatItemValue(moment(), '2020-07-01T00:05:09.123Z')).toBe('2020-07-01, 00:05:09:123 (+00:00)')
    expect(formatItemValue(moment('HOUR'), '2020-06-30T18:15:00Z', 'Asia/Kathmandu')).toBe('2020-07-01, 00 (+05:45)')
    expect(formatItemValue(moment('MINUTE'), '2020-07-01T00:05:00Z', 'America/New_York')).toBe('2020-06-30, 20:05 (-04:00)')
  })
  it('a min or max of moments is written as a moment, of text as text', () => {
    expect(formatItemValue(metric({ type: 'max' }), '2020-07-01T00:05:09Z')).toBe('2020-07-01, 00:05:09:000 (+00:00)')
    expect(formatItemValue(metric({ type: 'min' }), 'Ada')).toBe('Ada')
  })
})

describe('fiscal periods are named after the year in which they end', () => {
  const cases: [string, TimeInterval, number, string][] = [
    ['2025-04-01', 'FISCAL_YEAR', 4, 'FY2026'],
    ['2025-07-01', 'FISCAL_QUARTER', 4, 'Q2 FY2026'],
    ['2026-01-01', 'FISCAL_QUARTER', 4, 'Q4 FY2026'],
    ['2026-01-01', 'FISCAL_YEAR', 1, 'FY2026'],
    ['2026-10-01', 'FISCAL_QUARTER', 1, 'Q4 FY2026'],
    ['2025-12-01', 'FISCAL_YEAR', 12, 'FY2026'],
    ['2025-11-01', 'FISCAL_QUARTER', 2, 'Q4 FY2026'],
  ]
  it.each(cases)('%s as %s of a year that begins with month %i is %s', (raw, timeInterval, fiscalYearStart, text) => {
    expect(formatItemValue(dimension({ type: 'date', timeInterval, fiscalYearStart }), raw)).toBe(text)
  })
})

describe('numbers are written as their readers are used to', () => {
  const cases: [number, Partial<Item>, string][] = [
    [1234567.891, {}, '1.234.567,891'],
    [1234.5, { formatOptions: { type: 'currency', currency: 'EUR' } }, '1.234,50\u00a0€'],
    [1.5e9, { format: 'usd', compact: 'billions', round: 1 }, '1,5\u00a0Mrd.\u00a0$'],
    [2.5e6, { compact: 'millions' }, '2,5\u00a0Mio.'],
    [1500, { compact: 'thousands' }, '1,5\u00a0Tsd.'],
    [0.1234, { format: 'percent', round: 1 }, '12,3\u00a0%'],
    [-1234.5, { format: '#,##0.00 "€"' }, '-1.234,50 €'],
    [0.5, { format: '#.00' }, ',50'],
    [1234.5, { format: 'km' }, '1.234,5 km'],
    [123456, { format: 'id' }, '123456'],
    // A separator that the model names is that of all readers.
    [1234.5, { formatOptions: { type: 'number', separator: 'commaPeriod' } }, '1,234.5'],
    [0.1234, { formatOptions: { type: 'percent', separator: 'spacePeriod', round: 1 } }, '12.3%'],
  ]
  it.each(cases)('%d of %j is %s in German', (raw, part, text) => {
    expect(formatItemValue(metric({ type: 'sum', ...part } as Parameters<typeof metric>[0]), raw, 'UTC', 'de-DE')).toBe(text)
  })
  it('texts, truth values and dates are the same for all', () => {
    const items: [Item, unknown][] = [
      [dimension({ type: 'string' }), 'a,b'],
      [dimension({ type: 'boolean' }), true],
      [dimension({ type: 'date' }), '2018-11-05'],
    ]
    for (const [item, raw] of items) expect(formatItemValue(item, raw, 'UTC', 'de-DE')).toBe(formatItemValue(item, raw))
  })
})
