import { expect, it } from 'vitest'
import type { Item } from '../types/metric-query.ts'
import { rawForWire } from './raw-for-wire.ts'

const shared = { index: 0, name: 'x', label: 'X', table: 't', tableLabel: 'T', sql: '', compiledSql: '', hidden: false }
const day: Item = { ...shared, fieldType: 'dimension', type: 'date' }
const latest: Item = { ...shared, fieldType: 'metric', type: 'max' }

it('numbers are numbers, whatever the engine calls them, and keep their digits', () => {
  expect(rawForWire(latest, { type: 'number' }, '12.50')).toBe(12.5)
  expect(rawForWire(latest, { type: 'number' }, 7n)).toBe(7)
  expect(rawForWire(latest, { type: 'number' }, 7)).toBe(7)
  expect(rawForWire(latest, { type: 'number' }, '9007199254740993')).toBe('9007199254740993')
  expect(rawForWire(latest, { type: 'number' }, 'many')).toBe('many')
  const kept: [string, unknown][] = [
    ['123456789012345678.25', '123456789012345678.25'],
    ['0.12345678901234567', '0.12345678901234567'],
    ['-1234567890.1234567890', '-1234567890.1234567890'],
    ['99999999999999999999.00', '99999999999999999999.00'],
    ['9007199254740991', 9007199254740991],
    ['0.00000000000000000125', 1.25e-18],
    ['1000000000000000.50', 1000000000000000.5],
    ['150.0000000000000000', 150],
    ['10000000000000000000', '10000000000000000000'],
    ['9007199254740991.000', 9007199254740991],
    ['Infinity', 'Infinity'],
    ['NaN', 'NaN'],
  ]
  expect(kept.map(([value]) => [value, rawForWire(latest, { type: 'number' }, value)])).toEqual(kept)
})

it('dates and moments of dimensions are ISO in UTC without milliseconds', () => {
  expect(rawForWire(day, { type: 'date' }, '2018-01-01')).toBe('2018-01-01T00:00:00Z')
  expect(rawForWire(day, { type: 'timestamp' }, '2018-01-01T10:20:30.456')).toBe('2018-01-01T10:20:30Z')
  expect(rawForWire(day, { type: 'timestamp' }, '2018-01-01 10:20:30+05:45')).toBe('2018-01-01T04:35:30Z')
})

it('those of other columns have milliseconds', () => {
  expect(rawForWire(latest, { type: 'date' }, '2018-01-01')).toBe('2018-01-01T00:00:00.000Z')
  expect(rawForWire(undefined, { type: 'date' }, '2018-01-01')).toBe('2018-01-01T00:00:00.000Z')
})

it('everything else stays', () => {
  expect(rawForWire(day, { type: 'date' }, null)).toBe(null)
  expect(rawForWire(day, { type: 'string' }, '2018-01-01')).toBe('2018-01-01')
  expect(rawForWire(day, { type: 'boolean' }, true)).toBe(true)
})
