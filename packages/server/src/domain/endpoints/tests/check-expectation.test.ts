import { describe, expect, it } from 'vitest'
import type { EndpointExpectation } from '@atrium/documents'
import type { AnswerTable } from './answer-table.ts'
import { checkExpectation } from './check-expectation.ts'
import { findingInWords } from './finding.ts'

const table: AnswerTable = {
  columns: [
    { name: 'day', type: 'date' },
    { name: 'region', type: 'string' },
    { name: 'revenue', type: 'number' },
  ],
  rows: [
    ['2026-01-01', 'north', 10.1],
    ['2026-01-02', 'south', '20.2'],
    ['2026-01-02', null, 0],
  ],
  isWhole: true,
}
const check = (expectation: EndpointExpectation, more: Partial<AnswerTable> = {}, metric: number | null = null) =>
  checkExpectation(expectation, { ...table, ...more }, { milliseconds: 120.4, metric })

describe('an expectation', () => {
  it('is of how many rows there are', () => {
    expect(check({ kind: 'row_count', atLeast: 3, atMost: 3 })).toBeNull()
    expect(check({ kind: 'row_count', atMost: 2 })).toEqual({ kind: 'row_count', rows: 3 })
    expect(check({ kind: 'row_count', atLeast: 4 })).toEqual({ kind: 'row_count', rows: 3 })
    // Of an answer that was cut it is known that there are at least so many.
    expect(check({ kind: 'row_count', atLeast: 3 }, { isWhole: false })).toBeNull()
    expect(check({ kind: 'row_count', atMost: 3 }, { isWhole: false })).toEqual({ kind: 'cut', rows: 3 })
  })

  it('is of columns in their order, and of their types where they are said', () => {
    expect(check({ kind: 'columns', columns: [{ name: 'day', type: 'date' }, { name: 'region' }, { name: 'revenue', type: 'number' }] })).toBeNull()
    expect(check({ kind: 'columns', columns: [{ name: 'region' }, { name: 'day' }, { name: 'revenue' }] })).toEqual({ kind: 'columns', columns: table.columns })
    expect(check({ kind: 'columns', columns: [{ name: 'day', type: 'string' }, { name: 'region' }, { name: 'revenue' }] })).not.toBeNull()
    expect(check({ kind: 'columns', columns: [{ name: 'day' }, { name: 'region' }] })).not.toBeNull()
  })

  it('is of values that are there, are there once, or are some of a few', () => {
    expect(check({ kind: 'not_null', column: 'day' })).toBeNull()
    expect(check({ kind: 'not_null', column: 'region' })).toMatchObject({ kind: 'empty_values', count: 1, sample: { rows: [['2026-01-02', null, 0]] } })
    expect(check({ kind: 'unique', columns: ['day', 'region'] })).toBeNull()
    expect(check({ kind: 'unique', columns: ['day'] })).toMatchObject({ kind: 'duplicates', count: 2 })
    // Whether a value has to be there is another question.
    expect(check({ kind: 'accepted_values', column: 'region', values: ['north', 'south'] })).toBeNull()
    expect(check({ kind: 'accepted_values', column: 'region', values: ['north'] })).toEqual({
      kind: 'other_values',
      column: 'region',
      count: 1,
      values: ['south'],
    })
    expect(check({ kind: 'not_null', column: 'area' })).toEqual({ kind: 'column_missing', column: 'area', has: ['day', 'region', 'revenue'] })
    expect(check({ kind: 'not_null', column: 'day' }, { isWhole: false })).toEqual({ kind: 'cut', rows: 3 })
  })

  it('is of bounds: numbers, also as texts, and days, the last of which counts whole', () => {
    expect(check({ kind: 'between', column: 'revenue', least: 0, most: 20.2 })).toBeNull()
    expect(check({ kind: 'between', column: 'revenue', least: 1 })).toMatchObject({ kind: 'out_of_bounds', count: 1 })
    expect(check({ kind: 'between', column: 'day', least: '2026-01-01', most: '2026-01-02' })).toBeNull()
    expect(check({ kind: 'between', column: 'day', most: '2026-01-02' }, { rows: [['2026-01-02 23:59:59.000', '', 0]] })).toBeNull()
    expect(check({ kind: 'between', column: 'day', most: '2026-01-01' })).toMatchObject({ kind: 'out_of_bounds', count: 2 })
    expect(check({ kind: 'between', column: 'region', least: 1 })).toEqual({ kind: 'not_comparable', column: 'region', value: 'north' })
  })

  it('is of a total: a number, or that of a metric', () => {
    expect(check({ kind: 'total', column: 'revenue', equals: 30.3 })).toBeNull()
    expect(check({ kind: 'total', column: 'revenue', equals: 30 })).toMatchObject({ kind: 'total', expected: 30 })
    expect(check({ kind: 'total', column: 'revenue', equals: 30, tolerance: 0.5 })).toBeNull()
    const equals = { exploreName: 'orders', metric: 'orders_revenue' }
    expect(check({ kind: 'total', column: 'revenue', equals }, {}, 30.3)).toBeNull()
    expect(check({ kind: 'total', column: 'revenue', equals }, {}, null)).toMatchObject({ kind: 'total', expected: null })
    expect(check({ kind: 'total', column: 'region', equals: 0 })).toMatchObject({ kind: 'not_comparable' })
  })

  it('is of rows, in their order or in any, with a tolerance for numbers', () => {
    const columns = ['region', 'revenue']
    const rows = [
      ['north', 10.1],
      ['south', 20.2],
      [null, 0],
    ]
    expect(check({ kind: 'rows', columns, rows })).toBeNull()
    expect(check({ kind: 'rows', columns, rows: rows.toReversed() })).toMatchObject({ kind: 'rows', differences: [{ row: 1 }, { row: 3 }] })
    expect(check({ kind: 'rows', columns, rows: rows.toReversed(), inAnyOrder: true })).toBeNull()
    expect(check({ kind: 'rows', columns, rows: [['north', 10], ...rows.slice(1)], tolerance: 0.1 + 1e-9 })).toBeNull()
    expect(check({ kind: 'rows', columns, rows: rows.slice(1), inAnyOrder: true })).toMatchObject({
      expectedRows: 2,
      gotRows: 3,
      differences: [{ row: 1, expected: null, got: ['north', 10.1] }],
    })
    expect(check({ kind: 'rows', columns, rows: [...rows, ['west', 1]] })).toMatchObject({ differences: [{ row: 4, expected: ['west', 1], got: null }] })
  })

  it('is of time, and of a call that fails', () => {
    expect(check({ kind: 'within', milliseconds: 121 })).toBeNull()
    expect(check({ kind: 'within', milliseconds: 120 })).toEqual({ kind: 'too_slow', milliseconds: 120 })
    expect(check({ kind: 'error', error: 'any' })).toEqual({ kind: 'no_error' })
  })

  it('says in a sentence what is not as expected', () => {
    const said = (expectation: EndpointExpectation, more: Partial<AnswerTable> = {}): string => {
      const finding = check(expectation, more)
      return finding === null ? '' : findingInWords(finding, expectation)
    }
    expect(said({ kind: 'row_count', atLeast: 4 })).toBe('3 rows instead of 4 at least.')
    expect(said({ kind: 'row_count', atLeast: 5, atMost: 5 })).toBe('3 rows instead of 5.')
    expect(said({ kind: 'row_count', atLeast: 2 }, { rows: [['2026-01-01', 'north', 0]] })).toBe('1 row instead of 2 at least.')
    expect(said({ kind: 'not_null', column: 'region' })).toBe('region is empty in 1 row.')
    expect(said({ kind: 'unique', columns: ['day'] })).toBe('2 rows have values of day that another row has as well.')
    expect(said({ kind: 'accepted_values', column: 'region', values: ['north'] })).toBe('region has other values in 1 row: "south".')
    expect(said({ kind: 'rows', columns: ['region'], rows: [['north'], ['west'], [null]] })).toBe(
      'The rows are others: 3 instead of 3. Row 2: ["south"] instead of ["west"].',
    )
  })
})
