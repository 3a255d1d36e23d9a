import { describe, expect, it } from 'vitest'
import type { TableConfig } from '../chart/chart-document.ts'
import { metric, testItems, testResult } from '../chart/test-chart.ts'
import { cellStyles } from './conditional-format.ts'

type Formats = NonNullable<TableConfig['conditionalFormattings']>
const items = { ...testItems, ...metric('rate', { type: 'number', format: 'percent' }) }
const backgrounds = (conditionalFormattings: Formats, fieldId: string, values: readonly unknown[]) => {
  const result = testResult(
    values.map((value) => ({ [fieldId]: value, orders_count: 5 })),
    items,
  )
  const styleOf = cellStyles({ conditionalFormattings }, result)
  return result.rows.map((row) => styleOf(fieldId, row)?.background ?? '')
}
const when = (operator: string, values?: unknown[], part: object = {}): Formats => [
  { target: null, color: '#ff0000', rules: [{ operator, ...(values === undefined ? {} : { values }), ...part }] },
]

describe('a rule with one colour', () => {
  it.each([
    ['equals', [1, 2], [true, true, false, false]],
    ['equals', ['2'], [false, true, false, false]],
    ['notEquals', [1, 2], [false, false, true, true]],
    ['lessThan', [2], [true, false, false, false]],
    ['lessThanOrEqual', [2], [true, true, false, false]],
    ['greaterThan', [2], [false, false, true, false]],
    ['greaterThanOrEqual', [2], [false, true, true, false]],
    ['inBetween', [2, 3], [false, true, true, false]],
    ['notInBetween', [2, 3], [true, false, false, false]],
    ['inBetween', [2], [false, false, false, false]],
    ['isNull', undefined, [false, false, false, true]],
    ['notNull', undefined, [true, true, true, false]],
    ['greaterThan', ['many'], [false, false, false, false]],
    ['inThePast', [1], [false, false, false, false]],
  ])('"%s" %j compares numbers', (operator, values, expected) => {
    expect(backgrounds(when(operator, values), 'orders_revenue', [1, 2, 3, null]).map((color) => color !== '')).toEqual(expected)
  })
  it.each([
    ['equals', ['north'], [true, false]],
    ['startsWith', ['nor'], [true, false]],
    ['endsWith', ['th'], [true, true]],
    ['include', ['out'], [false, true]],
    ['doesNotInclude', ['out'], [true, false]],
    ['greaterThan', [1], [false, false]],
  ])('"%s" %j compares texts', (operator, values, expected) => {
    expect(backgrounds(when(operator, values), 'orders_status', ['north', 'south']).map((color) => color !== '')).toEqual(expected)
  })
  it('means percentages as people see them', () => {
    expect(backgrounds(when('equals', [7]), 'orders_rate', [0.07, 7])).toEqual(['#ff0000', ''])
  })
  it('compares with another field of the row', () => {
    expect(backgrounds(when('greaterThan', undefined, { compareTarget: { fieldId: 'orders_count' } }), 'orders_revenue', [4, 6])).toEqual(['', '#ff0000'])
  })
  it('holds when all its conditions hold, and never without any', () => {
    const both: Formats = [
      {
        target: null,
        color: '#ff0000',
        rules: [
          { operator: 'greaterThan', values: [1] },
          { operator: 'lessThan', values: [3] },
        ],
      },
    ]
    expect(backgrounds(both, 'orders_revenue', [1, 2, 3])).toEqual(['', '#ff0000', ''])
    expect(backgrounds([{ target: null, color: '#ff0000', rules: [] }], 'orders_revenue', [1])).toEqual([''])
  })
  it('is about its field only; of several that hold the last one counts', () => {
    const other: Formats = [{ target: { fieldId: 'orders_count' }, color: '#00ff00', rules: [{ operator: 'notNull' }] }]
    expect(backgrounds(other, 'orders_revenue', [1])).toEqual([''])
    const later: Formats = [...when('notNull'), { target: { fieldId: 'orders_revenue' }, color: '#0000ff', rules: [{ operator: 'greaterThan', values: [1] }] }]
    expect(backgrounds(later, 'orders_revenue', [1, 2])).toEqual(['#ff0000', '#0000ff'])
  })
  it('never passes on what is no colour', () => {
    expect(backgrounds([{ target: null, color: 'red;background:url(x)', rules: [{ operator: 'notNull' }] }], 'orders_revenue', [1])).toEqual([''])
  })
})

describe('a range of colours', () => {
  const range = (rule: Formats[number]['rule']): Formats => [{ target: { fieldId: 'orders_revenue' }, color: { start: '#000000', end: '#ffffff' }, rule }]
  it('runs between its ends and leaves out what lies beyond', () => {
    expect(backgrounds(range({ min: 0, max: 100 }), 'orders_revenue', [-1, 0, 50, 100, 101, null])).toEqual(['', '#000000', '#808080', '#ffffff', '', ''])
  })
  it('finds its ends in the data where they are open', () => {
    expect(backgrounds(range({ min: 'auto', max: 'auto' }), 'orders_revenue', [10, 20, 30])).toEqual(['#000000', '#808080', '#ffffff'])
    expect(backgrounds(range({ min: 0, max: 'auto' }), 'orders_revenue', [10])).toEqual(['#ffffff'])
    expect(backgrounds(range({ min: 'auto', max: 'auto' }), 'orders_revenue', [10, 10])).toEqual(['#ffffff', '#ffffff'])
  })
  it('keeps text readable', () => {
    const result = testResult([{ orders_revenue: 0 }, { orders_revenue: 100 }])
    const styleOf = cellStyles({ conditionalFormattings: range({ min: 0, max: 100 }) }, result)
    expect(result.rows.map((row) => styleOf('orders_revenue', row)?.color)).toEqual(['#ffffff', '#1f2329'])
  })
})
